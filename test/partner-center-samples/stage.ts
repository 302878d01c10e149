import { createPlatform, type Platform } from '@tenantry/mock-server';
import type { Actor } from '../../packages/mock-server/src/domain/actor.ts';
import {
  catalogItemIdOf,
  isMicrosoft,
} from '../../packages/mock-server/src/domain/catalogue/availability.ts';
import { productOfOffer } from '../../packages/mock-server/src/domain/catalogue/catalogue.ts';
import { azureSubscriptionName } from '../../packages/mock-server/src/domain/catalogue/microsoft-azure.ts';
import { planSold } from '../../packages/mock-server/src/domain/catalogue/sold-cycle.ts';
import { orders } from '../../packages/mock-server/src/domain/orders/order.ts';
import { placeOrder } from '../../packages/mock-server/src/domain/orders/place-order.ts';
import { actorOfAccessToken } from '../../packages/mock-server/src/domain/partners/access-token.ts';
import { type Partner, partnerOf, partners } from '../../packages/mock-server/src/domain/partners/partner.ts';
import {
  addLegacySubscription,
  type LegacyPurchase,
} from '../../packages/mock-server/src/domain/subscriptions/legacy.ts';
import {
  type Subscription,
  subscriptions,
} from '../../packages/mock-server/src/domain/subscriptions/subscription.ts';
import { addAdministrator } from '../../packages/mock-server/src/domain/tenants/directory-user.ts';
import { relate } from '../../packages/mock-server/src/domain/tenants/relationship.ts';
import { type Tenant, tenants } from '../../packages/mock-server/src/domain/tenants/tenant.ts';

export const businessBasic = 'CFQ7TTC0LH18:0001';
export const azurePlan = 'DZH318Z0BPS6:0001';

const production = createPlatform({ seed: 'empty', strict: true });
const sandbox = createPlatform({ seed: 'empty', strict: true, settings: { profile: 'sandbox' } });

interface Purchase {
  readonly offerId: string;
  readonly quantity?: number;
  readonly term?: string;
  readonly cycle?: string;
  /** Microsoft's ids that it gets. */
  readonly reference?: string | undefined;
  readonly orderId?: string | undefined;
}

/** A world of its own, and the means to put into it what a sample speaks of. */
export class Stage {
  readonly platform: Platform;
  readonly actor: Actor;

  constructor(inSandbox: boolean) {
    this.platform = (inSandbox ? sandbox : production).fork();
    this.actor = actorOfAccessToken(this.world, this.platform.credentials().partnerCenter.accessToken);
  }

  get world() {
    return this.platform.world;
  }

  get partner(): Partner {
    return partnerOf(this.world, this.actor);
  }

  /** The indirect reseller of the world. */
  get reseller(): Partner {
    const found = [...this.world.store.of(partners).all()].find((each) => each.kind === 'indirect-reseller');
    if (found === undefined) throw new Error('The world has no reseller.');
    return found;
  }

  changePartner(partner: Partner, change: Partial<Partner>): void {
    this.world.store.of(partners).put({ ...partner, ...change });
  }

  /** A customer of the partner that has accepted the agreement. */
  customer(id: string): Tenant {
    const { store, clock } = this.world;
    const known = store.of(tenants).get(id.toLowerCase());
    if (known !== undefined) return known;
    const initialDomain = 'samplecustomer.onmicrosoft.com';
    const tenant = store.of(tenants).put({
      id: id.toLowerCase(),
      initialDomain,
      customDomains: [],
      companyName: 'Sample Customer',
      country: 'United States',
      language: 'en',
      createdAt: clock.now(),
      administrator: {
        username: `admin@${initialDomain}`,
        initialPasswordHash: '',
        mustChangePassword: false,
      },
      agreement: {
        firstName: 'Ana',
        lastName: 'Ruiz',
        email: 'ana@customer.example',
        phone: '+1 555 0100',
        acceptedOn: '2026-01-01',
      },
    });
    addAdministrator(this.world, tenant);
    relate(this.world, tenant, this.partner.companyId, this.reseller.companyId);
    return tenant;
  }

  /** The catalogue item of an offer, with the availability of today. */
  itemOf(offerId: string): string {
    const product = productOfOffer(offerId);
    if (!isMicrosoft(product)) throw new Error(`${offerId} is none of the catalogue.`);
    return catalogItemIdOf(this.world, product);
  }

  buy(tenant: Tenant, { offerId, quantity = 1, term, cycle, reference, orderId }: Purchase): Subscription {
    const { world } = this;
    const product = productOfOffer(offerId);
    const plan = isMicrosoft(product) ? planSold(product, { term, cycle }) : undefined;
    if (!isMicrosoft(product) || plan === undefined) throw new Error(`${offerId} is not sold like that.`);
    const line = { product, plan, quantity, catalogItemId: catalogItemIdOf(world, product) };
    const order = world.transact(() => placeOrder(world, this.actor, { tenant, lines: [line] }));
    this.platform.advance('PT1H');
    const { id: _, ...placed } = world.store.of(orders).get(order.id.toLowerCase()) ?? order;
    world.store.of(orders).delete(order.id.toLowerCase());
    const kept = world.store.of(orders).put({ ...placed, id: orderId ?? order.id });
    return this.change(kept.lines[0]?.subscriptionId ?? 0, {
      secondVendorReferenceId: kept.id,
      ...(reference !== undefined && { vendorReferenceId: reference.toLowerCase() }),
    });
  }

  change(subscriptionId: number, change: Partial<Subscription>): Subscription {
    const all = this.world.store.of(subscriptions);
    const known = all.get(subscriptionId);
    if (known === undefined) throw new Error(`There is no subscription ${subscriptionId}.`);
    return all.put({ ...known, ...change });
  }

  /** A subscription of legacy commerce, under a Microsoft's id of its own. */
  holdLegacy(
    purchase: Omit<LegacyPurchase, 'quantity'> & {
      readonly quantity?: number;
      readonly reference?: string | undefined;
      readonly orderId?: string | undefined;
    },
  ): Subscription {
    const { reference, orderId, quantity = 1, ...rest } = purchase;
    const held = this.world.transact(() => addLegacySubscription(this.world, { ...rest, quantity }));
    const order = this.world.store.of(orders).get(held.secondVendorReferenceId?.toLowerCase() ?? '');
    if (order !== undefined && orderId !== undefined) {
      this.world.store.of(orders).delete(order.id.toLowerCase());
      this.world.store.of(orders).put({ ...order, id: orderId.toUpperCase() });
    }
    return this.change(held.id, {
      ...(reference !== undefined && { vendorReferenceId: reference.toUpperCase() }),
      ...(orderId !== undefined && { secondVendorReferenceId: orderId.toUpperCase() }),
    });
  }

  /** An Azure plan with one Azure subscription below it. */
  holdAzure(tenant: Tenant, reference: string | undefined, entitlementId: string): Subscription {
    const plan = this.buy(tenant, { offerId: azurePlan, reference });
    const { displayName: _, ...rest } = plan;
    this.world.store.of(subscriptions).put({
      ...rest,
      id: plan.id + 1_000,
      displayName: 'Production',
      parentId: plan.id,
      dependencyId: plan.id,
      kind: 'azure-subscription',
      productName: azureSubscriptionName,
      fields: { SubscriptionName: 'Production' },
      vendorReferenceId: entitlementId.toLowerCase(),
    });
    return plan;
  }

  async send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
    const { baseUrl, accessToken } = this.platform.credentials().partnerCenter;
    const response = await this.platform.fetch(`${baseUrl}${path}`, {
      method,
      headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json', ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? undefined : (JSON.parse(text) as unknown) };
  }
}

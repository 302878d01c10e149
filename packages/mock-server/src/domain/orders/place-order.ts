import type { World } from '../../world.ts';
import { type Actor, systemActor } from '../actor.ts';
import { ledger } from '../billing/ledger-line.ts';
import type { MicrosoftProduct } from '../catalogue/availability.ts';
import type { Plan } from '../catalogue/product.ts';
import { microsoftCurrencyOf } from '../companies/country.ts';
import { nextAccountId } from '../companies/scope.ts';
import { prorated } from '../money.ts';
import { resellerOf } from '../partners/create-customer.ts';
import { isoOf, subscriptionsOf } from '../partners/customer.ts';
import { mpnIdOf, type Partner, partnerOf } from '../partners/partner.ts';
import { microsoftPrice } from '../prices/microsoft-price.ts';
import { promotionFor, promotionWithId } from '../prices/promotion.ts';
import { Refusal } from '../refusal.ts';
import { auditSubscription } from '../subscriptions/audit-subscription.ts';
import { activate, startProvisioning } from '../subscriptions/provision.ts';
import { type Subscription, subscriptions } from '../subscriptions/subscription.ts';
import { relationshipBetween } from '../tenants/relationship.ts';
import type { Tenant } from '../tenants/tenant.ts';
import { exceedsCredit } from './credit.ts';
import { newOrderId, type Order, type OrderLine, orders } from './order.ts';

/** One line of a purchase, checked. */
export interface NewLine {
  readonly product: MicrosoftProduct;
  readonly plan: Plan;
  readonly quantity: number;
  readonly catalogItemId: string;
  readonly friendlyName?: string | undefined;
  readonly customTermEnd?: number | undefined;
  readonly promotionId?: string | undefined;
  /** MPN ids. */
  readonly partnerIdOnRecord?: string | undefined;
  readonly additionalPartnerIds?: readonly string[] | undefined;
  readonly provisioningContext?: Readonly<Record<string, string>> | undefined;
  readonly commitment?: Subscription['commitment'] | undefined;
  readonly attestationAccepted?: boolean | undefined;
  /** The legacy subscription that it replaces. */
  readonly migratedFrom?: string | undefined;
}

export interface NewOrder {
  readonly tenant: Tenant;
  readonly lines: readonly NewLine[];
  readonly cartId?: string | undefined;
}

/** Seats of a subscription, subscriptions of a customer, and Azure plans of a partner, in the sandbox. evidence: docs */
const sandbox = { seats: 25, subscriptions: 5, azurePlans: 10 };

/** Products whose orders wait for a purchase order. evidence: docs */
const needsPurchaseOrder: ReadonlySet<string> = new Set(['DG7GMGF0D7FV', 'DG7GMGF0D7FT']);

/** Buys lines of one billing cycle as one order. Licences and Azure plans are there at once, the rest after a while. */
export function placeOrder(world: World, actor: Actor, { tenant, lines, cartId }: NewOrder): Order {
  const partner = partnerOf(world, actor);
  const currency = microsoftCurrencyOf(isoOf(tenant));
  checkSandbox(world, partner, tenant, lines);
  const priced = lines.map((line) => ({ line, ...priceOf(world, tenant, line, currency) }));
  const amount = priced.reduce(
    (sum, { line, price }) => sum + prorated(price.unit, line.quantity, 1, 1, currency),
    0,
  );
  if (exceedsCredit(world, partner.companyId, amount)) {
    throw new Refusal(
      'forbidden',
      'order.credit',
      "The order is above the partner's credit line; order less, or have the line raised.",
    );
  }
  const now = world.clock.now();
  const id = newOrderId(world).toLowerCase();
  const waits = priced.some(({ line }) => needsPurchaseOrder.has(line.product.microsoft.productId));
  const placed = priced.map(({ line, price, promotionId }, number): OrderLine => {
    const subscription = begin(world, actor, partner, {
      tenant,
      line,
      price,
      promotionId,
      currency,
      orderId: id,
      waits,
    });
    return {
      number,
      catalogItemId: line.catalogItemId,
      productName: line.product.name,
      friendlyName: subscription.displayName,
      quantity: line.quantity,
      subscriptionId: subscription.id,
      billingCycle: line.plan.billingCycle,
      transactionType: 'New',
      listPrice: price.list,
      unitPrice: price.unit,
      charged: chargedFor(world, subscription),
      ...(line.plan.term && { term: line.plan.term }),
      ...(line.partnerIdOnRecord !== undefined && { partnerIdOnRecord: line.partnerIdOnRecord }),
      ...(line.additionalPartnerIds && { additionalPartnerIds: line.additionalPartnerIds }),
      ...(promotionId !== undefined && { promotionId }),
      ...(line.customTermEnd !== undefined && { customTermEnd: line.customTermEnd }),
      ...(line.attestationAccepted && { attestationAccepted: true as const }),
      ...(line.provisioningContext && { provisioningContext: line.provisioningContext }),
    };
  });
  const states = placed.map((line) => world.store.of(subscriptions).get(line.subscriptionId)?.state);
  return world.store.of(orders).put({
    id,
    tenantId: tenant.id,
    providerId: partner.companyId,
    createdAt: now,
    listedAt: now + world.settings.orderListingMinutes * 60_000,
    billingCycle: placed[0]?.billingCycle ?? 'once',
    currency,
    status: waits
      ? 'pending_po_upload'
      : states.every((state) => state === 'active')
        ? 'completed'
        : 'pending',
    transactionType: 'UserPurchase',
    lines: placed,
    ...(cartId !== undefined && { cartId }),
  });
}

function checkSandbox(world: World, partner: Partner, tenant: Tenant, lines: readonly NewLine[]): void {
  if (world.settings.profile !== 'sandbox') return;
  const owned = subscriptionsOf(world, tenant.id).filter((each) => each.state !== 'terminated');
  const tooMany = lines.find((line) => line.quantity > sandbox.seats);
  const plans = lines.filter((line) => line.product.kind === 'azure-plan').length;
  const held = [...world.store.of(subscriptions).find('company', partner.companyId)].filter(
    (each) => each.kind === 'azure-plan' && each.state !== 'terminated',
  ).length;
  if (tooMany !== undefined) {
    throw new Refusal(
      'invalid',
      'sandbox.limit',
      `quantity: the sandbox sells ${sandbox.seats} seats of a subscription at most.`,
      'quantity',
    );
  }
  if (owned.length + lines.length > sandbox.subscriptions) {
    throw new Refusal(
      'invalid',
      'sandbox.limit',
      `The sandbox holds ${sandbox.subscriptions} subscriptions of a customer; cancel one, or use another customer.`,
    );
  }
  if (plans > 0 && held + plans > sandbox.azurePlans) {
    throw new Refusal(
      'invalid',
      'sandbox.azure_plans',
      `The sandbox holds ${sandbox.azurePlans} Azure plans of a partner.`,
    );
  }
}

function priceOf(world: World, tenant: Tenant, line: NewLine, currency: string) {
  const { product, plan, quantity, commitment } = line;
  const country = isoOf(tenant);
  const question = { tenantId: tenant.id, product, quantity, term: plan.term, cycle: plan.billingCycle };
  const promotion =
    line.promotionId === undefined
      ? promotionFor(world, question, country)
      : promotionWithId(line.promotionId);
  const price = microsoftPrice(product, plan, currency, {
    at: world.clock.now(),
    percentOff: promotion?.percentOff,
    commitment: commitment?.amount,
  });
  return { price, promotionId: promotion?.id };
}

interface Beginning {
  readonly tenant: Tenant;
  readonly line: NewLine;
  readonly price: { readonly unit: string };
  readonly promotionId: string | undefined;
  readonly currency: string;
  readonly orderId: string;
  readonly waits: boolean;
}

/** Kinds that are there as soon as they are bought. evidence: docs for licences; software and marketplace take a while */
const immediate: ReadonlySet<string> = new Set(['licence', 'azure-plan']);

function begin(world: World, actor: Actor, partner: Partner, beginning: Beginning): Subscription {
  const { tenant, line, price, promotionId, currency, orderId, waits } = beginning;
  const { product, plan } = line;
  const relationship = relationshipBetween(world, tenant.id, partner.companyId);
  const recorded = line.partnerIdOnRecord ?? mpnIdOf(world, relationship?.resellerId);
  const atOnce = immediate.has(product.kind) || product.kind === 'marketplace-saas';
  if (line.partnerIdOnRecord !== undefined)
    resellerOf(world, partner, line.partnerIdOnRecord, 'partnerIdOnRecord');
  const subscription = world.store.of(subscriptions).put({
    id: nextAccountId(world),
    parentId: partner.companyId,
    companyId: partner.companyId,
    resellerId: partner.companyId,
    productName: product.name,
    displayName: line.friendlyName ?? product.displayName,
    kind: product.kind,
    state: waits || !atOnce ? 'held' : 'provisioning',
    provisioningAttempts: 1,
    fields: {},
    tenantId: tenant.id,
    vendorReferenceId: world.ids.uuid(),
    secondVendorReferenceId: orderId,
    billingType: plan.billingType,
    billingCycle: plan.billingCycle,
    quantity: line.quantity,
    batches: [],
    currency,
    priceableItemId: plan.priceableItemId,
    unitPurchase: price.unit,
    unitSale: price.unit,
    orderedAt: world.clock.now(),
    endOfTermAction: 'Renew',
    channel: 'partner-center',
    ...(plan.term && { term: plan.term }),
    ...(recorded !== undefined && { partnerId: recorded }),
    ...(line.additionalPartnerIds && { additionalPartnerIds: line.additionalPartnerIds }),
    ...(promotionId !== undefined && { promotionId }),
    ...(line.customTermEnd !== undefined && { customTermEnd: line.customTermEnd }),
    ...(line.provisioningContext && { provisioningContext: line.provisioningContext }),
    ...(line.commitment && { commitment: line.commitment }),
    ...(line.migratedFrom !== undefined && { migratedFromReferenceId: line.migratedFrom }),
  });
  auditSubscription(world, actor, subscription, 'Created');
  if (waits) return subscription;
  if (immediate.has(product.kind)) {
    const active = activate(world, subscription);
    auditSubscription(world, systemActor, active, 'Provisioned');
    return active;
  }
  // A marketplace subscription waits until its buyer activates it at the publisher's.
  return product.kind === 'marketplace-saas' ? subscription : startProvisioning(world, subscription);
}

function chargedFor(world: World, subscription: Subscription): number {
  return world.store
    .of(ledger)
    .find('subscription', subscription.id)
    .reduce((sum, line) => sum + line.cost, 0);
}

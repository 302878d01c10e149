import type {
  Availability,
  Entitlement,
  NewCartLineItem,
  Subscription as Owned,
  Sku,
} from '../../generated/partner-center.gen.ts';
import { BadRequestError } from '../../http/errors/bad-request-error.ts';
import { poll } from '../../http/poller.ts';
import { decimalText } from '../../operations/azure-plans/azure-cost.ts';
import type {
  AzureBenefit,
  BenefitScope,
  BuyReservationInput,
  BuySavingsPlanInput,
} from '../../operations/azure-plans/azure-plan-operations.ts';
import type { OperationOptions } from '../../operations/progress.ts';
import type { BuyOptions } from '../../operations/subscriptions/subscription-operations.ts';
import type { PartnerCenter } from './client.ts';
import { requestIdFor } from './request-id.ts';
import { idOf } from './subscription-shape.ts';
import { waitOptionsOf } from './wait-options.ts';

/** What reservations for a plan are found with: without it those for legacy Azure come. */
const reservationScope = 'AzurePlan';
const durations = { P1M: '1Month', P1Y: '1Year', P3Y: '3Years' } as const;

interface Item {
  readonly sku: Sku;
  readonly availability: Availability;
}

/** Reservations and savings plans on Partner Center. */
export class PartnerCenterBenefits {
  readonly #partnerCenter: PartnerCenter;

  constructor(partnerCenter: PartnerCenter) {
    this.#partnerCenter = partnerCenter;
  }

  /** What can be bought now: a product by its id, or the first of a kind in the customer's catalogue. */
  async item(
    customerId: string,
    kind: 'AzurePlan' | 'SavingsPlan',
    product: string | undefined,
    options: OperationOptions,
  ): Promise<Item> {
    const { products } = this.#partnerCenter;
    const [productId, skuId] = product?.split(':') ?? [
      await this.#find(customerId, kind, options),
      undefined,
    ];
    const skus = productId
      ? await products.listSkusForCustomer(customerId, productId, { reservationScope }, options)
      : [];
    const sku = skus.find((each) => skuId === undefined || each.id === skuId);
    const [availability] = sku
      ? await products.listAvailabilitiesForCustomer(
          customerId,
          sku.productId,
          sku.id,
          { reservationScope },
          options,
        )
      : [];
    if (sku && availability) return { sku, availability };
    throw new BadRequestError(`partner-center: customer ${customerId} cannot buy ${product ?? kind}.`, {
      platform: 'partner-center',
      code: 'partner_center.not_available',
      solution: 'List what can be with products.listForCustomer; a savings plan needs an Azure plan first.',
    });
  }

  async buyReservation(input: BuyReservationInput, options: BuyOptions): Promise<AzureBenefit> {
    const [customerId = '', planId = ''] = input.plan.split('/');
    const { subscriptions } = this.#partnerCenter;
    if (input.product === undefined) {
      throw new BadRequestError('partner-center: product says which size in which region is reserved.', {
        platform: 'partner-center',
        code: 'partner_center.product_missing',
        solution: 'Choose one: products.listForCustomer with targetView AzureReservations.',
      });
    }
    const status = await subscriptions.getRegistrationStatus(customerId, planId, options);
    if (status.status?.toLowerCase() !== 'registered') {
      options.onProgress?.({ step: 'registering', message: 'The plan is registered for reservations.' });
      await subscriptions.register(customerId, planId, waitOptionsOf(options));
    }
    const { availability } = await this.item(customerId, 'AzurePlan', input.product, options);
    const orderId = await this.#buy(
      customerId,
      {
        catalogItemId: availability.catalogItemId,
        quantity: input.quantity,
        termDuration: input.term,
        billingCycle: input.billing === 'upfront' ? 'one_time' : 'monthly',
        ...(input.name !== undefined && { friendlyName: input.name }),
        provisioningContext: {
          ...contextOf(input.scope, planId),
          subscriptionId: planId,
          duration: durations[input.term],
        },
      },
      options,
    );
    return this.#listed(customerId, orderId, options);
  }

  async buySavingsPlan(input: BuySavingsPlanInput, options: BuyOptions): Promise<AzureBenefit> {
    const [customerId = '', planId = ''] = input.plan.split('/');
    const { availability } = await this.item(customerId, 'SavingsPlan', undefined, options);
    const orderId = await this.#buy(
      customerId,
      {
        catalogItemId: availability.catalogItemId,
        quantity: 1,
        termDuration: input.term,
        billingCycle: input.billing === 'upfront' ? 'one_time' : 'monthly',
        ...(input.name !== undefined && { friendlyName: input.name }),
        provisioningContext: contextOf(input.scope, planId),
        // A number and lower case here, where the SKU has a text and an object.
        purchaseCommitment: { amount: Number(input.hourly), grain: 'hourly', currency: 'usd' },
      },
      options,
    );
    return this.#listed(customerId, orderId, options);
  }

  async list(customerId: string, options: OperationOptions): Promise<AzureBenefit[]> {
    const { entitlements, subscriptions } = this.#partnerCenter;
    const [reserved, owned] = await Promise.all([
      entitlements.list(customerId, { entitlementType: 'reservedInstance', showExpiry: true }, options),
      subscriptions.list(customerId, {}, options),
    ]);
    const reservations = await Promise.all(
      reserved.map((each) => this.#reservation(customerId, each, options)),
    );
    return [
      ...reservations,
      ...owned
        .filter((each) => each.productType?.subType?.id === 'SavingsPlan')
        .map((each) => toSavingsPlan(customerId, each)),
    ];
  }

  async #find(customerId: string, kind: string, options: OperationOptions): Promise<string | undefined> {
    const { products } = this.#partnerCenter;
    const found = await products.listForCustomer(customerId, { targetView: 'Azure' }, options);
    return found.find((each) => each.productType?.subType?.id === kind)?.id;
  }

  async #buy(customerId: string, line: NewCartLineItem, options: BuyOptions): Promise<string> {
    const { carts, orders, client } = this.#partnerCenter;
    const key = options.idempotencyKey ?? client.environment.randomId();
    const requestId = await requestIdFor(key, 'azure-benefit');
    const cart = await carts.create(customerId, { lineItems: [line] }, { ...options, requestId });
    const result = await carts.checkout(customerId, cart.id, options);
    const id = result.orders?.[0]?.id ?? '';
    options.onProgress?.({
      step: 'ordered',
      message: `Ordered as ${id}.`,
      details: { idempotencyKey: key, id },
    });
    await orders.waitUntilProvisioned(customerId, id, waitOptionsOf(options));
    return id;
  }

  /** What an order brought; lists may be minutes late. */
  async #listed(customerId: string, orderId: string, options: OperationOptions): Promise<AzureBenefit> {
    const found = await poll({
      environment: this.#partnerCenter.client.environment,
      what: `Order ${orderId}`,
      check: () => this.#ofOrder(customerId, orderId, options),
      isDone: (benefit) => benefit !== undefined,
      signal: options.signal,
      totalTimeoutMs: options.totalTimeoutMs,
    });
    return found as AzureBenefit;
  }

  async #ofOrder(
    customerId: string,
    orderId: string,
    options: OperationOptions,
  ): Promise<AzureBenefit | undefined> {
    const { entitlements, subscriptions } = this.#partnerCenter;
    const isIt = (id: string | undefined) => id?.toLowerCase() === orderId.toLowerCase();
    const reserved = await entitlements.list(
      customerId,
      { entitlementType: 'reservedInstance', showExpiry: true },
      options,
    );
    const entitlement = reserved.find((each) => isIt(each.referenceOrder?.id));
    if (entitlement) return this.#reservation(customerId, entitlement, options);
    const owned = await subscriptions.list(customerId, {}, options);
    const plan = owned.find((each) => isIt(each.orderId));
    return plan && toSavingsPlan(customerId, plan);
  }

  async #reservation(
    customerId: string,
    entitlement: Entitlement,
    options: OperationOptions,
  ): Promise<AzureBenefit> {
    const uri = entitlement.entitledArtifacts?.[0]?.links?.self?.uri ?? '';
    const [, type, group, line, resource] =
      /artifacts\/([^/]+)\/groups\/([^/]*)\/lineitems\/([^/]+)\/resource\/([^/?]+)/i.exec(uri) ?? [];
    const details =
      type && group && line && resource
        ? await this.#partnerCenter.entitlements.getReservations(
            customerId,
            type,
            group,
            line,
            resource,
            options,
          )
        : undefined;
    const [reservation] = details?.reservations ?? [];
    const expiresAt = reservation?.expiryDateTime ?? entitlement.expiryDate;
    return {
      id: idOf(customerId, reservation?.reservationId ?? resource ?? entitlement.referenceOrder?.id ?? ''),
      platform: 'partner-center',
      kind: 'reservation',
      name: reservation?.displayName || entitlement.productId || 'Reservation',
      status: entitlement.fulfillmentState === 'Fulfilled' ? 'active' : 'pending',
      quantity: entitlement.quantity ?? 1,
      ...(reservation?.scopeType !== undefined && { scope: reservation.scopeType.toLowerCase() }),
      ...(expiresAt !== undefined && { expiresAt }),
    };
  }
}

/** A scope in the words of carts. */
function contextOf(scope: BenefitScope, planId: string): Record<string, string> {
  return scope === 'shared'
    ? { scope: 'shared', subscriptionId: planId }
    : { scope: 'single', entitlementId: scope.azureSubscription.split('/').at(-1) ?? '' };
}

function toSavingsPlan(customerId: string, owned: Owned): AzureBenefit {
  const line = owned.lineItems?.[0] as
    | {
        scope?: string;
        purchaseCommitment?: { amount?: number | string; currency?: string };
      }
    | undefined;
  const { purchaseCommitment: commitment, scope } = line ?? {};
  return {
    id: idOf(customerId, owned.id),
    platform: 'partner-center',
    kind: 'savings-plan',
    name: owned.friendlyName,
    status: owned.status.toLowerCase(),
    quantity: owned.quantity,
    autoRenew: owned.autoRenewEnabled === true,
    ...(scope !== undefined && { scope }),
    ...(owned.termDuration !== undefined && { term: owned.termDuration }),
    ...(owned.commitmentEndDateTime !== undefined && { expiresAt: owned.commitmentEndDateTime }),
    ...(commitment && {
      hourly: {
        amount: decimalText(commitment.amount),
        currency: (commitment.currency ?? 'usd').toUpperCase(),
      },
    }),
  };
}

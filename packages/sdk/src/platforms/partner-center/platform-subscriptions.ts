import type { Availability, Order, Subscription as Owned } from '../../generated/partner-center.gen.ts';
import { BadRequestError } from '../../http/errors/bad-request-error.ts';
import { UnsupportedOperationError } from '../../http/errors/unsupported-operation-error.ts';
import { ValidationError } from '../../http/errors/validation-error.ts';
import type { OperationOptions } from '../../operations/progress.ts';
import type {
  BuyOptions,
  BuySubscriptionInput,
  RenewalChange,
  Subscription,
  SubscriptionDetails,
  SubscriptionOperations,
  UpgradeInput,
  UpgradeTarget,
} from '../../operations/subscriptions/subscription-operations.ts';
import type { PartnerCenter } from './client.ts';
import { requestIdFor } from './request-id.ts';
import { idOf, toDetails, toSubscription } from './subscription-shape.ts';
import { waitOptionsOf } from './wait-options.ts';

interface Ids {
  readonly customerId: string;
  readonly subscriptionId: string;
}

/** Subscriptions on Partner Center. The idempotency key makes the MS-RequestId of the cart: with it comes the same cart again, and a cart is checked out once. */
export class PartnerCenterSubscriptions implements SubscriptionOperations {
  readonly #partnerCenter: PartnerCenter;

  constructor(partnerCenter: PartnerCenter) {
    this.#partnerCenter = partnerCenter;
  }

  async buy(input: BuySubscriptionInput, options: BuyOptions): Promise<Subscription> {
    const customerId = String(input.tenant);
    const key = options.idempotencyKey ?? this.#partnerCenter.client.environment.randomId();
    const availability = await this.#availability(customerId, input.product, options);
    const cart = await this.#partnerCenter.carts.create(
      customerId,
      {
        lineItems: [
          {
            catalogItemId: availability.catalogItemId,
            quantity: input.quantity,
            termDuration: input.term,
            billingCycle: input.billingCycle,
            ...(input.name !== undefined && { friendlyName: input.name }),
            ...(input.alignTo !== undefined && { customTermEndDate: `${input.alignTo}T00:00:00Z` }),
            ...(input.acceptConditions && { attestationAccepted: true }),
            ...(input.reseller !== undefined && {
              participants: [{ key: 'transaction_reseller', value: input.reseller }],
            }),
          },
        ],
        ...(input.reseller !== undefined && { partnerOnRecordAttestationAccepted: true }),
      },
      { ...options, requestId: await requestIdFor(key, 'cart') },
    );
    const result = await this.#partnerCenter.carts.checkout(customerId, cart.id, options);
    const order = result.orders?.[0];
    options.onProgress?.({
      step: 'ordered',
      message: `Ordered as ${order?.id ?? cart.id}.`,
      details: { idempotencyKey: key, id: order?.id ?? cart.id },
    });
    const subscriptionId = await this.#subscriptionOf(customerId, order, options);
    return this.get(idOf(customerId, subscriptionId), options);
  }

  async list(tenant: string, options: OperationOptions): Promise<Subscription[]> {
    const owned = await this.#partnerCenter.subscriptions.list(tenant, {}, options);
    return owned.map((each) => toSubscription(tenant, each));
  }

  async get(id: string, options: OperationOptions): Promise<Subscription> {
    const { customerId, subscriptionId } = idsIn(id);
    return toSubscription(
      customerId,
      await this.#partnerCenter.subscriptions.get(customerId, subscriptionId, options),
    );
  }

  async details(id: string, options: OperationOptions): Promise<SubscriptionDetails> {
    const { customerId, subscriptionId } = idsIn(id);
    const owned = await this.#partnerCenter.subscriptions.get(customerId, subscriptionId, options);
    if (owned.orderId === undefined) return toSubscription(customerId, owned);
    const order = await this.#partnerCenter.orders.get(
      customerId,
      owned.orderId,
      { include_price: true },
      options,
    );
    const line = order.lineItems.find(
      (each) => each.subscriptionId?.toLowerCase() === owned.id.toLowerCase(),
    );
    return toDetails(customerId, owned, { line, currency: order.currencyCode });
  }

  setQuantity(id: string, quantity: number, options: OperationOptions): Promise<Subscription> {
    return this.#update(id, { quantity }, options);
  }

  setAutoRenew(id: string, on: boolean, options: OperationOptions): Promise<Subscription> {
    return this.#update(id, { autoRenewEnabled: on }, options);
  }

  async scheduleChange(id: string, change: RenewalChange, options: OperationOptions): Promise<Subscription> {
    const { customerId, subscriptionId } = idsIn(id);
    const changed = await this.#partnerCenter.subscriptions.update(
      customerId,
      subscriptionId,
      (current) => ({ scheduledNextTermInstructions: instructions(current, change) }),
      options,
    );
    return toSubscription(customerId, changed);
  }

  suspend(id: string, options: OperationOptions): Promise<Subscription> {
    return this.#update(id, { status: 'suspended' }, options);
  }

  reactivate(id: string, options: OperationOptions): Promise<Subscription> {
    return this.#update(id, { status: 'active' }, options);
  }

  cancel(id: string, options: OperationOptions): Promise<Subscription> {
    return this.#update(id, { status: 'deleted' }, options);
  }

  async upgradeTargets(id: string, options: OperationOptions): Promise<UpgradeTarget[]> {
    const { customerId, subscriptionId } = idsIn(id);
    const { subscriptions } = this.#partnerCenter;
    const found = await subscriptions.listTransitionEligibilities(customerId, subscriptionId, {}, options);
    return found
      .filter(({ eligibilities = [] }) => eligibilities.some((each) => each.isEligible))
      .map(({ catalogItemId = '', title = '', subscriptionEligibilities = [] }) => ({
        product: offerOf(catalogItemId),
        name: title,
        existing: subscriptionEligibilities
          .filter((each) => each.isEligible)
          .map((each) => idOf(customerId, each.subscriptionId ?? '')),
      }));
  }

  async upgrade(id: string, input: UpgradeInput, options: OperationOptions): Promise<Subscription> {
    const { customerId, subscriptionId } = idsIn(id);
    const { subscriptions } = this.#partnerCenter;
    const source = await subscriptions.get(customerId, subscriptionId, options);
    const targets = await subscriptions.listTransitionEligibilities(customerId, subscriptionId, {}, options);
    const target = targets.find((each) => offerOf(each.catalogItemId ?? '') === input.to.toUpperCase());
    if (target === undefined) {
      throw new BadRequestError(`partner-center: ${source.offerName} cannot be upgraded to ${input.to}.`, {
        platform: 'partner-center',
        code: 'partner_center.no_upgrade',
        solution: `It can be to: ${targets.map((each) => offerOf(each.catalogItemId ?? '')).join(', ') || 'nothing'}.`,
      });
    }
    const moved = target.eligibilities?.find((each) => each.isEligible)?.transitionType;
    const started = await subscriptions.transition(
      customerId,
      subscriptionId,
      {
        toCatalogItemId: target.catalogItemId ?? '',
        quantity: input.quantity ?? source.quantity,
        ...(source.isTrial !== true &&
          source.termDuration !== undefined && { termDuration: source.termDuration }),
        ...(source.isTrial !== true &&
          source.billingCycle !== undefined && { billingCycle: source.billingCycle }),
        ...(moved !== undefined && { transitionType: moved }),
        ...(input.into !== undefined && { toSubscriptionId: idsIn(input.into).subscriptionId }),
      },
      options,
    );
    const done = await subscriptions.waitForTransition(
      customerId,
      subscriptionId,
      started.operationId,
      waitOptionsOf(options),
    );
    return this.get(idOf(customerId, done.toSubscriptionId ?? subscriptionId), options);
  }

  renewNow(): Promise<Subscription> {
    throw new UnsupportedOperationError('partner-center renews at the end of the term only.');
  }

  async #update(id: string, change: Partial<Owned>, options: OperationOptions): Promise<Subscription> {
    const { customerId, subscriptionId } = idsIn(id);
    const changed = await this.#partnerCenter.subscriptions.update(
      customerId,
      subscriptionId,
      change,
      options,
    );
    return toSubscription(customerId, changed);
  }

  /** Read right before buying: availability ids change. */
  async #availability(customerId: string, product: string, options: OperationOptions): Promise<Availability> {
    const [productId = '', skuId = ''] = product.split(':');
    const found = await this.#partnerCenter.products.listAvailabilitiesForCustomer(
      customerId,
      productId,
      skuId,
      {},
      options,
    );
    const availability = found.find((each) => each.isPurchasable !== false);
    if (availability) return availability;
    throw new BadRequestError(`partner-center: ${product} cannot be bought for customer ${customerId}.`, {
      platform: 'partner-center',
      code: 'partner_center.not_available',
      solution: 'List what can be with products.listForCustomer.',
    });
  }

  /** The id is absent from an order until its line is provisioned. */
  async #subscriptionOf(
    customerId: string,
    order: Order | undefined,
    options: OperationOptions,
  ): Promise<string> {
    const id = order?.lineItems[0]?.subscriptionId;
    if (id !== undefined) {
      await this.#partnerCenter.subscriptions.waitUntilProvisioned(customerId, id, waitOptionsOf(options));
      return id;
    }
    await this.#partnerCenter.orders.waitUntilProvisioned(
      customerId,
      order?.id ?? '',
      waitOptionsOf(options),
    );
    const provisioned = await this.#partnerCenter.orders.get(customerId, order?.id ?? '', {}, options);
    return provisioned.lineItems[0]?.subscriptionId ?? '';
  }
}

function idsIn(id: string): Ids {
  const [customerId = '', subscriptionId = ''] = id.split('/');
  if (customerId !== '' && subscriptionId !== '') return { customerId, subscriptionId };
  throw new ValidationError([
    {
      code: 'partner_center.subscription_id',
      path: ['id'],
      message: `"${id}" is no id of a subscription here.`,
      remedy: 'Use `<tenant id>/<subscription id>`, as buy and list give it.',
    },
  ]);
}

function offerOf(catalogItemId: string): string {
  return catalogItemId.split(':').slice(0, 2).join(':').toUpperCase();
}

function instructions(current: Owned, change: RenewalChange) {
  const [productId = '', skuId = '', availabilityId = ''] = (current.offerId ?? '').split(':');
  const planned = current.scheduledNextTermInstructions;
  const termDuration = change.term ?? planned?.product?.termDuration ?? current.termDuration;
  const billingCycle = change.billingCycle ?? planned?.product?.billingCycle ?? current.billingCycle;
  return {
    product: {
      productId,
      skuId,
      availabilityId,
      ...planned?.product,
      ...(termDuration !== undefined && { termDuration }),
      ...(billingCycle !== undefined && { billingCycle }),
    },
    quantity: change.quantity ?? planned?.quantity ?? current.quantity,
  };
}

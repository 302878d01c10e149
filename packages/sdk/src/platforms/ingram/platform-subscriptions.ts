import type { NewOrder, SubscriptionDetailed } from '../../generated/ingram.gen.ts';
import { TenantryError } from '../../http/errors/tenantry-error.ts';
import { UnsupportedOperationError } from '../../http/errors/unsupported-operation-error.ts';
import type { OperationOptions } from '../../operations/progress.ts';
import type {
  Amount,
  BuyOptions,
  BuySubscriptionInput,
  EstimatedChange,
  RenewalChange,
  Subscription,
  SubscriptionDetails,
  SubscriptionOperations,
  UpgradeInput,
  UpgradeTarget,
} from '../../operations/subscriptions/subscription-operations.ts';
import { alignedWith } from './align-end.ts';
import { keysOf, rowsOf, soldAs } from './catalogue.ts';
import type { Ingram } from './client.ts';
import { callOptionsOf, completed, ordered, orderedAs, subscriptionOf } from './order-once.ts';
import {
  checkedParameters,
  domainParameter,
  existingParameter,
  nameParameter,
  partnerParameter,
} from './order-parameters.ts';
import { ownedBy } from './owned.ts';
import { cycleOf, termOf } from './periods.ts';
import { refusal } from './refusal.ts';
import { cancellation, changeOrder, renewalOrder, switchesOf, upgradeOrder } from './seat-orders.ts';
import { mainProduct, toDetails, toSubscription } from './subscription-fields.ts';
import { prefixOf, tenantIn } from './tenant-id.ts';
import { isOf, type TenantSettings } from './tenants.ts';

/** Subscriptions on Ingram: what is ordered for a tenant, by its domain. The idempotency key is the order's PO number. */
export class IngramSubscriptions implements SubscriptionOperations {
  readonly #ingram: Ingram;
  readonly #settings: TenantSettings;
  readonly #running = new Map<string, Promise<Subscription>>();

  constructor(ingram: Ingram, settings: TenantSettings) {
    this.#ingram = ingram;
    this.#settings = settings;
  }

  /** Concurrent calls with one key are one call. */
  buy(input: BuySubscriptionInput, options: BuyOptions): Promise<Subscription> {
    const { idempotencyKey } = options;
    if (idempotencyKey === undefined) return this.#buy(input, options);
    const name = `${tenantIn(String(input.tenant)).customerId} ${idempotencyKey}`;
    const running =
      this.#running.get(name) ?? this.#buy(input, options).finally(() => this.#running.delete(name));
    this.#running.set(name, running);
    return running;
  }

  async list(tenant: string, options: OperationOptions): Promise<Subscription[]> {
    return (await this.#of(tenant, options)).map(toSubscription);
  }

  async get(id: string, options: OperationOptions): Promise<Subscription> {
    return toSubscription(await this.#owned(id, options));
  }

  async details(id: string, options: OperationOptions): Promise<SubscriptionDetails> {
    const owned = await this.#owned(id, options);
    const details = toDetails(owned, this.#ingram.client.environment.now());
    const rows = await rowsOf(this.#ingram, details.product ?? '', callOptionsOf(options));
    const row = rows.find(
      (each) =>
        termOf(each.subscriptionPeriod) === details.term &&
        cycleOf(each.billingPeriod) === details.billingCycle,
    );
    const maximum = Number(row?.maximumQuantity);
    if (!(maximum > 0)) return details;
    return { ...details, seats: { minimum: Math.max(1, Number(row?.minimumQuantity ?? 1)), maximum } };
  }

  /** What the customer would be charged, by the platform's own reckoning. */
  async estimate(
    id: string,
    change: EstimatedChange,
    options: OperationOptions,
  ): Promise<Amount | undefined> {
    const owned = await this.#owned(id, options);
    const order =
      'quantity' in change
        ? changeOrder(owned, change.quantity)
        : 'upgrade' in change
          ? await upgradeOrder(this.#ingram, owned, change.upgrade, options)
          : cancellation(owned);
    const { total } = await this.#ingram.orders.estimate(order, callOptionsOf(options));
    return total && { amount: total.amount, currency: total.currency };
  }

  async setQuantity(id: string, quantity: number, options: OperationOptions): Promise<Subscription> {
    const { mpn, id: productId } = mainProduct(await this.#owned(id, options));
    const product = { ...(mpn && { mpn }), ...(productId && { id: productId }) };
    const { order } = await this.#ingram.subscriptions.setQuantity(id, quantity, {
      ...callOptionsOf(options),
      product,
    });
    if (order) await completed(this.#ingram, order, options);
    return this.get(id, options);
  }

  /** As it says what is to be, a lost answer is no matter once it is so. */
  async setAutoRenew(id: string, on: boolean, options: OperationOptions): Promise<Subscription> {
    try {
      await this.#ingram.subscriptions.update(id, { renewalStatus: on }, callOptionsOf(options));
    } catch (error) {
      if (!(error instanceof TenantryError) || !error.mayHaveApplied) throw error;
      const now = await this.get(id, options);
      if (now.autoRenew === on) return now;
      throw error;
    }
    return this.get(id, options);
  }

  /** The order stays open until the renewal; the platform does not tell afterwards what it says. */
  async scheduleChange(id: string, change: RenewalChange, options: OperationOptions): Promise<Subscription> {
    const owned = await this.#owned(id, options);
    const order = await renewalOrder(this.#ingram, owned, change, options);
    await this.#ingram.orders.place(order, callOptionsOf(options));
    return { ...(await this.get(id, options)), atRenewal: change };
  }

  suspend(): Promise<Subscription> {
    throw cannotSuspend();
  }

  reactivate(): Promise<Subscription> {
    throw cannotSuspend();
  }

  async cancel(id: string, options: OperationOptions): Promise<Subscription> {
    await ordered(this.#ingram, cancellation(await this.#owned(id, options)), options);
    return this.get(id, options);
  }

  async upgradeTargets(id: string, options: OperationOptions): Promise<UpgradeTarget[]> {
    const owned = await this.#owned(id, options);
    const switches = await switchesOf(this.#ingram, owned, options);
    const plans = [...new Set(switches.map(({ planId }) => String(planId)))];
    if (plans.length === 0) return [];
    const held = await this.#of(toSubscription(owned).tenant, options);
    return Promise.all(
      plans.map(async (product) => {
        const { name } = await this.#ingram.plans.get(product, callOptionsOf(options));
        const existing = held
          .filter(({ planId, status }) => String(planId) === product && status === 'active')
          .map((each) => each.id);
        return { product, name, existing };
      }),
    );
  }

  async upgrade(id: string, input: UpgradeInput, options: OperationOptions): Promise<Subscription> {
    const owned = await this.#owned(id, options);
    const order = await upgradeOrder(this.#ingram, owned, input, options);
    const done = await ordered(this.#ingram, order, options);
    if (input.into !== undefined) return this.get(input.into, options);
    const made = done.products?.find((line) => line.newSubscription?.id)?.newSubscription?.id;
    return this.get(String(made ?? id), options);
  }

  renewNow(): Promise<Subscription> {
    throw new UnsupportedOperationError('ingram renews at the end of the term only.');
  }

  async #buy(input: BuySubscriptionInput, options: BuyOptions): Promise<Subscription> {
    const { customerId, domain } = tenantIn(String(input.tenant));
    const { product: mpn, term, billingCycle, quantity } = input;
    const key = options.idempotencyKey;
    const calls = callOptionsOf(options);
    const found =
      key === undefined ? undefined : await orderedAs(this.#ingram, customerId, { key, mpn }, calls);
    if (found) return this.#bought(found.id, options);
    const product = keysOf(await soldAs(this.#ingram, { product: mpn, term, billingCycle }, calls));
    const values: Readonly<Record<string, string | undefined>> = {
      [domainParameter]: domain && prefixOf(domain),
      [partnerParameter]: input.reseller,
      [nameParameter]: input.name,
    };
    const parameters = await checkedParameters(
      this.#ingram,
      { customerId, product, quantity },
      (parameter) => {
        // Asked when the platform would add the tenant that is missing.
        if (parameter.name === existingParameter) throw noTenant(String(input.tenant));
        return this.#settings.parameters?.(parameter, input) ?? values[parameter.name ?? ''];
      },
      calls,
    );
    const sale: NewOrder = {
      type: 'sales',
      customerId,
      products: [{ ...product, quantity, ...(parameters.length > 0 && { parameters }) }],
    };
    const order =
      input.alignTo === undefined
        ? sale
        : {
            ...sale,
            alignExpirationDate: await alignedWith(this.#ingram, sale, input.alignTo, options),
          };
    const placed = await this.#ingram.orders.place(order, {
      ...calls,
      ...(key !== undefined && { poNumber: key }),
    });
    options.onProgress?.({
      step: 'ordered',
      message: `Ordered as ${placed.orderNumber}.`,
      details: { ...(key !== undefined && { idempotencyKey: key }), order: placed.id },
    });
    return this.#bought(placed.id, options);
  }

  async #bought(orderId: string, options: OperationOptions): Promise<Subscription> {
    const order = await this.#ingram.orders.get(orderId, callOptionsOf(options));
    const done = await completed(this.#ingram, order, options);
    return this.get(await subscriptionOf(this.#ingram, done, options), options);
  }

  /** What a tenant has; of a customer without a domain all that it has. */
  async #of(tenant: string, options: OperationOptions): Promise<SubscriptionDetailed[]> {
    const { customerId, domain } = tenantIn(tenant);
    const owned = await ownedBy(this.#ingram, customerId, options);
    return owned.filter(
      (each) =>
        !isOf(each, this.#settings.tenantProduct) &&
        (domain === undefined || tenantIn(toSubscription(each).tenant).domain === domain),
    );
  }

  async #owned(id: string, options: OperationOptions): Promise<SubscriptionDetailed> {
    return this.#ingram.subscriptions.get(id, callOptionsOf(options));
  }
}

function cannotSuspend(): UnsupportedOperationError {
  return new UnsupportedOperationError('ingram suspends no single subscription, only accounts.');
}

function noTenant(tenant: string): Error {
  return refusal(
    'ingram.no_tenant',
    `There is no tenant ${tenant}, and a purchase makes none.`,
    'Make it first, with the agreement of the customer: tenants.provision.',
  );
}

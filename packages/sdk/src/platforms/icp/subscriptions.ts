import type { FieldValues, ProductInfo, Subscription as Service } from '../../generated/icp.gen.ts';
import { UnsupportedOperationError } from '../../http/errors/unsupported-operation-error.ts';
import { day, isoOf } from '../../operations/calendar.ts';
import type { OperationOptions } from '../../operations/progress.ts';
import type {
  BillingCycle,
  BuyOptions,
  BuySubscriptionInput,
  RenewalChange,
  Subscription,
  SubscriptionDetails,
  SubscriptionOperations,
  Term,
  UpgradeInput,
  UpgradeTarget,
} from '../../operations/subscriptions/subscription-operations.ts';
import { cycleIn } from './billing-type.ts';
import type { Icp } from './client.ts';
import { act, orderedAs, orderOnce, ownerOf, provisioned, refusal } from './service-orders.ts';
import { toDetails, toSubscription } from './subscription-fields.ts';

/** Subscriptions on ICP: services below a tenant service. The idempotency key is the order's PurchaseOrderNumber. */
export class IcpSubscriptions implements SubscriptionOperations {
  readonly #icp: Icp;

  constructor(icp: Icp) {
    this.#icp = icp;
  }

  async buy(input: BuySubscriptionInput, options: BuyOptions): Promise<Subscription> {
    const tenant = await this.#service(Number(input.tenant), options);
    const company = ownerOf(tenant);
    const key = options.idempotencyKey ?? this.#icp.client.environment.randomId();
    const find = () => orderedAs(this.#icp, company, key, options);
    const found = await find();
    if (found) return this.#provisioned(found.AccountId, options);
    const { service, fields } = await this.#sold(company, input.product, options);
    const billingType = billingTypeIn(fields.get('BillingType') ?? [], input.term, input.billingCycle);
    const Fields: FieldValues = {
      Quantity: input.quantity,
      BillingType: billingType,
      ...(input.name !== undefined && { SubscriptionName: input.name }),
      ...(input.alignTo !== undefined && { Subscriptionenddatealignment: dayAfter(input.alignTo) }),
    };
    const account = {
      ParentAccountId: company,
      ServiceName: service.ProductName,
      DependencyAccountId: tenant.AccountId,
      Fields,
      PurchaseOrderNumber: key,
      ...(options.quote !== undefined && { QuoteId: options.quote }),
    };
    if (service.IsTCAccepted === false && input.acceptConditions !== true) {
      throw refusal(
        'icp.terms_not_accepted',
        `${service.ProductName} has terms that are not accepted.`,
        'Read them with marketplaceServices.getTerms, then pass acceptConditions.',
      );
    }
    const ordered = await orderOnce(this.#icp, account, find, options);
    options.onProgress?.({
      step: 'ordered',
      message: `Ordered as account ${ordered}.`,
      details: { idempotencyKey: key, id: ordered },
    });
    return this.#provisioned(ordered, options);
  }

  async list(tenant: string, options: OperationOptions): Promise<Subscription[]> {
    const service = await this.#service(Number(tenant), options);
    const company = ownerOf(service);
    const owned = await this.#icp.subscriptions.list(company, {}, options);
    return owned
      .filter((each) => each.DependencyAccountId === service.AccountId)
      .map((each) => toSubscription(each));
  }

  async get(id: string, options: OperationOptions): Promise<Subscription> {
    return toSubscription(await this.#service(Number(id), options));
  }

  async details(id: string, options: OperationOptions): Promise<SubscriptionDetails> {
    return toDetails(await this.#service(Number(id), options), this.#icp.client.environment.now());
  }

  setQuantity(id: string, quantity: number, options: OperationOptions): Promise<Subscription> {
    return this.#update(id, { Fields: [{ name: 'Quantity', value: quantity }] }, options);
  }

  setAutoRenew(id: string, on: boolean, options: OperationOptions): Promise<Subscription> {
    return this.#update(id, { Fields: [], AdvancePeriodEndAction: on ? 'Renew' : 'Terminate' }, options);
  }

  async scheduleChange(id: string, change: RenewalChange, options: OperationOptions): Promise<Subscription> {
    const values: FieldValues = change.quantity === undefined ? {} : { Quantity: change.quantity };
    if (change.term !== undefined || change.billingCycle !== undefined) {
      const current = await this.get(id, options);
      const { Fields } = await this.#icp.renewals.getFields(Number(id), options);
      const allowed = Fields?.find((field) => field.Name === 'BillingType')?.AllowedValues ?? [];
      values.BillingType = billingTypeIn(
        allowed.map((each) => String(each.Value)),
        change.term ?? (current.term as Term),
        change.billingCycle ?? (current.billingCycle as BillingCycle),
      );
    }
    await this.#icp.renewals.configure(Number(id), values, options);
    return this.get(id, options);
  }

  suspend(id: string, options: OperationOptions): Promise<Subscription> {
    return act(this.#icp, id, 'SUSPEND', options).then(toSubscription);
  }

  reactivate(id: string, options: OperationOptions): Promise<Subscription> {
    return act(this.#icp, id, 'REACTIVATE', options).then(toSubscription);
  }

  async cancel(id: string, options: OperationOptions): Promise<Subscription> {
    await this.#icp.subscriptions.terminate(Number(id), 'Cancelled', options);
    return this.get(id, options);
  }

  async upgradeTargets(id: string, options: OperationOptions): Promise<UpgradeTarget[]> {
    const { UpgradeProducts = [] } = await this.#icp.upgrades.listTargets(Number(id), options);
    return UpgradeProducts.map((each) => ({
      product: each.ProductName ?? '',
      name: each.DisplayName ?? '',
      existing: (each.ExistingTargetAccounts ?? []).map(String),
    }));
  }

  async upgrade(id: string, input: UpgradeInput, options: OperationOptions): Promise<Subscription> {
    const values: FieldValues = input.quantity === undefined ? {} : { Quantity: input.quantity };
    const into = input.into === undefined ? undefined : Number(input.into);
    const answer = await this.#icp.upgrades.execute(Number(id), input.to, values, into, options);
    return this.get(String(into ?? answer), options);
  }

  renewNow(): Promise<Subscription> {
    throw new UnsupportedOperationError('icp renews at the end of the term only.');
  }

  #service(id: number, options: OperationOptions): Promise<Service> {
    return this.#icp.subscriptions.get(id, {}, options);
  }

  async #update(
    id: string,
    change: Pick<Parameters<Icp['subscriptions']['update']>[0], 'Fields' | 'AdvancePeriodEndAction'>,
    options: OperationOptions,
  ): Promise<Subscription> {
    const { AccountId, ServiceName } = await this.#service(Number(id), options);
    await this.#icp.subscriptions.update({ AccountId, ServiceName, ...change }, options);
    return this.get(id, options);
  }

  /** The service of a product: by its technical name, or by the offer id among its fields. */
  async #sold(
    company: number,
    product: string,
    options: OperationOptions,
  ): Promise<{ service: ProductInfo; fields: ReadonlyMap<string, readonly string[]> }> {
    const services = await this.#icp.services.listPossible(company, options);
    const named = services.filter((each) => each.ProductName === product);
    for (const service of named.length > 0 ? named : services) {
      const { Fields } = await this.#icp.services.getFields(company, service.ProductName, {}, options);
      const offer = defaultOf(Fields.find((field) => field.Name === 'OfferId')?.DefaultValue);
      if (named.length === 0 && offer.toUpperCase() !== product.toUpperCase()) continue;
      const choices = Fields.map(
        (field) => [field.Name, (field.EnumMembers ?? []).map((each) => String(each.Value))] as const,
      );
      return { service, fields: new Map(choices) };
    }
    throw refusal(
      'icp.service_not_sold',
      `Account ${company} is not sold ${product}.`,
      'List what it is sold with services.listPossible; sell more with marketplaceServices.add.',
    );
  }

  async #provisioned(id: number, options: OperationOptions): Promise<Subscription> {
    return toSubscription(await provisioned(this.#icp, id, options));
  }
}

/** A default comes as `{ Value }`. */
function defaultOf(value: unknown): string {
  return String((value as { Value?: unknown } | null | undefined)?.Value ?? '');
}

/** The BillingType of a term and a billing cycle, among those that are sold. */
function billingTypeIn(choices: readonly string[], term: Term, cycle: BillingCycle): string {
  const found = choices.find((each) => each.endsWith(term) && cycleIn(each) === cycle);
  if (found !== undefined) return found;
  throw refusal(
    'icp.no_plan',
    `${term} billed ${cycle} is not sold; ICP sells: ${choices.join('; ')}.`,
    'Choose term and billing cycle of one of them.',
  );
}

/** ICP names the day after the last one. */
function dayAfter(date: string): string {
  return isoOf(Date.parse(`${date}T00:00:00Z`) + day).slice(0, 10);
}

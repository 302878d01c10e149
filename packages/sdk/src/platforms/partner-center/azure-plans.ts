import type { SpendingBudget } from '../../generated/partner-center.gen.ts';
import { BadRequestError } from '../../http/errors/bad-request-error.ts';
import { UnsupportedOperationError } from '../../http/errors/unsupported-operation-error.ts';
import { poll } from '../../http/poller.ts';
import { decimalText } from '../../operations/azure-plans/azure-cost.ts';
import type {
  AzureBenefit,
  AzureBudget,
  AzurePlan,
  AzurePlanOperations,
  AzureSubscription,
  AzureTransfer,
  BillingMode,
  BuyReservationInput,
  BuySavingsPlanInput,
  OrderAzurePlanInput,
  RequestTransferInput,
  UsageQuestion,
  UsageRow,
} from '../../operations/azure-plans/azure-plan-operations.ts';
import type { OperationOptions } from '../../operations/progress.ts';
import type { BuyOptions } from '../../operations/subscriptions/subscription-operations.ts';
import { PartnerCenterBenefits } from './azure-benefits.ts';
import { toAzureSubscription, toPlan, toUsageRow } from './azure-shape.ts';
import { cancelTransfer, listTransfers, requestTransfer } from './azure-transfers.ts';
import type { PartnerCenter } from './client.ts';
import { requestIdFor } from './request-id.ts';
import { idOf } from './subscription-shape.ts';

const firstLook = 30_000;
const longestWait = 3_600_000;

/** Azure plans on Partner Center. Ids: `<tenant id>/<plan id>`, and `<tenant id>/<plan id>/<Azure subscription id>` below. */
export class PartnerCenterAzurePlans implements AzurePlanOperations {
  readonly #partnerCenter: PartnerCenter;
  readonly #benefits: PartnerCenterBenefits;

  constructor(partnerCenter: PartnerCenter) {
    this.#partnerCenter = partnerCenter;
    this.#benefits = new PartnerCenterBenefits(partnerCenter);
  }

  async order(input: OrderAzurePlanInput, options: BuyOptions): Promise<AzurePlan> {
    const { carts, subscriptions } = this.#partnerCenter;
    const customerId = String(input.tenant);
    const key = options.idempotencyKey ?? this.#partnerCenter.client.environment.randomId();
    const { availability } = await this.#benefits.item(customerId, 'AzurePlan', undefined, options);
    const line = { catalogItemId: availability.catalogItemId, quantity: 1 };
    const cart = await carts.create(
      customerId,
      { lineItems: [{ ...line, ...(input.name !== undefined && { friendlyName: input.name }) }] },
      { ...options, requestId: await requestIdFor(key, 'azure-plan') },
    );
    const { orders } = await carts.checkout(customerId, cart.id, options);
    options.onProgress?.({
      step: 'ordered',
      message: `Ordered as ${orders?.[0]?.id ?? cart.id}.`,
      details: { idempotencyKey: key, id: orders?.[0]?.id ?? cart.id },
    });
    const id = orders?.[0]?.lineItems[0]?.subscriptionId;
    if (id !== undefined) return toPlan(customerId, await subscriptions.get(customerId, id, options));
    const found = await poll({
      environment: this.#partnerCenter.client.environment,
      what: `The Azure plan of ${customerId}`,
      check: () => this.find(customerId, options),
      isDone: (plan) => plan !== undefined,
      signal: options.signal,
      totalTimeoutMs: options.totalTimeoutMs,
    });
    return found as AzurePlan;
  }

  async find(tenant: string, options: OperationOptions): Promise<AzurePlan | undefined> {
    const owned = await this.#partnerCenter.subscriptions.list(tenant, {}, options);
    const plan = owned.find(
      (each) => each.productType?.subType?.id === 'AzurePlan' && each.status !== 'deleted',
    );
    return plan && toPlan(tenant, plan);
  }

  suspend(plan: string, options: OperationOptions): Promise<AzurePlan> {
    return this.#setStatus(plan, 'suspended', options);
  }

  reactivate(plan: string, options: OperationOptions): Promise<AzurePlan> {
    return this.#setStatus(plan, 'active', options);
  }

  createSubscription(): Promise<AzureSubscription> {
    throw new UnsupportedOperationError('partner-center creates no further Azure subscriptions.');
  }

  async listSubscriptions(plan: string, options: OperationOptions): Promise<AzureSubscription[]> {
    const [customerId, planId] = idsIn(plan, 2);
    const found = await this.#partnerCenter.azureEntitlements.list(customerId, planId, options);
    return found.map((each) => toAzureSubscription(plan, each));
  }

  async suspendSubscription(id: string, options: OperationOptions): Promise<AzureSubscription> {
    const [customerId, planId, entitlementId] = idsIn(id, 3);
    await this.#partnerCenter.azureEntitlements.cancel(
      customerId,
      planId,
      entitlementId,
      { cancellationReason: 'compromise' },
      options,
    );
    // The answer says active still.
    return this.#until(id, 'inactive', options);
  }

  async reactivateSubscription(id: string, options: OperationOptions): Promise<AzureSubscription> {
    const [customerId, planId, entitlementId] = idsIn(id, 3);
    await this.#partnerCenter.azureEntitlements.reactivate(customerId, planId, entitlementId, options);
    return this.#until(id, 'active', options);
  }

  cancelSubscription(id: string, options: OperationOptions): Promise<AzureSubscription> {
    return this.suspendSubscription(id, options);
  }

  async getBudget(tenant: string, options: OperationOptions): Promise<AzureBudget> {
    return this.#withSpent(tenant, await this.#partnerCenter.budgets.get(tenant, options), options);
  }

  async setBudget(
    tenant: string,
    dollars: string | undefined,
    options: OperationOptions,
  ): Promise<AzureBudget> {
    const amount = dollars === undefined ? null : Number(dollars);
    return this.#withSpent(tenant, await this.#partnerCenter.budgets.set(tenant, amount, options), options);
  }

  /** Of the running month and the one before: older use is on invoices. */
  async usage({ tenant, month }: UsageQuestion, options: OperationOptions): Promise<UsageRow[]> {
    const customerId = String(tenant);
    const period = periodOf(month, this.#partnerCenter.client.environment.now());
    const { availability } = await this.#benefits.item(customerId, 'AzurePlan', undefined, options);
    const currencycode = availability.defaultCurrency?.code ?? 'USD';
    const rows: UsageRow[] = [];
    const lines = this.#partnerCenter.usage.listUnbilledLines({ period, currencycode }, options);
    for await (const line of lines) if (line.customerId === customerId) rows.push(toUsageRow(line));
    return rows;
  }

  buyReservation(input: BuyReservationInput, options: BuyOptions): Promise<AzureBenefit> {
    return this.#benefits.buyReservation(input, options);
  }

  buySavingsPlan(input: BuySavingsPlanInput, options: BuyOptions): Promise<AzureBenefit> {
    return this.#benefits.buySavingsPlan(input, options);
  }

  listBenefits(plan: string, options: OperationOptions): Promise<AzureBenefit[]> {
    return this.#benefits.list(idsIn(plan, 2)[0], options);
  }

  benefitUtilisation(): Promise<never> {
    throw new UnsupportedOperationError('partner-center does not tell how far a benefit is used.');
  }

  async billingModes(
    tenant: string,
    product: string | undefined,
    options: OperationOptions,
  ): Promise<BillingMode[]> {
    const { sku, availability } = await this.#benefits.item(tenant, 'AzurePlan', product, options);
    return (availability.terms ?? []).map(({ billingCycle = '', duration }) => ({
      product: `${sku.productId}:${sku.id}`,
      name: sku.title,
      mode: billingCycle,
      ...(duration !== undefined && { term: duration }),
    }));
  }

  requestTransfer(input: RequestTransferInput, options: OperationOptions): Promise<AzureTransfer> {
    return requestTransfer(this.#partnerCenter, input, options);
  }

  listTransfers(tenant: string, options: OperationOptions): Promise<AzureTransfer[]> {
    return listTransfers(this.#partnerCenter, tenant, options);
  }

  cancelTransfer(tenant: string, id: string, options: OperationOptions): Promise<AzureTransfer> {
    return cancelTransfer(this.#partnerCenter, { tenant, id }, options);
  }

  async #setStatus(
    plan: string,
    status: 'active' | 'suspended',
    options: OperationOptions,
  ): Promise<AzurePlan> {
    const [customerId, planId] = idsIn(plan, 2);
    const { subscriptions } = this.#partnerCenter;
    return toPlan(customerId, await subscriptions.update(customerId, planId, { status }, options));
  }

  #until(id: string, status: string, options: OperationOptions): Promise<AzureSubscription> {
    const [customerId, planId, entitlementId] = idsIn(id, 3);
    return poll({
      environment: this.#partnerCenter.client.environment,
      what: `Azure subscription ${entitlementId}`,
      check: async () => {
        const { azureEntitlements } = this.#partnerCenter;
        const found = await azureEntitlements.get(customerId, planId, entitlementId, options);
        return toAzureSubscription(idOf(customerId, planId), found);
      },
      isDone: (state) => state.status === status,
      onProgress: (state, elapsedMs) =>
        options.onProgress?.({
          step: 'waiting',
          message: `${state.name} is ${state.status} still, after ${Math.round(elapsedMs / 1_000)} s.`,
          details: { id, status: state.status },
        }),
      intervalMs: firstLook,
      signal: options.signal,
      totalTimeoutMs: options.totalTimeoutMs ?? longestWait,
    });
  }

  async #withSpent(
    tenant: string,
    { amount }: SpendingBudget,
    options: OperationOptions,
  ): Promise<AzureBudget> {
    const summary = await this.#partnerCenter.usage.getCustomerSummary(tenant, options);
    const dollars = (value: number) => ({ amount: decimalText(value), currency: 'USD' });
    return {
      ...(typeof amount === 'number' && { amount: dollars(amount) }),
      ...(summary.usdTotalCost !== undefined && { spent: dollars(summary.usdTotalCost) }),
    };
  }
}

function periodOf(month: string, now: number): 'current' | 'previous' {
  const current = new Date(now).toISOString().slice(0, 7);
  const before = new Date(Date.parse(`${current}-01`) - 1).toISOString().slice(0, 7);
  if (month === current) return 'current';
  if (month === before) return 'previous';
  throw new BadRequestError(`partner-center tells the use of ${before} and ${current} only, not ${month}.`, {
    platform: 'partner-center',
    operation: 'azurePlans.usage',
    code: 'partner_center.usage_month',
    solution: 'Older use is on the reconciliation files of the invoices.',
  });
}

function idsIn(id: string, parts: 2 | 3): readonly [string, string, string] {
  const [customerId = '', planId = '', entitlementId = ''] = id.split('/');
  const form = parts === 2 ? '<tenant id>/<plan id>' : '<tenant id>/<plan id>/<Azure subscription id>';
  if (customerId && planId && (parts === 2 || entitlementId)) return [customerId, planId, entitlementId];
  throw new BadRequestError(`partner-center: "${id}" is no id of that form.`, {
    platform: 'partner-center',
    code: 'partner_center.azure_id',
    solution: `Use ${form}, as these operations give it.`,
  });
}

import { ConflictError } from '../../http/errors/conflict-error.ts';
import { OperationGroup, type OperationGroupOptions } from '../operation-group.ts';
import type { Platform } from '../platform.ts';
import type { OperationOptions } from '../progress.ts';
import type { BuyOptions } from '../subscriptions/subscription-operations.ts';
import type {
  AzureBenefit,
  AzureBudget,
  AzurePlan,
  AzureSubscription,
  AzureTransfer,
  BillingMode,
  BuyReservationInput,
  BuySavingsPlanInput,
  CostBy,
  CostReport,
  CreateAzureSubscriptionInput,
  OrderAzurePlanInput,
  RequestTransferInput,
  UsageQuestion,
  UsageRow,
} from './azure-plan-operations.ts';
import * as schemas from './azure-plan-schemas.ts';
import type { AdminRights, RestoreAdminRightsInput } from './restore-admin-rights.ts';

/** What keeps a plan from being suspended. */
export interface AzurePlanBlocker {
  readonly kind: 'azure-subscription' | AzureBenefit['kind'];
  readonly id: string;
  readonly name: string;
}

/** Azure plans of tenants, with what is below them and what it costs. Ids are the platform's own, as these operations give them. */
export class AzurePlans extends OperationGroup<'azurePlans'> {
  constructor(platform: Platform, options: OperationGroupOptions = {}) {
    super('azurePlans', platform, options);
  }

  /**
   * Orders the Azure plan of a tenant, and waits. A tenant has one: where there is one already, it is given back.
   * @throws {ValidationError} before anything is sent
   * @throws {ApiError} when the platform refuses: no agreement, legacy Azure still held
   * @example
   * const plan = await reseller.azurePlans.order({ tenant: 435350 });
   * for (const each of await reseller.azurePlans.listSubscriptions(plan.id)) console.log(each.name, each.status);
   */
  async order(input: OrderAzurePlanInput, options: BuyOptions = {}): Promise<AzurePlan> {
    const wanted = this.valid(schemas.orderAzurePlan, input) as OrderAzurePlanInput;
    const operations = await this.operations('order');
    return (await operations.find(String(wanted.tenant), options)) ?? operations.order(wanted, options);
  }

  /** Finds the Azure plan of a tenant, if it has one. */
  async find(tenant: string | number, options: OperationOptions = {}): Promise<AzurePlan | undefined> {
    return (await this.operations('find')).find(String(tenant), options);
  }

  /** Lists what keeps a plan from being suspended: active Azure subscriptions, reservations and savings plans. */
  async blockers(plan: string, options: OperationOptions = {}): Promise<AzurePlanBlocker[]> {
    const operations = await this.operations('suspend');
    const [below, benefits] = await Promise.all([
      operations.listSubscriptions(plan, options),
      operations.listBenefits(plan, options),
    ]);
    return [...below.map((each) => ({ kind: 'azure-subscription' as const, ...each })), ...benefits]
      .filter(({ status }) => status === 'active')
      .map(({ kind, id, name }) => ({ kind, id, name }));
  }

  /**
   * Suspends a plan.
   * @throws {ConflictError} that names what is active below it; nothing was sent then
   */
  async suspend(plan: string, options: OperationOptions = {}): Promise<AzurePlan> {
    const blockers = await this.blockers(plan, options);
    if (blockers.length === 0) return (await this.operations('suspend')).suspend(plan, options);
    const named = blockers.map(({ kind, name, id }) => `${kind} ${name} (${id})`).join(', ');
    throw new ConflictError(`${this.platform.name}: the Azure plan has active below it: ${named}.`, {
      platform: this.platform.name,
      operation: 'azurePlans.suspend',
      code: 'azure_plan.in_use',
      solution: 'Suspend or cancel those first.',
    });
  }

  /** Puts a suspended plan back to work. */
  async reactivate(plan: string, options: OperationOptions = {}): Promise<AzurePlan> {
    return (await this.operations('reactivate')).reactivate(plan, options);
  }

  /** Creates another Azure subscription below a plan, where a platform can. @throws {UnsupportedOperationError} where it cannot */
  async createSubscription(
    input: CreateAzureSubscriptionInput,
    options: BuyOptions = {},
  ): Promise<AzureSubscription> {
    const wanted = this.valid(schemas.createAzureSubscription, input) as CreateAzureSubscriptionInput;
    return (await this.operations('createSubscription')).createSubscription(wanted, options);
  }

  /** Lists the Azure subscriptions of a plan, inactive ones too. */
  async listSubscriptions(plan: string, options: OperationOptions = {}): Promise<AzureSubscription[]> {
    return (await this.operations('listSubscriptions')).listSubscriptions(plan, options);
  }

  /** Switches an Azure subscription off, and waits until it is: on Partner Center that takes some ten minutes. It can be reactivated. */
  async suspendSubscription(id: string, options: OperationOptions = {}): Promise<AzureSubscription> {
    return (await this.operations('suspendSubscription')).suspendSubscription(id, options);
  }

  /** Switches an Azure subscription on again, and waits until it is. @throws {ApiError} where Microsoft or the customer switched it off */
  async reactivateSubscription(id: string, options: OperationOptions = {}): Promise<AzureSubscription> {
    return (await this.operations('reactivateSubscription')).reactivateSubscription(id, options);
  }

  /** Cancels an Azure subscription, and waits. Partner Center knows no other end than `suspendSubscription`; on ICP it is for good. */
  async cancelSubscription(id: string, options: OperationOptions = {}): Promise<AzureSubscription> {
    return (await this.operations('cancelSubscription')).cancelSubscription(id, options);
  }

  /** Reads what Azure may cost a tenant in a month. */
  async getBudget(tenant: string | number, options: OperationOptions = {}): Promise<AzureBudget> {
    return (await this.operations('getBudget')).getBudget(String(tenant), options);
  }

  /** Sets what Azure may cost a tenant in a month, in US dollars as text; undefined takes it away. Advice only: nothing is stopped. */
  async setBudget(
    tenant: string | number,
    dollars: string | undefined,
    options: OperationOptions = {},
  ): Promise<AzureBudget> {
    const wanted = dollars === undefined ? undefined : this.valid(schemas.dollars, dollars);
    return (await this.operations('setBudget')).setBudget(String(tenant), wanted, options);
  }

  /** Lists what a tenant used in a month, by day, resource and meter. The last day or two are not rated yet. */
  async usage(question: UsageQuestion, options: OperationOptions = {}): Promise<UsageRow[]> {
    const wanted = this.valid(schemas.usageQuestion, question) as UsageQuestion;
    return (await this.operations('usage')).usage(wanted, options);
  }

  /**
   * Tells what a tenant's Azure costs the caller in a month, by day, Azure subscription, resource, meter or tag. Every way gives the same total.
   * @example
   * const { rows, totals } = await reseller.azurePlans.cost({ tenant: 435350, month: '2026-11', by: { tag: 'costCentre' } });
   */
  async cost(
    question: UsageQuestion & { readonly by: CostBy },
    options: OperationOptions = {},
  ): Promise<CostReport> {
    const { by, ...asked } = question;
    const wanted = this.valid(schemas.costBy, by) as CostBy;
    const rows = await this.usage(asked, options);
    const { costReport } = await import('./azure-cost.ts');
    return costReport(asked.month, rows, wanted);
  }

  /** Buys a reservation; on Partner Center the plan is registered for them first, and waited for. */
  async buyReservation(input: BuyReservationInput, options: BuyOptions = {}): Promise<AzureBenefit> {
    const wanted = this.valid(schemas.buyReservation, input) as BuyReservationInput;
    return (await this.operations('buyReservation')).buyReservation(wanted, options);
  }

  /** Buys a savings plan: so many dollars an hour, for a year or three. It cannot be cancelled here. */
  async buySavingsPlan(input: BuySavingsPlanInput, options: BuyOptions = {}): Promise<AzureBenefit> {
    const wanted = this.valid(schemas.buySavingsPlan, input) as BuySavingsPlanInput;
    return (await this.operations('buySavingsPlan')).buySavingsPlan(wanted, options);
  }

  /** Lists the reservations and savings plans that go with a plan. */
  async listBenefits(plan: string, options: OperationOptions = {}): Promise<AzureBenefit[]> {
    return (await this.operations('listBenefits')).listBenefits(plan, options);
  }

  /** How far a benefit is used: no platform tells it. @throws {UnsupportedOperationError} */
  async benefitUtilisation(id: string, options: OperationOptions = {}): Promise<never> {
    return (await this.operations('benefitUtilisation')).benefitUtilisation(id, options);
  }

  /** Lists how the Azure plan (or another product) can be paid for, as the catalogue says now. */
  async billingModes(
    tenant: string | number,
    product?: string,
    options: OperationOptions = {},
  ): Promise<BillingMode[]> {
    return (await this.operations('billingModes')).billingModes(String(tenant), product, options);
  }

  /**
   * Tells whether the partner is still Owner of an Azure subscription, and gives the exact role assignment that makes it so.
   * Nothing is sent: someone with Owner or User Access Administrator in the customer's tenant runs it.
   * @throws {ValidationError}
   * @example
   * const rights = await reseller.azurePlans.restoreAdminRights({
   *   azureSubscriptionId: '3b9ac9ff-0d65-47c1-9e57-5a0c1b8fb3f2', adminAgentsGroupId: '5ca72dc8-97ba-4cbd-9be4-2bd36ff6a6d0',
   * });
   * if (rights.isOwner !== true) console.log(rights.azureCli);
   */
  async restoreAdminRights(input: RestoreAdminRightsInput): Promise<AdminRights> {
    const wanted = this.valid(schemas.restoreAdminRights, input) as RestoreAdminRightsInput;
    const { adminRightsOf } = await import('./restore-admin-rights.ts');
    return adminRightsOf(wanted);
  }

  /** Asks another partner for a tenant's Azure; that partner has to agree. */
  async requestTransfer(input: RequestTransferInput, options: OperationOptions = {}): Promise<AzureTransfer> {
    const wanted = this.valid(schemas.requestTransfer, input) as RequestTransferInput;
    return (await this.operations('requestTransfer')).requestTransfer(wanted, options);
  }

  /** Lists the transfers of a tenant's Azure, with their states. */
  async listTransfers(tenant: string | number, options: OperationOptions = {}): Promise<AzureTransfer[]> {
    return (await this.operations('listTransfers')).listTransfers(String(tenant), options);
  }

  /** Takes a request back that waits still. */
  async cancelTransfer(
    tenant: string | number,
    id: string,
    options: OperationOptions = {},
  ): Promise<AzureTransfer> {
    return (await this.operations('cancelTransfer')).cancelTransfer(String(tenant), id, options);
  }
}

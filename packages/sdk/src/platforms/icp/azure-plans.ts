import type { FieldValues, ProductInfo, Subscription as Service } from '../../generated/icp.gen.ts';
import { UnsupportedOperationError } from '../../http/errors/unsupported-operation-error.ts';
import type {
  AzureBenefit,
  AzurePlan,
  AzurePlanOperations,
  AzureSubscription,
  BillingMode,
  BuyReservationInput,
  CreateAzureSubscriptionInput,
  OrderAzurePlanInput,
  UsageQuestion,
  UsageRow,
} from '../../operations/azure-plans/azure-plan-operations.ts';
import type { OperationOptions } from '../../operations/progress.ts';
import type { BuyOptions } from '../../operations/subscriptions/subscription-operations.ts';
import { toAzureSubscription, toBenefit, toPlan } from './azure-fields.ts';
import { termIn } from './billing-type.ts';
import type { Icp } from './client.ts';
import { reportRows } from './report-rows.ts';
import { act, orderedAs, orderOnce, ownerOf, provisioned, refusal } from './service-orders.ts';

/** What the technical names of the services contain. */
const names = { plan: 'AzurePlan', subscription: 'AzureSubscription', reservation: 'AzureReservedInstance' };
const usageReport = 'Azure Usage';

/** Azure plans on ICP: a service below a tenant, with Azure subscriptions and reservations as services below it. The idempotency key is the order's PurchaseOrderNumber. */
export class IcpAzurePlans implements AzurePlanOperations {
  readonly #icp: Icp;

  constructor(icp: Icp) {
    this.#icp = icp;
  }

  async order(input: OrderAzurePlanInput, options: BuyOptions): Promise<AzurePlan> {
    const tenant = await this.#service(Number(input.tenant), options);
    const Fields = input.name === undefined ? {} : { SubscriptionName: input.name };
    return toPlan(await this.#order(tenant, names.plan, undefined, Fields, options));
  }

  async find(tenant: string, options: OperationOptions): Promise<AzurePlan | undefined> {
    const [found] = await this.#below(Number(tenant), names.plan, options);
    return found && toPlan(found);
  }

  suspend(plan: string, options: OperationOptions): Promise<AzurePlan> {
    return act(this.#icp, plan, 'SUSPEND', options).then(toPlan);
  }

  reactivate(plan: string, options: OperationOptions): Promise<AzurePlan> {
    return act(this.#icp, plan, 'REACTIVATE', options).then(toPlan);
  }

  async createSubscription(
    input: CreateAzureSubscriptionInput,
    options: BuyOptions,
  ): Promise<AzureSubscription> {
    const plan = await this.#service(Number(input.plan), options);
    const Fields = { SubscriptionName: input.name };
    return toAzureSubscription(await this.#order(plan, names.subscription, undefined, Fields, options));
  }

  async listSubscriptions(plan: string, options: OperationOptions): Promise<AzureSubscription[]> {
    return (await this.#below(Number(plan), names.subscription, options)).map(toAzureSubscription);
  }

  suspendSubscription(id: string, options: OperationOptions): Promise<AzureSubscription> {
    return act(this.#icp, id, 'SUSPEND', options).then(toAzureSubscription);
  }

  reactivateSubscription(id: string, options: OperationOptions): Promise<AzureSubscription> {
    return act(this.#icp, id, 'REACTIVATE', options).then(toAzureSubscription);
  }

  async cancelSubscription(id: string, options: OperationOptions): Promise<AzureSubscription> {
    await this.#icp.subscriptions.terminate(Number(id), 'Cancelled', options);
    return toAzureSubscription(await this.#service(Number(id), options));
  }

  /** From the report on the use of Azure. */
  async usage({ tenant, month }: UsageQuestion, options: OperationOptions): Promise<UsageRow[]> {
    const targetCompany = ownerOf(await this.#service(Number(tenant), options));
    const plan = await this.find(String(tenant), options);
    const startDate = `${month}-01`;
    const first = new Date(`${startDate}T00:00:00Z`);
    const endDate = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0))
      .toISOString()
      .slice(0, 10);
    const result = await this.#icp.reports.execute(
      usageReport,
      { targetCompany, startDate, endDate },
      options,
    );
    // Loaded with the report: the decimal arithmetic is large.
    const { toUsageRow } = await import('./azure-usage.ts');
    return reportRows(result)
      .filter((row) => String(row.PlanAccountId) === plan?.id)
      .map(toUsageRow);
  }

  async buyReservation(input: BuyReservationInput, options: BuyOptions): Promise<AzureBenefit> {
    const plan = await this.#service(Number(input.plan), options);
    const { service, billingTypes } = await this.#sold(
      ownerOf(plan),
      input.product ?? names.reservation,
      options,
    );
    const start = input.billing === 'upfront' ? 'Upfront' : 'Monthly';
    const billingType = billingTypes.find((each) => each.startsWith(start) && each.endsWith(input.term));
    if (billingType === undefined || input.instance === undefined) {
      const message =
        billingType === undefined
          ? `${input.term} ${input.billing} is not sold; ICP sells: ${billingTypes.join('; ')}.`
          : 'instance says which size in which region is reserved.';
      throw refusal('icp.reservation', message, 'Send both, as services.getFields lists them.');
    }
    const Fields = {
      BillingType: billingType,
      Quantity: input.quantity,
      ReservedSku: input.instance.size,
      Region: input.instance.region,
      Scope: input.scope === 'shared' ? 'Shared' : 'Single',
    };
    return toBenefit(await this.#order(plan, service.ProductName, service, Fields, options));
  }

  async listBenefits(plan: string, options: OperationOptions): Promise<AzureBenefit[]> {
    return (await this.#below(Number(plan), names.reservation, options)).map(toBenefit);
  }

  async billingModes(
    tenant: string,
    product: string | undefined,
    options: OperationOptions,
  ): Promise<BillingMode[]> {
    const company = ownerOf(await this.#service(Number(tenant), options));
    const { service, billingTypes } = await this.#sold(company, product ?? names.plan, options);
    return billingTypes.map((mode) => {
      const term = termIn(mode);
      return {
        product: service.ProductName,
        name: service.DisplayName,
        mode,
        ...(term !== undefined && { term }),
      };
    });
  }

  getBudget = cannot;
  setBudget = cannot;
  buySavingsPlan = cannot;
  benefitUtilisation = cannot;
  requestTransfer = cannot;
  listTransfers = cannot;
  cancelTransfer = cannot;

  #service(id: number, options: OperationOptions): Promise<Service> {
    return this.#icp.subscriptions.get(id, {}, options);
  }

  /** The services of a kind that stand on another. */
  async #below(id: number, name: string, options: OperationOptions): Promise<Service[]> {
    const company = ownerOf(await this.#service(id, options));
    const owned = await this.#icp.subscriptions.list(company, {}, options);
    return owned.filter(
      (each) =>
        each.DependencyAccountId === id &&
        each.ServiceName.includes(name) &&
        each.AccountState !== 'Terminated',
    );
  }

  async #sold(company: number, name: string, options: OperationOptions) {
    const services = await this.#icp.services.listPossible(company, options);
    const service = services.find((each) => each.ProductName.includes(name));
    if (service === undefined) {
      throw refusal(
        'icp.service_not_sold',
        `Account ${company} is not sold ${name}.`,
        'Sell it: marketplaceServices.add.',
      );
    }
    const { Fields } = await this.#icp.services.getFields(company, service.ProductName, {}, options);
    const choices = Fields.find((field) => field.Name === 'BillingType')?.EnumMembers ?? [];
    return { service, billingTypes: choices.map((each) => String(each.Value)) };
  }

  async #order(
    below: Service,
    name: string,
    known: ProductInfo | undefined,
    Fields: FieldValues,
    options: BuyOptions,
  ): Promise<Service> {
    const company = ownerOf(below);
    const key = options.idempotencyKey ?? this.#icp.client.environment.randomId();
    const find = () => orderedAs(this.#icp, company, key, options);
    let id = options.idempotencyKey === undefined ? undefined : (await find())?.AccountId;
    if (id === undefined) {
      const service = known ?? (await this.#sold(company, name, options)).service;
      const account = {
        ParentAccountId: company,
        ServiceName: service.ProductName,
        DependencyAccountId: below.AccountId,
        Fields,
        PurchaseOrderNumber: key,
      };
      id = await orderOnce(this.#icp, account, find, options);
      options.onProgress?.({
        step: 'ordered',
        message: `Ordered as account ${id}.`,
        details: { idempotencyKey: key, id },
      });
    }
    return provisioned(this.#icp, id, options);
  }
}

function cannot(): Promise<never> {
  throw new UnsupportedOperationError('icp has no operation for it.');
}

import type { SubscriptionDetailed } from '../../generated/ingram.gen.ts';
import { UnsupportedOperationError } from '../../http/errors/unsupported-operation-error.ts';
import type {
  AzurePlan,
  AzurePlanOperations,
  OrderAzurePlanInput,
} from '../../operations/azure-plans/azure-plan-operations.ts';
import type { OperationOptions } from '../../operations/progress.ts';
import type { BuyOptions } from '../../operations/subscriptions/subscription-operations.ts';
import { keysOf, soldAs } from './catalogue.ts';
import type { Ingram } from './client.ts';
import { callOptionsOf, completed, orderedAs, subscriptionOf } from './order-once.ts';
import { checkedParameters, domainParameter, nameParameter } from './order-parameters.ts';
import { ownedBy } from './owned.ts';
import { toSubscription } from './subscription-fields.ts';
import { prefixOf, tenantIn } from './tenant-id.ts';
import { isOf, type TenantSettings } from './tenants.ts';

/** Microsoft's own number of the Azure plan. */
const azurePlan = 'DZH318Z0BPS6:0001';

/** Azure plans on Ingram: a subscription of their own for each tenant. What lives below a plan the API does not know. */
export class IngramAzurePlans implements AzurePlanOperations {
  readonly suspend = cannot;
  readonly reactivate = cannot;
  readonly createSubscription = cannot;
  readonly listSubscriptions = cannot;
  readonly suspendSubscription = cannot;
  readonly reactivateSubscription = cannot;
  readonly cancelSubscription = cannot;
  readonly getBudget = cannot;
  readonly setBudget = cannot;
  readonly usage = cannot;
  readonly buyReservation = cannot;
  readonly buySavingsPlan = cannot;
  readonly listBenefits = cannot;
  readonly benefitUtilisation = cannot;
  readonly billingModes = cannot;
  readonly requestTransfer = cannot;
  readonly listTransfers = cannot;
  readonly cancelTransfer = cannot;
  readonly #ingram: Ingram;
  readonly #settings: TenantSettings;

  constructor(ingram: Ingram, settings: TenantSettings) {
    this.#ingram = ingram;
    this.#settings = settings;
  }

  async order(input: OrderAzurePlanInput, options: BuyOptions): Promise<AzurePlan> {
    const { customerId, domain } = tenantIn(String(input.tenant));
    const key = options.idempotencyKey;
    const calls = callOptionsOf(options);
    const found =
      key === undefined
        ? undefined
        : await orderedAs(this.#ingram, customerId, { key, mpn: azurePlan }, calls);
    if (found) return this.#made(found.id, options);
    const product = keysOf(await soldAs(this.#ingram, { product: azurePlan }, calls));
    const values: Readonly<Record<string, string | undefined>> = {
      [domainParameter]: domain && prefixOf(domain),
      [nameParameter]: input.name,
    };
    const parameters = await checkedParameters(
      this.#ingram,
      { customerId, product, quantity: 1 },
      (parameter) => this.#settings.parameters?.(parameter, input) ?? values[parameter.name ?? ''],
      calls,
    );
    const placed = await this.#ingram.orders.place(
      {
        type: 'sales',
        customerId,
        products: [{ ...product, quantity: 1, parameters }],
      },
      { ...calls, ...(key !== undefined && { poNumber: key }) },
    );
    return this.#made(placed.id, options);
  }

  async find(tenant: string, options: OperationOptions): Promise<AzurePlan | undefined> {
    const { customerId, domain } = tenantIn(tenant);
    const owned = await ownedBy(this.#ingram, customerId, options);
    const plans = owned.filter((each) => isOf(each, azurePlan)).map(toAzurePlan);
    const own = plans.filter(
      (each) => each.status !== 'ended' && (domain === undefined || tenantIn(each.tenant).domain === domain),
    );
    return own[0];
  }

  async #made(orderId: string, options: OperationOptions): Promise<AzurePlan> {
    const calls = callOptionsOf(options);
    const done = await completed(this.#ingram, await this.#ingram.orders.get(orderId, calls), options);
    const id = await subscriptionOf(this.#ingram, done, options);
    return toAzurePlan(await this.#ingram.subscriptions.get(id, calls));
  }
}

function toAzurePlan(owned: SubscriptionDetailed): AzurePlan {
  const { id, platform, tenant, name, status, microsoftSubscriptionId } = toSubscription(owned);
  return {
    id,
    platform,
    tenant,
    name,
    status,
    ...(microsoftSubscriptionId !== undefined && { microsoftSubscriptionId }),
  };
}

function cannot(): never {
  throw new UnsupportedOperationError(
    'ingram sells Azure plans, and has no operation on what lives below them.',
  );
}

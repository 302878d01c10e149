import type { OrderDetailed, Product, SubscriptionDetailed } from '../../generated/ingram.gen.ts';
import { UnsupportedOperationError } from '../../http/errors/unsupported-operation-error.ts';
import type { OperationOptions } from '../../operations/progress.ts';
import type {
  DomainCheck,
  ProvisionOptions,
  ProvisionTenantInput,
  Tenant,
  TenantOperations,
} from '../../operations/tenants/tenant-operations.ts';
import { keysOf, soldAs } from './catalogue.ts';
import type { Ingram } from './client.ts';
import { callOptionsOf, completed, orderedAs, subscriptionOf } from './order-once.ts';
import {
  checkedParameters,
  domainIn,
  domainParameter,
  existingParameter,
  type OrderParameterChooser,
  partnerParameter,
  tenantIdAnswer,
  tenantValues,
  valuesOf,
} from './order-parameters.ts';
import { ownedBy } from './owned.ts';
import { conflict, notFound } from './refusal.ts';
import { domainOf, idOf, prefixOf, tenantIn } from './tenant-id.ts';
import { wrongInput } from './wrong-input.ts';

export interface TenantSettings {
  /** MPN of the product that makes a Microsoft tenant, or takes one over. */
  readonly tenantProduct: string;
  readonly parameters?: OrderParameterChooser | undefined;
}

const over: ReadonlySet<string> = new Set(['terminated', 'removed']);

/** Tenants on Ingram: subscriptions of the tenant product. The idempotency key is the order's PO number. */
export class IngramTenants implements TenantOperations {
  readonly #ingram: Ingram;
  readonly #settings: TenantSettings;
  readonly #running = new Map<string, Promise<Tenant>>();

  constructor(ingram: Ingram, settings: TenantSettings) {
    this.#ingram = ingram;
    this.#settings = settings;
  }

  /** Concurrent calls with one key are one call. */
  provision(order: ProvisionTenantInput, options: ProvisionOptions): Promise<Tenant> {
    const { idempotencyKey } = options;
    if (idempotencyKey === undefined) return this.#provision(order, options);
    const name = `${order.customer} ${idempotencyKey}`;
    const running =
      this.#running.get(name) ?? this.#provision(order, options).finally(() => this.#running.delete(name));
    this.#running.set(name, running);
    return running;
  }

  async checkDomain(customer: string, domainPrefix: string, options: OperationOptions): Promise<DomainCheck> {
    const parameters = [
      { name: domainParameter, value: prefixOf(domainPrefix) },
      { name: existingParameter, value: 'false' },
    ];
    const line = { ...keysOf(await this.#product(options)), quantity: 1, parameters };
    const [result] = await this.#ingram.validation.validate(
      { customerId: customer, type: 'sales', products: [line] },
      callOptionsOf(options),
    );
    const checked = result?.parameters?.find(({ name }) => name === domainParameter);
    const domain = domainOf(domainPrefix);
    if (checked?.result !== 'error') return { domain, available: true };
    return { domain, available: false, reason: checked.valueError || checked.message || '' };
  }

  async get(id: string, options: OperationOptions): Promise<Tenant> {
    const { customerId, domain } = tenantIn(id);
    const tenants = await this.#held(customerId, options);
    const [found] = tenants.filter((each) => each.domain === domain).sort(liveFirst);
    if (found) return found;
    const solution = `See tenants.list('${customerId}').`;
    throw notFound('ingram.no_tenant', `there is no tenant ${id}.`, solution);
  }

  async list(customer: string, options: OperationOptions): Promise<Tenant[]> {
    const { customerId } = tenantIn(customer);
    const tenants = await this.#held(customerId, options);
    return tenants.filter(({ status }) => status !== 'terminated');
  }

  retry(): Promise<Tenant> {
    throw new UnsupportedOperationError('ingram resubmits failed orders in the reseller control panel only.');
  }

  setMpnId(): Promise<Tenant> {
    throw new UnsupportedOperationError('ingram takes the MPN id with the order, and changes it no more.');
  }

  async #provision(order: ProvisionTenantInput, options: ProvisionOptions): Promise<Tenant> {
    const customerId = customerOf(order);
    const key = options.idempotencyKey;
    const mpn = this.#settings.tenantProduct;
    const tell = (step: string, message: string, details = {}) =>
      options.onProgress?.({
        step,
        message,
        details: { ...(key !== undefined && { idempotencyKey: key }), ...details },
      });
    const found =
      key === undefined
        ? undefined
        : await orderedAs(this.#ingram, customerId, { key, mpn }, callOptionsOf(options));
    if (found) {
      tell('found', `Found as order ${found.orderNumber}.`, { order: found.id });
      return this.#provisioned(found, options);
    }
    await this.#refuseAgain(customerId, domainOf(order.domainPrefix), options);
    const product = keysOf(await this.#product(options));
    const values = tenantValues(order);
    const parameters = await checkedParameters(
      this.#ingram,
      { customerId, product, quantity: 1 },
      (parameter) => this.#settings.parameters?.(parameter, order) ?? values[parameter.name ?? ''],
      callOptionsOf(options),
    );
    tell('validated', 'The order is valid.');
    const placed = await this.#ingram.orders.place(
      { type: 'sales', customerId, products: [{ ...product, quantity: 1, parameters }] },
      { ...callOptionsOf(options), ...(key !== undefined && { poNumber: key }) },
    );
    tell('ordered', `Ordered as ${placed.orderNumber}.`, { order: placed.id });
    return this.#provisioned(placed, options);
  }

  /** A tenant that a customer has is not ordered again: the platform may take it over twice. */
  async #refuseAgain(customerId: string, domain: string, options: OperationOptions): Promise<void> {
    const there = (await this.list(customerId, options)).find((each) => each.domain === domain);
    if (there === undefined) return;
    throw conflict(
      'ingram.tenant_already_ordered',
      `${domain} is ordered already.`,
      `Use tenants.get('${there.id}'), or the key that it was ordered with.`,
    );
  }

  async #provisioned(order: OrderDetailed, options: OperationOptions): Promise<Tenant> {
    const done = await completed(this.#ingram, order, options);
    const id = await subscriptionOf(this.#ingram, done, options);
    const tenant = toTenant(await this.#ingram.subscriptions.get(id, callOptionsOf(options)));
    options.onProgress?.({
      step: 'provisioned',
      message: `${tenant.domain} is provisioned.`,
      details: { id: tenant.id, subscription: id },
    });
    return tenant;
  }

  async #held(customerId: string, options: OperationOptions): Promise<Tenant[]> {
    const owned = await ownedBy(this.#ingram, customerId, options);
    return owned.filter((each) => isOf(each, this.#settings.tenantProduct)).map(toTenant);
  }

  #product(options: OperationOptions): Promise<Product> {
    return soldAs(this.#ingram, { product: this.#settings.tenantProduct }, callOptionsOf(options));
  }
}

/** Whether a product is in a subscription. */
export function isOf({ products = [] }: SubscriptionDetailed, product: string): boolean {
  return products.some(({ mpn }) => mpn?.toUpperCase() === product.toUpperCase());
}

/** A subscription of the tenant product as a tenant. */
function toTenant(subscription: SubscriptionDetailed): Tenant {
  const { customerId, status, orderParameters, fulfillmentParameters } = subscription;
  const values = valuesOf(orderParameters, fulfillmentParameters);
  const domain = domainIn(values);
  const microsoftTenantId = values.get(tenantIdAnswer);
  const mpnId = values.get(partnerParameter);
  return {
    id: idOf({ customerId, domain }),
    platform: 'ingram',
    customer: customerId,
    domain: domain ?? '',
    status: over.has(status) ? 'terminated' : status === 'pending' ? 'pending' : 'provisioned',
    ...(microsoftTenantId && { microsoftTenantId }),
    ...(mpnId && { mpnId }),
  };
}

function liveFirst(one: Tenant, other: Tenant): number {
  return Number(one.status === 'terminated') - Number(other.status === 'terminated');
}

function customerOf({ customer }: ProvisionTenantInput): string {
  if (customer !== undefined) return String(customer);
  const remedy = 'Give the id of the customer: customers.create of the client makes one.';
  throw wrongInput('required', 'customer', 'is missing.', remedy);
}

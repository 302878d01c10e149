import type { ProductInfo, Subscription } from '../../generated/icp.gen.ts';
import { BadRequestError } from '../../http/errors/bad-request-error.ts';
import { ConflictError } from '../../http/errors/conflict-error.ts';
import { ValidationError } from '../../http/errors/validation-error.ts';
import type { OperationOptions } from '../../operations/progress.ts';
import type {
  DomainCheck,
  ProvisionOptions,
  ProvisionTenantInput,
  Tenant,
  TenantOperations,
} from '../../operations/tenants/tenant-operations.ts';
import { accountId } from './account-id.ts';
import type { Icp } from './client.ts';
import { explain } from './fault.ts';
import { orderOnce, settled } from './service-orders.ts';
import { fieldPaths, fieldsFor, tenantService, toTenant } from './tenant-fields.ts';

const operation = 'tenants.provision';

/** Tenants on ICP: services of the kind "Microsoft Organization tenant". The idempotency key is the order's PurchaseOrderNumber. */
export class IcpTenants implements TenantOperations {
  readonly #icp: Icp;
  readonly #running = new Map<string, Promise<Tenant>>();

  constructor(icp: Icp) {
    this.#icp = icp;
  }

  /** Concurrent calls with one key are one call. */
  provision(order: ProvisionTenantInput, options: ProvisionOptions): Promise<Tenant> {
    const key = options.idempotencyKey ?? this.#icp.client.environment.randomId();
    const running =
      this.#running.get(key) ?? this.#provision(order, key, options).finally(() => this.#running.delete(key));
    this.#running.set(key, running);
    return running;
  }

  async checkDomain(customer: string, domainPrefix: string, options: OperationOptions): Promise<DomainCheck> {
    const ParentAccountId = accountId(customer);
    const { ProductName: ServiceName } = await this.#service(ParentAccountId, options);
    const Fields = { Primarydomainname: domainPrefix, ExistingOffice365customer: false };
    const result = await this.#icp.services.validateFields(
      { ParentAccountId, ServiceName, Fields, FieldsToValidate: ['Primarydomainname'] },
      options,
    );
    const available = result.Result !== 'FAILED';
    return {
      domain: `${domainPrefix}.onmicrosoft.com`,
      available,
      ...(!available && { reason: result.ErrorDetails ?? '' }),
    };
  }

  async get(id: string, options: OperationOptions): Promise<Tenant> {
    return toTenant(await this.#icp.subscriptions.get(accountId(id), {}, options));
  }

  async list(customer: string, options: OperationOptions): Promise<Tenant[]> {
    return (await this.#ordered(accountId(customer), options)).map(toTenant);
  }

  async retry(id: string, options: OperationOptions): Promise<Tenant> {
    await this.#icp.subscriptions.retryLastFailedProvisioning(accountId(id), options);
    options.onProgress?.({ step: 'retried', message: `Account ${id} is tried again.` });
    return this.#provisioned(accountId(id), options);
  }

  async setMpnId(id: string, mpnId: string, options: OperationOptions): Promise<Tenant> {
    const { AccountId, ServiceName } = await this.#icp.subscriptions.get(accountId(id), {}, options);
    await this.#icp.subscriptions.update(
      { AccountId, ServiceName, Fields: [{ name: 'MicrosoftpartnerID', value: mpnId }] },
      options,
    );
    return this.get(id, options);
  }

  async #provision(order: ProvisionTenantInput, key: string, options: ProvisionOptions): Promise<Tenant> {
    const customer = accountId(order.customer);
    const tell = (step: string, message: string, details = {}) =>
      options.onProgress?.({ step, message, details: { idempotencyKey: key, ...details } });
    const found = await this.#find(customer, order.domainPrefix, key, options);
    if (found) {
      tell('found', `Found as account ${found.AccountId}.`, { id: found.AccountId });
      return found.ProvisioningStatus === 'Failed'
        ? this.retry(String(found.AccountId), options)
        : this.#provisioned(found.AccountId, options);
    }
    const service = await this.#service(customer, options);
    const { Fields: definitions } = await this.#icp.services.getFields(
      customer,
      service.ProductName,
      {},
      options,
    );
    const Fields = fieldsFor(order, new Set(definitions.map((field) => field.Name)));
    await this.#validate({ ParentAccountId: customer, ServiceName: service.ProductName, Fields }, options);
    tell('validated', 'The order is valid.');
    if (service.IsTCAccepted === false) {
      await this.#acceptTerms(customer, service.ProductName, options);
      tell('terms-accepted', 'The terms are accepted.');
    }
    const id = await orderOnce(
      this.#icp,
      { ParentAccountId: customer, ServiceName: service.ProductName, Fields, PurchaseOrderNumber: key },
      () => this.#find(customer, order.domainPrefix, key, options),
      options,
    );
    tell('ordered', `Ordered as account ${id}.`, { id });
    return this.#provisioned(id, options);
  }

  /** The order with a key; one of the same domain without it is somebody else's. */
  async #find(
    customer: number,
    domainPrefix: string,
    key: string,
    options: OperationOptions,
  ): Promise<Subscription | undefined> {
    const ordered = await this.#ordered(customer, options);
    const own = ordered.find((each) => each.PurchaseOrderNumber === key);
    const other = own
      ? undefined
      : ordered.find((each) => toTenant(each).domain === `${domainPrefix}.onmicrosoft.com`);
    if (!other) return own;
    throw refusal(
      ConflictError,
      `${domainPrefix} is ordered already, as account ${other.AccountId}.`,
      'icp.tenant_already_ordered',
      `Use tenants.get('${other.AccountId}'), or the key ${other.PurchaseOrderNumber}.`,
    );
  }

  async #ordered(customer: number, options: OperationOptions): Promise<Subscription[]> {
    const owned = await this.#icp.subscriptions.list(customer, {}, options);
    return owned.filter(
      (each) => each.ServiceName.includes(tenantService) && each.AccountState !== 'Terminated',
    );
  }

  async #service(customer: number, options: OperationOptions): Promise<ProductInfo> {
    const services = await this.#icp.services.listPossible(customer, options);
    const service = services.find((each) => each.ProductName.includes(tenantService));
    if (service) return service;
    throw refusal(
      BadRequestError,
      `Account ${customer} is not sold tenants.`,
      'icp.service_not_sold',
      'Sell it: marketplaceServices.add.',
    );
  }

  async #validate(
    account: Parameters<Icp['services']['validateFields']>[0],
    options: OperationOptions,
  ): Promise<void> {
    const { Result, ErrorDetails, FieldName } = await this.#icp.services.validateFields(account, options);
    if (Result !== 'FAILED') return;
    const path = (fieldPaths[FieldName ?? ''] ?? FieldName ?? '').split('.');
    throw new ValidationError(
      [{ code: 'icp.field', path, message: ErrorDetails ?? 'was refused by the platform.', remedy: '' }],
      { platform: 'icp', operation },
    );
  }

  /** Terms are accepted in a price list; which of the customer's sells the service is not told. */
  async #acceptTerms(customer: number, productName: string, options: OperationOptions): Promise<void> {
    const [company] = await this.#icp.companies.get(customer, options);
    let refused: unknown;
    for (const marketplaceId of company?.Marketplaces ?? []) {
      try {
        return await this.#icp.marketplaceServices.acceptTerms(marketplaceId, productName, options);
      } catch (error) {
        if (!(error instanceof BadRequestError)) throw error;
        refused = error;
      }
    }
    throw refused;
  }

  async #provisioned(id: number, options: OperationOptions): Promise<Tenant> {
    const { state: tenant } = await settled(this.#icp, id, toTenant, options);
    if (tenant.status !== 'failed') {
      options.onProgress?.({
        step: 'provisioned',
        message: `Account ${id} is provisioned.`,
      });
      return tenant;
    }
    const message = tenant.failure?.message ?? '';
    throw refusal(
      BadRequestError,
      `Account ${id} failed: ${message}`,
      explain(message)?.code ?? 'icp.provisioning_failed',
      tenant.failure?.solution ?? `Then tenants.retry('${id}').`,
    );
  }
}

function refusal(Kind: typeof BadRequestError, message: string, code: string, solution: string): Error {
  return new Kind(`icp ${operation}: ${message}`, { platform: 'icp', operation, code, solution });
}

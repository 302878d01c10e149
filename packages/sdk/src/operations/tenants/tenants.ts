import { domainPrefix, mpnId } from '../../validation/schemas.ts';
import { OperationGroup, type OperationGroupOptions } from '../operation-group.ts';
import type { Platform } from '../platform.ts';
import type { OperationOptions } from '../progress.ts';
import { provisionTenantSchema } from './provision-tenant-schema.ts';
import type { DomainCheck, ProvisionOptions, ProvisionTenantInput, Tenant } from './tenant-operations.ts';

/** Microsoft tenants of customers: the same on every platform. */
export class Tenants extends OperationGroup<'tenants'> {
  constructor(platform: Platform, options: OperationGroupOptions = {}) {
    super('tenants', platform, options);
  }

  /**
   * Gives a customer its tenant: takes over an existing one, or makes a new one, and waits until it is there.
   * With an `idempotencyKey` it can be called again after a crash or a lost answer: it goes on, and never orders twice.
   * @throws {ValidationError} with every broken rule, before anything is sent
   * @throws {ApiError} when provisioning fails; `solution` says what to do, `retry` goes on afterwards
   * @example
   * const tenant = await reseller.tenants.provision(
   *   { customer: 435348, kind: 'existing', domainPrefix: 'ecositiomarket', state: 'Lima', acceptTerms: true },
   *   { idempotencyKey: 'crm-4711', onProgress: (step) => console.log(step.message) },
   * );
   */
  async provision(input: ProvisionTenantInput, options: ProvisionOptions = {}): Promise<Tenant> {
    const tenants = await this.operations('provision');
    const now = () => this.platform.environment.now();
    const order = this.valid(provisionTenantSchema(now, input.kind), input);
    return tenants.provision(order as ProvisionTenantInput, options);
  }

  /**
   * Asks whether `<prefix>.onmicrosoft.com` can be had for a customer. Somebody else may take it a moment later.
   * @throws {ValidationError} when it is no domain prefix
   */
  async checkDomain(
    customer: string | number,
    prefix: string,
    options: OperationOptions = {},
  ): Promise<DomainCheck> {
    const tenants = await this.operations('checkDomain');
    return tenants.checkDomain(String(customer), this.valid(domainPrefix, prefix), options);
  }

  /** Reads a tenant. @throws {BadRequestError} when the platform knows none with that id */
  async get(id: string | number, options: OperationOptions = {}): Promise<Tenant> {
    const tenants = await this.operations('get');
    return tenants.get(String(id), options);
  }

  /** Lists the tenants of a customer. */
  async list(customer: string | number, options: OperationOptions = {}): Promise<Tenant[]> {
    const tenants = await this.operations('list');
    return tenants.list(String(customer), options);
  }

  /** Tries a failed provisioning again, and waits. @throws {ApiError} when it fails again */
  async retry(id: string | number, options: OperationOptions = {}): Promise<Tenant> {
    const tenants = await this.operations('retry');
    return tenants.retry(String(id), options);
  }

  /** Sets the reseller's Microsoft partner (MPN) id on a tenant. @throws {ValidationError} when it is none */
  async setMpnId(id: string | number, mpn: string, options: OperationOptions = {}): Promise<Tenant> {
    const tenants = await this.operations('setMpnId');
    return tenants.setMpnId(String(id), this.valid(mpnId, mpn), options);
  }
}

import type { OperationOptions } from '../progress.ts';

interface TenantOrder {
  /** The platform's id of the customer: on ICP the AccountId, not the Numeric ID. Partner Center makes the customer with the tenant, and takes none. */
  readonly customer?: string | number | undefined;
  /** State or region of the customer, as its address has it. */
  readonly state: string;
  /** The reseller's own Microsoft partner (MPN) id; can be set later. */
  readonly mpnId?: string | undefined;
  /** Have the platform e-mail when provisioning is done. */
  readonly notify?: boolean | undefined;
  /** The caller's explicit yes to the terms of the tenant service. */
  readonly acceptTerms: true;
}

/** A customer that already has a Microsoft tenant and has accepted the distributor's relationship link. */
export interface ExistingTenantOrder extends TenantOrder {
  readonly kind: 'existing';
  /** `<prefix>` or `<prefix>.onmicrosoft.com` of the tenant. */
  readonly domainPrefix: string;
}

/** The company behind a new tenant, for platforms that do not know it yet. */
export interface CompanyDetails {
  readonly name: string;
  readonly email: string;
  readonly street: string;
  readonly city: string;
  readonly postalCode?: string | undefined;
  /** ISO 3166 alpha-2. */
  readonly country: string;
  readonly phone?: string | undefined;
  /** Mandatory in some countries, e.g. Brazil. */
  readonly registrationNumber?: string | undefined;
}

/** A customer that gets a new Microsoft tenant. */
export interface NewTenantOrder extends TenantOrder {
  readonly kind: 'new';
  /** Letters and digits only; must be free. */
  readonly domainPrefix: string;
  /** Language of the tenant, e.g. `es`. */
  readonly language: string;
  /** On Partner Center, which makes the customer too; ICP knows it already. */
  readonly company?: CompanyDetails | undefined;
  /** The administrator must change the generated password at the first sign-in. */
  readonly requirePasswordChange?: boolean | undefined;
  /** Grant the distributor the default GDAP roles for 180 days. */
  readonly defaultAdminRoles?: boolean | undefined;
  /** Who of the customer accepted the Microsoft Customer Agreement, and when (`yyyy-mm-dd`). */
  readonly agreement: {
    readonly firstName: string;
    readonly lastName: string;
    readonly email: string;
    readonly phone: string;
    readonly acceptedOn: string;
  };
}

export type ProvisionTenantInput = ExistingTenantOrder | NewTenantOrder;

/** A Microsoft tenant as a platform sells it. */
export interface Tenant {
  /** The platform's id of the tenant service. */
  readonly id: string;
  readonly platform: string;
  readonly customer: string;
  /** `<prefix>.onmicrosoft.com` */
  readonly domain: string;
  readonly status: 'pending' | 'provisioned' | 'failed' | 'terminated';
  /** Microsoft's id of the tenant, once known. */
  readonly microsoftTenantId?: string;
  readonly mpnId?: string;
  /** Why provisioning failed, as the platform says it, and what to do. */
  readonly failure?: { readonly message: string; readonly solution?: string };
}

/** Whether a domain can be had. */
export interface DomainCheck {
  readonly domain: string;
  readonly available: boolean;
  /** What the platform says when it is not. */
  readonly reason?: string;
}

export interface ProvisionOptions extends OperationOptions {
  /**
   * Your own name for this order, e.g. the number in your CRM. Calling again with it after a crash or a lost answer
   * finds what was ordered and goes on from there; it never orders twice.
   */
  readonly idempotencyKey?: string;
}

/** What a platform does for tenants; inputs are valid when they get here. */
export interface TenantOperations {
  provision(order: ProvisionTenantInput, options: ProvisionOptions): Promise<Tenant>;
  checkDomain(customer: string, domainPrefix: string, options: OperationOptions): Promise<DomainCheck>;
  get(id: string, options: OperationOptions): Promise<Tenant>;
  list(customer: string, options: OperationOptions): Promise<Tenant[]>;
  retry(id: string, options: OperationOptions): Promise<Tenant>;
  setMpnId(id: string, mpnId: string, options: OperationOptions): Promise<Tenant>;
}

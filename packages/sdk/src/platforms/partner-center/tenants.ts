import type { Customer } from '../../generated/partner-center.gen.ts';
import { ConflictError } from '../../http/errors/conflict-error.ts';
import { UnsupportedOperationError } from '../../http/errors/unsupported-operation-error.ts';
import { ValidationError } from '../../http/errors/validation-error.ts';
import type { OperationOptions } from '../../operations/progress.ts';
import type {
  DomainCheck,
  ExistingTenantOrder,
  NewTenantOrder,
  ProvisionOptions,
  ProvisionTenantInput,
  Tenant,
  TenantOperations,
} from '../../operations/tenants/tenant-operations.ts';
import type { PartnerCenter } from './client.ts';
import { requestIdFor } from './request-id.ts';

const agreementType = 'MicrosoftCustomerAgreement';

/** Tenants on Partner Center, where they are customers. The idempotency key makes the MS-RequestIds of the calls. */
export class PartnerCenterTenants implements TenantOperations {
  readonly #partnerCenter: PartnerCenter;

  constructor(partnerCenter: PartnerCenter) {
    this.#partnerCenter = partnerCenter;
  }

  provision(order: ProvisionTenantInput, options: ProvisionOptions): Promise<Tenant> {
    return order.kind === 'new' ? this.#create(order, options) : this.#takeOver(order, options);
  }

  async checkDomain(
    _customer: string,
    domainPrefix: string,
    options: OperationOptions,
  ): Promise<DomainCheck> {
    const domain = domainOf(domainPrefix);
    const available = await this.#partnerCenter.domains.isAvailable(domain, options);
    return { domain, available, ...(!available && { reason: `${domain} is taken.` }) };
  }

  async get(id: string, options: OperationOptions): Promise<Tenant> {
    return toTenant(await this.#partnerCenter.customers.get(id, options));
  }

  /** A customer is one tenant. */
  async list(customer: string, options: OperationOptions): Promise<Tenant[]> {
    return [await this.get(customer, options)];
  }

  retry(): Promise<Tenant> {
    throw new UnsupportedOperationError('partner-center creates a customer at once, or refuses it.');
  }

  setMpnId(): Promise<Tenant> {
    throw new UnsupportedOperationError('partner-center has the reseller of record on each subscription.');
  }

  async #create(order: NewTenantOrder, options: ProvisionOptions): Promise<Tenant> {
    const { company, agreement } = order;
    if (!company) {
      throw new ValidationError([
        {
          code: 'required',
          path: ['company'],
          message: 'is missing.',
          remedy: 'Partner Center makes the customer with its tenant: give its name, e-mail and address.',
        },
      ]);
    }
    const key = options.idempotencyKey ?? this.#partnerCenter.client.environment.randomId();
    const tell = (step: string, message: string, details = {}) =>
      options.onProgress?.({ step, message, details: { idempotencyKey: key, ...details } });
    const domain = domainOf(order.domainPrefix);
    const customer = await this.#partnerCenter.customers.create(
      {
        companyProfile: {
          domain,
          ...(company.registrationNumber !== undefined && {
            organizationRegistrationNumber: company.registrationNumber,
          }),
        },
        billingProfile: {
          email: company.email,
          culture: `${order.language}-${company.country}`,
          language: order.language,
          companyName: company.name,
          firstName: agreement.firstName,
          lastName: agreement.lastName,
          defaultAddress: {
            addressLine1: company.street,
            city: company.city,
            state: order.state,
            country: company.country,
            firstName: agreement.firstName,
            lastName: agreement.lastName,
            phoneNumber: company.phone ?? agreement.phone,
            ...(company.postalCode !== undefined && { postalCode: company.postalCode }),
          },
        },
        ...(order.mpnId !== undefined && { associatedPartnerId: order.mpnId }),
      },
      { ...options, requestId: await requestIdFor(key, 'customer') },
    );
    tell('created', `${domain} is customer ${customer.id}.`, { id: customer.id });
    await this.#confirmAgreement(customer.id, agreement, key, options);
    tell('agreement-confirmed', 'The customer agreement is confirmed.');
    return toTenant(customer, order.mpnId);
  }

  async #confirmAgreement(
    customerId: string,
    { acceptedOn, firstName, lastName, email, phone }: NewTenantOrder['agreement'],
    key: string,
    options: OperationOptions,
  ): Promise<void> {
    const [current] = await this.#partnerCenter.agreements.listMetadata({ agreementType }, options);
    await this.#partnerCenter.agreements.create(
      customerId,
      {
        primaryContact: { firstName, lastName, email, phoneNumber: phone },
        dateAgreed: `${acceptedOn}T00:00:00Z`,
        templateId: current?.templateId ?? '',
        type: agreementType,
      },
      { ...options, requestId: await requestIdFor(key, 'agreement') },
    );
  }

  /** A tenant that accepted the relationship link is a customer already. */
  async #takeOver(order: ExistingTenantOrder, options: OperationOptions): Promise<Tenant> {
    const domain = domainOf(order.domainPrefix);
    for await (const customer of this.#partnerCenter.customers.search('Domain', domain, {}, options)) {
      if (customer.companyProfile.domain.toLowerCase() === domain) return toTenant(customer);
    }
    const { url } = await this.#partnerCenter.customers.getRelationshipRequest(options);
    throw new ConflictError(`partner-center: ${domain} has no reseller relationship with you.`, {
      platform: 'partner-center',
      code: 'partner_center.no_relationship',
      solution: `Send the customer this link, and try again when it has accepted: ${url}`,
    });
  }
}

function domainOf(prefix: string): string {
  const name = prefix.toLowerCase();
  return name.endsWith('.onmicrosoft.com') ? name : `${name}.onmicrosoft.com`;
}

function toTenant(customer: Customer, mpnId = customer.associatedPartnerId): Tenant {
  return {
    id: customer.id,
    platform: 'partner-center',
    customer: customer.id,
    domain: customer.companyProfile.domain.toLowerCase(),
    status: customer.relationshipToPartner === 'none' ? 'terminated' : 'provisioned',
    microsoftTenantId: customer.id,
    ...(mpnId !== undefined && { mpnId }),
  };
}

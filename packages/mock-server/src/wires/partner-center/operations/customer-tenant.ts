import { consentToApplication, withdrawConsent } from '../../../domain/partners/application-consent.ts';
import { profileOf } from '../../../domain/partners/customer.ts';
import { type ManagedService, managedServicesOf } from '../../../domain/partners/managed-services.ts';
import {
  qualificationOf,
  requestQualification,
  setQualification,
} from '../../../domain/partners/qualifications.ts';
import { addVerifiedDomain } from '../../../domain/partners/verified-domain.ts';
import type { Qualification, Tenant } from '../../../domain/tenants/tenant.ts';
import type {
  ApplicationConsent,
  NewQualification,
  NewVerifiedDomain,
  Qualification as QualificationShape,
  VerifiedDomain,
} from '../../../generated/partner-center.gen.ts';
import type { Call, OperationHandler } from '../../../http/wire.ts';
import { queryOf } from '../query.ts';
import { attributes, collection, instant, link } from '../shapes/resource.ts';
import { customerOf } from './customer.ts';

function toQualification(known: Qualification): QualificationShape {
  return {
    qualification: known.qualification,
    vettingStatus: known.vettingStatus,
    ...(known.vettingReason !== undefined && { vettingReason: known.vettingReason }),
    vettingCreateDate: instant(known.createdAt),
  };
}

/** evidence: sample for the three links; where they lead is made up */
function toManagedService(tenant: Tenant, { id, name, group }: ManagedService) {
  const to = (destination: string) =>
    link(
      `https://admin.microsoft.example/partners/session?customer=${tenant.id}&destination=${destination}&domain=${tenant.initialDomain}`,
    );
  return {
    id,
    name,
    groupName: group,
    links: { adminService: to(id), serviceHealth: to('ServiceStatus'), serviceTicket: to('Support') },
    attributes: attributes('ManagedService'),
  };
}

export const customerTenantOperations = {
  AddVerifiedDomain: (call: Call<NewVerifiedDomain>): VerifiedDomain => {
    const { VerifiedDomainName, Domain } = call.body;
    addVerifiedDomain(call.world, call.actor, customerOf(call), {
      name: VerifiedDomainName,
      detailedName: Domain.name,
      authenticationType: Domain.authenticationType,
    });
    return {
      authenticationType: (Domain.authenticationType ?? 'managed').toLowerCase(),
      capability: (Domain.capability ?? 'email').toLowerCase(),
      isDefault: false,
      isInitial: false,
      name: VerifiedDomainName,
      status: 'verified',
      verificationMethod: 'dns_record',
    };
  },
  GetCustomerOrganization: (call: Call) => {
    const tenant = customerOf(call);
    const { address, email } = profileOf(call.world, tenant);
    return [
      {
        ...(address.addressLine1 !== undefined && { street: address.addressLine1 }),
        ...(address.country !== undefined && { countryLetterCode: address.country }),
        ...(address.postalCode !== undefined && { postalCode: address.postalCode }),
        ...(address.city !== undefined && { city: address.city }),
        ...(address.state !== undefined && { state: address.state }),
        displayName: tenant.companyName,
        technicalNotificationMails: [email],
      },
    ];
  },
  ListManagedServices: (call: Call) => {
    const tenant = customerOf(call);
    const services = managedServicesOf(call.world, tenant).map((each) => toManagedService(tenant, each));
    return collection(services, `/customers/${tenant.id}/managedservices`);
  },
  ListQualifications: (call: Call) => (customerOf(call).qualifications ?? []).map(toQualification),
  CreateQualification: (call: Call<NewQualification>) =>
    toQualification(requestQualification(call.world, call.actor, customerOf(call), call.body)),
  GetQualification: (call: Call) => qualificationOf(customerOf(call)),
  UpdateQualification: (call: Call<string>) =>
    setQualification(call.world, call.actor, customerOf(call), {
      qualification: call.body,
      validationCode: queryOf(call).code,
    }).qualification,
  CreateApplicationConsent: (call: Call<ApplicationConsent>): ApplicationConsent => {
    const { applicationId, displayName, applicationGrants = [] } = call.body;
    const consent = consentToApplication(call.world, call.actor, customerOf(call), {
      applicationId,
      displayName,
      grants: applicationGrants,
    });
    return {
      applicationId: consent.applicationId,
      ...(consent.displayName !== undefined && { displayName: consent.displayName }),
      applicationGrants: consent.grants.map((grant) => ({ ...grant })),
    };
  },
  DeleteApplicationConsent: (call: Call) => {
    withdrawConsent(call.world, call.actor, customerOf(call), call.parameters.applicationId ?? '');
  },
} satisfies Record<string, OperationHandler>;

import type { FieldValues, Subscription } from '../../generated/icp.gen.ts';
import type { ProvisionTenantInput, Tenant } from '../../operations/tenants/tenant-operations.ts';
import { explain } from './fault.ts';

/** The middle of the technical name of the tenant service; the numbers around it differ by marketplace. */
export const tenantService = '_MicrosoftOrganizationtenant_';

/** Field of the tenant service, and where its value stands in our input. */
export const fieldPaths: Readonly<Record<string, string>> = {
  ExistingOffice365customer: 'kind',
  Primarydomainname: 'domainPrefix',
  MicrosoftpartnerID: 'mpnId',
  State: 'state',
  Notifyme: 'notify',
  Language: 'language',
  Requirepasswordchange: 'requirePasswordChange',
  DefaultGDAProles: 'defaultAdminRoles',
  AcceptMCA: 'acceptTerms',
  Primarycontactfirstname: 'agreement.firstName',
  Primarycontactlastname: 'agreement.lastName',
  PrimaryContactEmailAddress: 'agreement.email',
  Phone: 'agreement.phone',
  DateofAcceptance: 'agreement.acceptedOn',
};

/** The values of an order that a service has fields for. */
export function fieldsFor(order: ProvisionTenantInput, names: ReadonlySet<string>): FieldValues {
  const values: Record<string, string | boolean | undefined> = {};
  for (const [name, path] of Object.entries(fieldPaths)) {
    const value = path
      .split('.')
      .reduce<unknown>((within, key) => (within as Record<string, unknown> | undefined)?.[key], order);
    values[name] = value as string | boolean | undefined;
  }
  values.ExistingOffice365customer = order.kind === 'existing';
  if (order.kind === 'existing') delete values.AcceptMCA;
  return Object.fromEntries(
    Object.entries(values).filter(([name, value]) => value !== undefined && names.has(name)),
  ) as FieldValues;
}

/** A tenant service as a tenant. */
export function toTenant(subscription: Subscription): Tenant {
  const text = (name: string) =>
    subscription.Fields.find((field) => field.Name === name)?.Value as string | undefined;
  const failed = subscription.ProvisioningStatus === 'Failed';
  const message = subscription.ErrorDetails ?? '';
  const microsoftTenantId = text('MicrosoftTenantId');
  const mpnId = text('MicrosoftpartnerID');
  const solution = explain(message)?.solution;
  return {
    id: String(subscription.AccountId),
    platform: 'icp',
    customer: String(subscription.CompanyAccountId ?? subscription.ParentAccountId),
    domain: `${text('Primarydomainname')?.toLowerCase()}.onmicrosoft.com`,
    status:
      subscription.AccountState === 'Terminated'
        ? 'terminated'
        : failed
          ? 'failed'
          : subscription.ProvisioningStatus === 'Pending'
            ? 'pending'
            : 'provisioned',
    ...(microsoftTenantId && { microsoftTenantId }),
    ...(mpnId && { mpnId }),
    ...(failed && { failure: { message, ...(solution && { solution }) } }),
  };
}

import type { Parameter, ParameterValue, ProductKey } from '../../generated/ingram.gen.ts';
import { ValidationError } from '../../http/errors/validation-error.ts';
import type { OperationOptions } from '../../operations/progress.ts';
import type { BuySubscriptionInput } from '../../operations/subscriptions/subscription-operations.ts';
import type { ProvisionTenantInput } from '../../operations/tenants/tenant-operations.ts';
import type { Ingram } from './client.ts';
import { domainOf, prefixOf } from './tenant-id.ts';

/** Gives the value of a parameter that a product of a marketplace asks for under a name of its own; nothing for others. */
export type OrderParameterChooser = (
  parameter: Parameter,
  order: ProvisionTenantInput | BuySubscriptionInput | { readonly tenant: string | number },
) => string | undefined;

/** The parameter with which products of Microsoft name their tenant. evidence: sample 05 */
export const domainParameter = 'domain';

/** What provisioning answers of the tenant, licences' too (modelled). */
export const tenantIdAnswer = 'tenantId';
const domainAnswer = 'tenantDomain';

/** A name of the caller's own (modelled). */
export const nameParameter = 'SubscriptionName';

/** Whether the customer has the tenant already; asked with the tenant product only (modelled). */
export const existingParameter = 'existingTenant';

/** The reseller's own Microsoft partner (MPN) id (modelled). */
export const partnerParameter = 'partnerId';

/** Parameters of the tenant product, and where their values stand in our input (modelled: no public source names them). */
export const tenantParameters: Readonly<Record<string, string>> = {
  [domainParameter]: 'domainPrefix',
  [existingParameter]: 'kind',
  language: 'language',
  [partnerParameter]: 'mpnId',
  defaultRoles: 'defaultAdminRoles',
  agreementFirstName: 'agreement.firstName',
  agreementLastName: 'agreement.lastName',
  agreementEmail: 'agreement.email',
  agreementPhone: 'agreement.phone',
  agreementDate: 'agreement.acceptedOn',
};

/** The values of a tenant's order. */
export function tenantValues(order: ProvisionTenantInput): Readonly<Record<string, string>> {
  const values: Record<string, string> = {};
  for (const [name, path] of Object.entries(tenantParameters)) {
    const value = path
      .split('.')
      .reduce<unknown>((within, key) => (within as Record<string, unknown> | undefined)?.[key], order);
    if (value !== undefined) values[name] = String(value);
  }
  return {
    ...values,
    [existingParameter]: String(order.kind === 'existing'),
    [domainParameter]: prefixOf(order.domainPrefix),
  };
}

export interface Line {
  readonly customerId: string;
  readonly product: ProductKey;
  readonly quantity: number;
}

/** Has the platform name what it needs and check what is given. @throws ValidationError with everything that is missing or refused */
export async function checkedParameters(
  ingram: Ingram,
  { customerId, product, quantity }: Line,
  choose: (parameter: Parameter) => string | undefined,
  options: OperationOptions,
): Promise<ParameterValue[]> {
  const asked = { ...product, quantity };
  const { valid, parameters, missing } = await ingram.validation.discover(
    { customerId, product: asked, values: choose },
    options,
  );
  if (valid) return parameters;
  throw new ValidationError(
    missing.map(({ name = '', message, valueError, valueChoices = [] }) => ({
      code: 'ingram.parameter',
      path: (tenantParameters[name] ?? name).split('.'),
      message: valueError || message || 'was refused by the platform.',
      remedy:
        valueChoices.length > 0
          ? `Choose one of: ${valueChoices.map(({ value }) => value).join(', ')}.`
          : `The marketplace calls it ${name}: ingram({ parameters }) can give what the operation has no field for.`,
    })),
    { platform: 'ingram' },
  );
}

/** Text of parameters by name; what was answered counts more than what was ordered. */
export function valuesOf(...lists: readonly (readonly ParameterValue[] | undefined)[]): Map<string, string> {
  const values = new Map<string, string>();
  for (const { name, value } of lists.flatMap((list) => list ?? []))
    if (typeof value === 'string' && value !== '') values.set(name, value);
  return values;
}

/** The tenant that values name. */
export function domainIn(values: ReadonlyMap<string, string>): string | undefined {
  const named =
    values.get(domainAnswer) ??
    values.get(domainParameter) ??
    [...values.values()].find((value) => /^[a-z0-9-]+\.onmicrosoft\.com$/i.test(value));
  return named === undefined ? undefined : domainOf(named);
}

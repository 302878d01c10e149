import { dateOf } from '../../kernel/calendar.ts';
import { distance } from '../../kernel/text-distance.ts';
import type { World } from '../../world.ts';
import { requireProfile } from '../accounts/account-profile.ts';
import { checkFields } from '../catalogue/check-fields.ts';
import { licenceFields } from '../catalogue/microsoft-licences.ts';
import { tenantFields, tenantServiceName } from '../catalogue/microsoft-tenant.ts';
import type { FieldDefinition, FieldValue, Product } from '../catalogue/product.ts';
import type { Company } from '../companies/company.ts';
import { mpnIdOf } from '../partners/partner.ts';
import type { PlanProduct } from '../service-plans/service-plan.ts';
import { tenantProblems } from '../tenants/tenant-order.ts';
import type { SentParameter } from './sales-order.ts';
import { tenantsOf } from './tenant-services.ts';

/** What an order has to say about a product beside its quantity. */
export interface Parameter {
  readonly name: string;
  readonly isNeeded: boolean;
  readonly type: FieldDefinition['type'];
  readonly choices: readonly {
    readonly label: string;
    readonly value: string;
    readonly isDefault: boolean;
  }[];
  /** What it is to the world. */
  readonly field: string;
  readonly product: Product;
}

export interface CheckedParameter {
  readonly parameter: Pick<Parameter, 'name' | 'type' | 'choices'>;
  readonly value: string | undefined;
  readonly problem: string | undefined;
}

/** Names of the tenant's parameters. evidence: sample for domain, the others are modelled */
const tenantParameters: Readonly<Record<string, string>> = {
  domain: tenantFields.domain,
  existingTenant: tenantFields.existing,
  language: tenantFields.language,
  partnerId: tenantFields.mpnId,
  defaultRoles: tenantFields.defaultRoles,
  agreementFirstName: tenantFields.firstName,
  agreementLastName: tenantFields.lastName,
  agreementEmail: tenantFields.email,
  agreementPhone: tenantFields.phone,
  agreementDate: tenantFields.acceptedOn,
};

const setOtherwise: ReadonlySet<string> = new Set([
  licenceFields.quantity,
  licenceFields.billingType,
  licenceFields.endDateAlignment,
]);

/** What is asked for a product, and for those that the platform adds to it. */
export function parametersOf(
  world: World,
  company: Company,
  planProduct: PlanProduct,
  added: readonly PlanProduct[],
): Parameter[] {
  const every = [planProduct, ...added].flatMap(({ product }) =>
    product.name === tenantServiceName ? tenantQuestions(product) : ownQuestions(product),
  );
  // One name is asked once: for the product that was named rather than for what is added to it.
  const all = every.filter(({ name }, index) => every.findIndex((each) => each.name === name) === index);
  const held = tenantsOf(world, company.id);
  const isForTenant =
    planProduct.product.dependsOn === tenantServiceName &&
    !added.some(({ product }) => product.name === tenantServiceName);
  if (!isForTenant) return all;
  const choices = held.map(({ initialDomain }, index) => ({
    label: initialDomain,
    value: initialDomain.split('.')[0] ?? '',
    isDefault: index === 0 && held.length === 1,
  }));
  return [
    ...all,
    {
      name: 'domain',
      isNeeded: held.length > 1,
      type: 'string',
      choices,
      field: tenantChoice,
      product: planProduct.product,
    },
  ];
}

/** No field of a product: which of a customer's tenants a licence is for. */
const tenantChoice = 'tenant';

function tenantQuestions(product: Product): Parameter[] {
  return Object.entries(tenantParameters).flatMap(([name, field]) => {
    const definition = product.fields.find((each) => each.name === field);
    return definition ? [question(product, definition, name, field === tenantFields.domain)] : [];
  });
}

function ownQuestions(product: Product): Parameter[] {
  return product.fields
    .filter(({ name, display }) => !setOtherwise.has(name) && display !== 'Readonly' && display !== 'Hidden')
    .map((definition) => question(product, definition, definition.name, definition.display === 'Mandatory'));
}

function question(product: Product, definition: FieldDefinition, name: string, isNeeded: boolean): Parameter {
  return {
    name,
    isNeeded,
    type: definition.type,
    field: definition.name,
    product,
    choices: (definition.options ?? []).map(({ value, displayName }) => ({
      label: displayName,
      value: String(value),
      isDefault: value === definition.defaultValue,
    })),
  };
}

export interface ParameterCheck {
  readonly results: readonly CheckedParameter[];
  /** What each product's own fields come to, by its name. */
  readonly fields: ReadonlyMap<string, Readonly<Record<string, FieldValue>>>;
  /** The tenant that was chosen among several. */
  readonly tenantId: string | undefined;
}

/** Holds what was sent against all that is asked, and names every problem. */
export function checkParameters(
  world: World,
  company: Company,
  wanted: {
    readonly planProduct: PlanProduct;
    readonly added: readonly PlanProduct[];
    readonly quantity: number;
    readonly sent: readonly SentParameter[];
  },
): ParameterCheck {
  const { planProduct, added, sent } = wanted;
  const asked = parametersOf(world, company, planProduct, added);
  const given = new Map(sent.map(({ name, value }) => [name, value]));
  const problems = new Map<string, string>();
  const fields = new Map<string, Readonly<Record<string, FieldValue>>>();
  for (const each of [planProduct, ...added]) {
    const own = asked.filter(({ product, field }) => product === each.product && field !== tenantChoice);
    const quantity = each === planProduct ? wanted.quantity : 1;
    const values = Object.fromEntries(
      own.flatMap(({ name, field }) => (given.has(name) ? [[field, given.get(name) ?? '']] : [])),
    );
    const checked = checkedFields(world, company, each, quantity, values);
    fields.set(each.product.name, checked.values);
    for (const { field, message } of checked.problems) {
      const { name = field } = own.find((parameter) => parameter.field === field) ?? {};
      problems.set(name, message.replaceAll(field, name));
    }
  }
  const tenantId = chosenTenant(world, company, asked, given, problems);
  const unknown = [...given.keys()].filter((name) => !asked.some((parameter) => parameter.name === name));
  return {
    results: [
      ...asked.map((parameter) => ({
        parameter,
        value: given.get(parameter.name),
        problem: problems.get(parameter.name),
      })),
      ...unknown.map((name) => ({
        parameter: { name, type: 'string' as const, choices: [] },
        value: given.get(name),
        problem: `${name} is no parameter here${nearest(name, asked)}.`,
      })),
    ],
    fields,
    tenantId,
  };
}

function nearest(name: string, asked: readonly Parameter[]): string {
  const rank = (other: string) => distance(other.toLowerCase(), name.toLowerCase());
  const [best] = asked.map((parameter) => parameter.name).sort((left, right) => rank(left) - rank(right));
  return best === undefined ? '' : `; did you mean ${best}? Names are case-sensitive`;
}

function chosenTenant(
  world: World,
  company: Company,
  asked: readonly Parameter[],
  given: ReadonlyMap<string, string>,
  problems: Map<string, string>,
): string | undefined {
  const choice = asked.find(({ field }) => field === tenantChoice);
  if (choice === undefined) return undefined;
  const held = tenantsOf(world, company.id);
  const wanted = given.get(choice.name)?.toLowerCase();
  const chosen =
    wanted === undefined
      ? held.length === 1
        ? held[0]
        : undefined
      : held.find(({ initialDomain }) => initialDomain === wanted || initialDomain.split('.')[0] === wanted);
  if (chosen === undefined && held.length > 0) {
    const names = choice.choices.map(({ value }) => value).join(', ');
    problems.set(choice.name, `${choice.name} must be that of a tenant of the customer: ${names}.`);
  }
  return chosen?.id;
}

/** What is asked, what goes without saying, and what the account says. */
function checkedFields(
  world: World,
  company: Company,
  { product, plan }: PlanProduct,
  quantity: number,
  values: Readonly<Record<string, FieldValue>>,
) {
  const known = (name: string) => product.fields.some((each) => each.name === name);
  const isTenant = product.name === tenantServiceName;
  const fields = {
    ...(isTenant && tenantDefaults(world, company)),
    ...(known(licenceFields.quantity) && { [licenceFields.quantity]: quantity }),
    ...(known(licenceFields.billingType) && { [licenceFields.billingType]: plan.billingType }),
    ...values,
  };
  const checked = checkFields({ product, fields, update: false });
  return isTenant
    ? { ...checked, problems: [...checked.problems, ...tenantProblems(world, checked.values)] }
    : checked;
}

/** What an order need not say of a tenant: placing it accepts the agreement in the name of the account's administrator. evidence: docs for the acceptance, modelled for the defaults */
function tenantDefaults(world: World, company: Company): Record<string, FieldValue> {
  const { contacts, language } = requireProfile(world, company.id);
  const contact = contacts.find(({ type }) => type === 'admin');
  const spoken = language.slice(0, 2);
  return {
    [tenantFields.language]: ['en', 'es', 'pt', 'de', 'fr'].includes(spoken) ? spoken : 'en',
    [tenantFields.mpnId]: mpnIdOf(world, company.resellerId) ?? '',
    [tenantFields.acceptAgreement]: true,
    [tenantFields.firstName]: contact?.firstName ?? '',
    [tenantFields.lastName]: contact?.lastName ?? '',
    [tenantFields.email]: contact?.email ?? '',
    [tenantFields.phone]: dialled(contact?.phoneNumber ?? ''),
    [tenantFields.acceptedOn]: dateOf(world.clock.now()),
    [tenantFields.state]: company.region ?? company.city,
  };
}

/** `1#703#5550100#` as it is written elsewhere. */
function dialled(phoneNumber: string): string {
  const [country = '', area = '', number = ''] = phoneNumber.split('#');
  return `+${country} ${area}${number}`;
}

import { dateOf, millisecondsPerDay } from '../../kernel/calendar.ts';
import type { World } from '../../world.ts';
import type { FieldProblem } from '../catalogue/check-fields.ts';
import { tenantFields } from '../catalogue/microsoft-tenant.ts';
import type { FieldValue } from '../catalogue/product.ts';
import { tenantOfDomain } from './relationship.ts';

type Fields = Readonly<Record<string, FieldValue>>;

/** What only another system knows of a domain: whether it is free, or for an existing customer whether it exists. */
export function domainProblem(world: World, prefix: string, existing: boolean): string | undefined {
  const taken = tenantOfDomain(world, prefix) !== undefined;
  if (existing === taken) return undefined;
  const domain = `${prefix.toLowerCase()}.onmicrosoft.com`;
  return existing
    ? `${tenantFields.domain}: there is no tenant ${domain}; ask the customer for a screenshot of its domains.`
    : `${tenantFields.domain}: ${domain} is taken; choose another, or set ${tenantFields.existing} when it is the customer's.`;
}

/** What an order of a tenant needs beyond its single fields. evidence: guide */
export function tenantProblems(world: World, fields: Fields, only?: readonly string[]): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const considered = (name: string) => only === undefined || only.includes(name);
  const existing = fields[tenantFields.existing] === true;
  const prefix = fields[tenantFields.domain];
  if (typeof prefix === 'string' && considered(tenantFields.domain)) {
    const message = domainProblem(world, prefix, existing);
    if (message !== undefined)
      problems.push({
        field: tenantFields.domain,
        code: existing ? 'tenant.domain_unknown' : 'tenant.domain_taken',
        message,
      });
  }
  if (existing) return problems;
  const { language, firstName, lastName, email, phone, acceptedOn, acceptAgreement } = tenantFields;
  for (const name of [language, firstName, lastName, email, phone, acceptedOn]) {
    if (considered(name) && (fields[name] === undefined || fields[name] === '')) {
      problems.push({
        field: name,
        code: 'field.missing',
        message: `${name} is mandatory for a new tenant; give a value.`,
      });
    }
  }
  if (considered(acceptAgreement) && fields[acceptAgreement] !== true) {
    problems.push({
      field: acceptAgreement,
      code: 'tenant.agreement_not_accepted',
      message: `${acceptAgreement} must be true: the customer accepts the Microsoft Customer Agreement before the tenant is made.`,
    });
  }
  const date = fields[acceptedOn];
  // A day has begun somewhere on Earth up to 14 hours before UTC.
  if (
    typeof date === 'string' &&
    considered(acceptedOn) &&
    date.slice(0, 10) > dateOf(world.clock.now() + (14 / 24) * millisecondsPerDay)
  ) {
    problems.push({
      field: acceptedOn,
      code: 'tenant.agreement_in_future',
      message: `${acceptedOn} ${date} lies in the future; give the day the customer accepted.`,
    });
  }
  return problems;
}

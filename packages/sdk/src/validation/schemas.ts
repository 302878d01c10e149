import * as z from 'zod/mini';
import { postalCodeIssue } from './country.ts';
import { type Issue, issueOf } from './issue.ts';
import { type PasswordContext, validatePassword } from './password.ts';
import {
  customDomainRule,
  domainPrefixRule,
  emailRule,
  mpnIdRule,
  pastDateRule,
  phoneRule,
  type Rule,
  textRule,
} from './rules.ts';

/** A zod schema from a rule: the value is normalised, the issue travels in the check's params. */
function ruled(rule: Rule) {
  return z.string().check((context) => {
    const result = rule(context.value);
    if (typeof result === 'string') context.value = result;
    else context.issues.push(custom(context.value, result));
  });
}

function custom(input: unknown, issue: Issue) {
  return { code: 'custom' as const, input, params: { issue }, path: [...issue.path] };
}

export const domainPrefix = ruled(domainPrefixRule);
export const customDomain = ruled(customDomainRule);
export const mpnId = ruled(mpnIdRule);
export const email = ruled(emailRule);
export const phone = ruled(phoneRule);
export const personName = ruled(textRule(1, 64));
export const state = ruled(textRule(1, 64));
/** Free text that comes back on invoice lines. */
export const contractId = ruled(textRule(1, 64));

/** Seats: a whole number within what the product allows. */
export function quantity(min = 1, max = 10_000) {
  return checked<number>((value) =>
    Number.isInteger(value) && (value as number) >= min && (value as number) <= max
      ? undefined
      : issueOf('quantity', [], { min, max }),
  );
}

/** A password of ICP's policy, for a form that knows whose it is. */
export function passwordSchema(context: PasswordContext = {}) {
  return z.string().check((checked) => {
    for (const issue of validatePassword(checked.value, context))
      checked.issues.push(custom(checked.value, issue));
  });
}

export const address = z
  .strictObject({
    street: ruled(textRule(1, 128)),
    city: ruled(textRule(1, 64)),
    /** May be empty where addresses have none. */
    state: ruled(textRule(0, 64)),
    postalCode: z.string(),
    /** ISO 3166 alpha-2. */
    country: z.string(),
  })
  .check((context) => {
    const issue = postalCodeIssue(context.value.country, context.value.postalCode);
    if (issue) context.issues.push(custom(context.value, { ...issue, path: ['postalCode'] }));
  });

export const contact = z.strictObject({ firstName: personName, lastName: personName, email, phone });

/** Who of the customer accepted the Microsoft Customer Agreement, and on which day; `now` decides what is future. */
export function customerAgreement(now: () => number) {
  return z.strictObject({
    firstName: personName,
    lastName: personName,
    email,
    phone,
    acceptedOn: ruled(pastDateRule(now)),
  });
}

/** The caller's explicit yes. */
export const acceptTerms = checked<true>((value) => (value === true ? undefined : issueOf('terms')));

/** A schema that is one question. */
function checked<Value>(problem: (value: unknown) => Issue | undefined) {
  const schema = z.any().check((context) => {
    const issue = problem(context.value);
    if (issue) context.issues.push(custom(context.value, issue));
  });
  return schema as unknown as z.ZodMiniType<Value, Value>;
}

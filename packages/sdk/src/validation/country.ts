import { type Issue, issueOf } from './issue.ts';

/** Postal codes of the markets we know: pattern and an example. Source: each country's postal service. */
const postalCodes: Readonly<Record<string, readonly [RegExp, string]>> = {
  BR: [/^\d{5}-?\d{3}$/, '01310-100'],
  CL: [/^\d{7}$/, '8320000'],
  CO: [/^\d{6}$/, '110111'],
  DE: [/^\d{5}$/, '10115'],
  MX: [/^\d{5}$/, '44100'],
  PE: [/^\d{5}$/, '15464'],
  US: [/^\d{5}(-\d{4})?$/, '33126'],
};

/** What is wrong with a postal code; a country we do not know takes any. */
export function postalCodeIssue(country: string, postalCode: string): Issue | undefined {
  const rule = postalCodes[country.toUpperCase()];
  if (rule === undefined || rule[0].test(postalCode.trim())) return undefined;
  return issueOf('postal_code', [], { country, example: rule[1] });
}

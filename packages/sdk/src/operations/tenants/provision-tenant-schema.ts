import * as z from 'zod/mini';
import {
  acceptTerms,
  customerAgreement,
  domainPrefix,
  email,
  mpnId,
  phone,
  state,
} from '../../validation/schemas.ts';

const company = z.strictObject({
  name: z.string().check(z.minLength(1)),
  email,
  street: z.string().check(z.minLength(1)),
  city: z.string().check(z.minLength(1)),
  postalCode: z.optional(z.string()),
  country: z.string().check(z.regex(/^[A-Z]{2}$/)),
  phone: z.optional(phone),
  registrationNumber: z.optional(z.string()),
});

/** The input of `tenants.provision` for a kind of customer; `now` decides what lies in the future. */
export function provisionTenantSchema(now: () => number, kind: unknown) {
  const both = {
    kind: z.enum(['existing', 'new']),
    customer: z.optional(z.union([z.string().check(z.minLength(1)), z.number()])),
    domainPrefix,
    state,
    mpnId: z.optional(mpnId),
    notify: z.optional(z.boolean()),
    acceptTerms,
  };
  if (kind !== 'new') return z.strictObject(both);
  return z.strictObject({
    ...both,
    language: z.string().check(z.minLength(2)),
    company: z.optional(company),
    requirePasswordChange: z.optional(z.boolean()),
    defaultAdminRoles: z.optional(z.boolean()),
    agreement: customerAgreement(now),
  });
}

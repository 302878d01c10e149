import * as z from 'zod/mini';
import { acceptTerms, customerAgreement, domainPrefix, mpnId, state } from '../validation/schemas.ts';

/** The input of `tenants.provision` for a kind of customer; `now` decides what lies in the future. */
export function provisionTenantSchema(now: () => number, kind: unknown) {
  const both = {
    kind: z.enum(['existing', 'new']),
    customer: z.union([z.string().check(z.minLength(1)), z.number()]),
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
    requirePasswordChange: z.optional(z.boolean()),
    defaultAdminRoles: z.optional(z.boolean()),
    agreement: customerAgreement(now),
  });
}

import * as z from 'zod/mini';
import { acceptTerms, customerAgreement, domainPrefix, mpnId, state } from '../validation/schemas.ts';

/**
 * The input of `tenants.provision`; `now` decides what lies in the future.
 * @example
 * const result = validate(provisionTenant(() => Date.parse('2026-11-20')), input, 'es');
 */
export function provisionTenant(now: () => number) {
  const both = {
    customer: z.union([z.string().check(z.minLength(1)), z.number()]),
    domainPrefix,
    state,
    mpnId: z.optional(mpnId),
    notify: z.optional(z.boolean()),
    acceptTerms,
  };
  return z.discriminatedUnion('kind', [
    z.strictObject({ ...both, kind: z.literal('existing') }),
    z.strictObject({
      ...both,
      kind: z.literal('new'),
      language: z.string().check(z.minLength(2)),
      requirePasswordChange: z.optional(z.boolean()),
      defaultAdminRoles: z.optional(z.boolean()),
      agreement: customerAgreement(now),
    }),
  ]);
}

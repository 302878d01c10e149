import * as z from 'zod/mini';
import { mpnId, quantity } from '../../validation/schemas.ts';

const id = z.union([z.string().check(z.minLength(1)), z.number()]);
const term = z.enum(['P1M', 'P1Y', 'P3Y']);
const billingCycle = z.enum(['monthly', 'annual', 'triennial']);

/** Seats of any product; each has limits of its own, which its platform knows. */
export const seats = quantity(1, 1_000_000);

export const buySubscription = z.strictObject({
  tenant: id,
  product: z.string().check(z.minLength(3)),
  quantity: seats,
  term,
  billingCycle,
  name: z.optional(z.string().check(z.minLength(1), z.maxLength(256))),
  alignTo: z.optional(z.iso.date()),
  reseller: z.optional(mpnId),
  acceptConditions: z.optional(z.literal(true)),
});

export const renewalChange = z.strictObject({
  quantity: z.optional(seats),
  term: z.optional(term),
  billingCycle: z.optional(billingCycle),
});

export const upgradeInput = z.strictObject({
  to: z.string().check(z.minLength(3)),
  quantity: z.optional(seats),
  into: z.optional(z.string().check(z.minLength(1))),
});

/** One wish at a time: each has its own cost and its own rules. */
export const subscriptionChange = z.union([
  z.strictObject({ quantity: seats }),
  z.strictObject({ autoRenew: z.boolean() }),
  z.strictObject({ atRenewal: renewalChange }),
  z.strictObject({ status: z.enum(['suspended', 'active', 'cancelled']) }),
  z.strictObject({ upgrade: upgradeInput }),
]);

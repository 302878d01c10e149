import * as z from 'zod/mini';
import { email, quantity } from '../../validation/schemas.ts';

const id = z.union([z.string().check(z.minLength(1)), z.number()]);
const text = z.string().check(z.minLength(1));
const name = z.string().check(z.minLength(1), z.maxLength(256));
const guid = z
  .string()
  .check(z.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i, 'must be a GUID.'));

/** Money as text: `500` or `499.90`. */
export const dollars = z
  .string()
  .check(z.regex(/^\d{1,12}(?:\.\d{1,6})?$/, 'must be a decimal text, e.g. 500.'));

const scope = z.union([z.literal('shared'), z.strictObject({ azureSubscription: text })]);

export const orderAzurePlan = z.strictObject({ tenant: id, name: z.optional(name) });

export const createAzureSubscription = z.strictObject({ plan: text, name });

export const usageQuestion = z.strictObject({
  tenant: id,
  month: z.string().check(z.regex(/^\d{4}-(?:0[1-9]|1[0-2])$/, 'must be a month, e.g. 2026-11.')),
});

export const costBy = z.union([
  z.enum(['day', 'azureSubscription', 'resource', 'meter']),
  z.strictObject({ tag: text }),
]);

export const buyReservation = z.strictObject({
  plan: text,
  product: z.optional(z.string().check(z.minLength(3))),
  instance: z.optional(z.strictObject({ size: text, region: text })),
  quantity: quantity(1, 10_000),
  term: z.enum(['P1Y', 'P3Y']),
  billing: z.enum(['upfront', 'monthly']),
  scope,
  name: z.optional(name),
});

export const buySavingsPlan = z.strictObject({
  plan: text,
  term: z.enum(['P1Y', 'P3Y']),
  billing: z.enum(['upfront', 'monthly']),
  hourly: dollars,
  scope,
  name: z.optional(name),
});

export const requestTransfer = z.strictObject({
  tenant: id,
  fromPartnerTenantId: guid,
  fromPartnerName: text,
  customerName: text,
  customerEmail: email,
});

export const restoreAdminRights = z.strictObject({
  azureSubscriptionId: guid,
  adminAgentsGroupId: guid,
  currentOwners: z.optional(z.array(guid)),
});

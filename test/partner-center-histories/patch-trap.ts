import { isDeepStrictEqual } from 'node:util';
import type {
  Subscription,
  SubscriptionUpdate,
} from '../../packages/sdk/src/generated/partner-center.gen.ts';
import { ApiError } from '../../packages/sdk/src/http/index.ts';
import { PartnerCenter } from '../../packages/sdk/src/platforms/partner-center/index.ts';
import { origin, tenantOf } from './origin.ts';

const basic = 'CFQ7TTC0LH18:0001';
const premium = { productId: 'CFQ7TTC0LCHC', skuId: '0002', termDuration: 'P1Y', billingCycle: 'monthly' };

/** What a change takes scheduled changes away with, by section 5.6 of the reference. */
function forgets(change: SubscriptionUpdate, before: Subscription): boolean {
  const { quantity, termDuration, status, autoRenewEnabled, scheduledNextTermInstructions } = change;
  return (
    scheduledNextTermInstructions === null ||
    status === 'suspended' ||
    autoRenewEnabled === false ||
    (quantity !== undefined && quantity !== before.quantity) ||
    (termDuration !== undefined && termDuration !== before.termDuration)
  );
}

/** Makes the same changes by the SDK's update and by a bare PATCH, and compares what each leaves. */
export async function patchTrap(
  catalogItems: ReadonlyMap<string, string>,
  changes: readonly object[],
): Promise<void> {
  const platform = origin.fork();
  const { fetch, environment } = platform;
  const client = new PartnerCenter({ ...platform.credentials().partnerCenter, fetch, environment });
  const customerId = tenantOf(platform.world, 0).id;
  const { id: cartId } = await client.carts.create(customerId, {
    lineItems: [0, 1].map((id) => ({
      id,
      catalogItemId: catalogItems.get(basic) ?? '',
      quantity: 5,
      termDuration: 'P1M',
      billingCycle: 'monthly',
    })),
  });
  await client.carts.checkout(customerId, cartId);
  const [updated, patched] = await client.subscriptions.list(customerId);
  if (updated === undefined || patched === undefined) throw new Error('Nothing was bought.');
  for (const given of changes) {
    const change = given as SubscriptionUpdate;
    await schedule(client, customerId, updated.id);
    await checkUpdate(client, customerId, updated.id, change);
    await schedule(client, customerId, patched.id);
    await checkPatch(client, customerId, patched.id, change);
  }
}

/** Turns auto-renew on and schedules an upgrade, where the subscription takes that. */
async function schedule(client: PartnerCenter, customerId: string, id: string): Promise<void> {
  const { status } = await client.subscriptions.get(customerId, id);
  if (status !== 'active') return;
  await client.subscriptions.update(customerId, id, {
    autoRenewEnabled: true,
    scheduledNextTermInstructions: { product: premium, quantity: 7 },
  });
}

async function tried(change: Promise<Subscription>): Promise<Subscription | undefined> {
  try {
    return await change;
  } catch (reason) {
    if (reason instanceof ApiError && (reason.status ?? 500) < 500) return undefined;
    throw reason;
  }
}

async function checkUpdate(
  client: PartnerCenter,
  customerId: string,
  id: string,
  change: SubscriptionUpdate,
) {
  const before = await client.subscriptions.get(customerId, id);
  const after = await tried(client.subscriptions.update(customerId, id, change));
  if (after === undefined) return;
  const renews = change.autoRenewEnabled ?? before.autoRenewEnabled;
  if (after.autoRenewEnabled !== renews)
    throw new Error(`The update ${JSON.stringify(change)} turned auto-renew.`);
  const planned = forgets(change, before) ? undefined : before.scheduledNextTermInstructions;
  if (!isDeepStrictEqual(after.scheduledNextTermInstructions, planned))
    throw new Error(`The update ${JSON.stringify(change)} changed what was scheduled.`);
  for (const field of ['friendlyName', 'quantity', 'termDuration', 'billingCycle', 'status'] as const) {
    if (after[field] !== (change[field] ?? before[field]))
      throw new Error(`The update ${JSON.stringify(change)} changed ${field}.`);
  }
}

async function checkPatch(client: PartnerCenter, customerId: string, id: string, change: SubscriptionUpdate) {
  const after = await tried(client.subscriptions.patch(customerId, id, change));
  if (after === undefined) return;
  if (after.autoRenewEnabled !== (change.autoRenewEnabled ?? false))
    throw new Error(`The PATCH ${JSON.stringify(change)} did not turn auto-renew off.`);
  if (after.scheduledNextTermInstructions !== undefined)
    throw new Error(`The PATCH ${JSON.stringify(change)} kept what was scheduled.`);
}

import { PartialFailureError, type PartnerCenter } from '@tenantry/sdk/partner-center';
import { describe, expect, test } from 'vitest';
import { systemActor } from '../packages/mock-server/src/domain/actor.ts';
import { chargedThisMonth, setCreditLimit } from '../packages/mock-server/src/domain/orders/credit.ts';
import { partners } from '../packages/mock-server/src/domain/partners/partner.ts';
import {
  basicLine,
  eachOnItsOwnPort,
  failing,
  premium,
  type Setting,
  stored,
} from './partner-center-faults.ts';

const setting = eachOnItsOwnPort();

function ordersOf({ platform, customerId }: Setting): string[] {
  return stored<{ id: string; tenantId: string; cartId?: string }>(platform, 'orders')
    .filter(({ tenantId, cartId }) => tenantId === customerId && cartId !== undefined)
    .map(({ id }) => id);
}

/** What the provider may still charge this month. */
function leaveCredit({ platform: { world } }: Setting, left: number): void {
  const [provider] = world.store.of(partners).find('kind', 'indirect-provider');
  const companyId = provider?.companyId ?? 0;
  const limit = chargedThisMonth(world, companyId) / 100 + left;
  setCreditLimit(world, systemActor, { companyId, limit, comment: 'test' });
}

describe('a new order that is not listed yet', () => {
  const quarter = 15 * 60_000;

  async function buy(partnerCenter: PartnerCenter, customerId: string): Promise<string> {
    const { id } = await partnerCenter.carts.create(customerId, { lineItems: [basicLine] });
    const { orders = [] } = await partnerCenter.carts.checkout(customerId, id ?? '');
    return orders[0]?.id ?? '';
  }

  test('is waited for, with progress, and found after a quarter of an hour', async () => {
    const { client, customerId, platform } = setting();
    platform.world.settings = { ...platform.world.settings, orderListingMinutes: 15 };
    const partnerCenter = client();
    const orderId = await buy(partnerCenter, customerId);
    const ids = async () => (await partnerCenter.orders.list(customerId)).map(({ id }) => id);
    expect(await ids()).not.toContain(orderId);
    // It is there all the same.
    expect((await partnerCenter.orders.get(customerId, orderId)).id).toBe(orderId);
    const began = platform.environment.now();
    const looks: [unknown, number][] = [];
    const found = await partnerCenter.orders.waitUntilListed(customerId, orderId, {
      onProgress: (order, elapsedMs) => looks.push([order, elapsedMs]),
    });
    expect(found).toMatchObject({ id: orderId, lineItems: [{ quantity: basicLine.quantity }] });
    expect(await ids()).toContain(orderId);
    const took = platform.environment.now() - began;
    expect(took).toBeGreaterThanOrEqual(quarter);
    expect(took).toBeLessThan(quarter + 100_000);
    expect(looks.length).toBeGreaterThan(5);
    expect(looks.every(([order]) => order === undefined)).toBe(true);
    const times = looks.map(([, elapsedMs]) => elapsedMs);
    expect(times).toEqual(times.toSorted((one, other) => one - other));
    expect(times.every((elapsedMs) => elapsedMs < quarter)).toBe(true);
  });

  test('is waited for through failures on the way, and no longer than was allowed', async () => {
    const { client, customerId, platform } = setting();
    platform.world.settings = { ...platform.world.settings, orderListingMinutes: 15 };
    const partnerCenter = client();
    const orderId = await buy(partnerCenter, customerId);
    const error = await failing(
      partnerCenter.orders.waitUntilListed(customerId, orderId, { totalTimeoutMs: 60_000 }),
    );
    expect(error).toMatchObject({ name: 'TimeoutError', solution: expect.any(String) });
    const match = { operationId: 'ListOrders' };
    platform.faults.add({ match: { ...match, nth: 2 }, effect: { kind: 'reset' } });
    platform.faults.add({ match: { ...match, nth: 3 }, effect: { kind: 'html504' } });
    platform.faults.add({
      match: { ...match, nth: 5 },
      effect: { kind: 'status', status: 429, retryAfterSeconds: 90 },
    });
    expect((await partnerCenter.orders.waitUntilListed(customerId, orderId)).id).toBe(orderId);
    expect(platform.faults.list().map(({ struck }) => struck)).toEqual([1, 1, 1]);
    expect(platform.journal.find().filter(({ tooEarly }) => tooEarly)).toEqual([]);
  });
});

describe('failures within a success', () => {
  test('a cart with one bad line exists, and says which line and why', async () => {
    const { client, customerId, platform } = setting();
    const bad = { ...basicLine, id: 1, catalogItemId: 'CFQ7TTC0LH18:0001:NOTTHERE00' };
    const error = (await failing(
      client().carts.create(customerId, { lineItems: [basicLine, bad] }, { requestId: 'crm-7' }),
    )) as PartialFailureError<{ id?: string; lineItems?: { catalogItemId: string }[] }>;
    expect(error).toBeInstanceOf(PartialFailureError);
    expect(error).toMatchObject({
      platform: 'partner-center',
      operation: 'CreateCart',
      requestId: 'crm-7',
      status: 201,
      correlationId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      mayHaveApplied: true,
      failures: [
        { where: 'lineItems[1]', code: expect.stringMatching(/./), message: expect.stringMatching(/./) },
      ],
    });
    const { id = '', lineItems } = error.result;
    expect(lineItems?.map(({ catalogItemId }) => catalogItemId)).toEqual([
      basicLine.catalogItemId,
      bad.catalogItemId,
    ]);
    expect(stored<{ id: string }>(platform, 'carts').map((cart) => cart.id)).toContain(id);
    // Corrected, the same cart is bought.
    await client().carts.update(customerId, id, { lineItems: [basicLine] });
    expect((await client().carts.checkout(customerId, id)).orders).toHaveLength(1);
  });

  test('a checkout of which one group fails keeps the orders it placed; a later one orders the rest only', async () => {
    const given = setting();
    const { client, customerId, platform } = given;
    const monthly = { ...basicLine, quantity: 1 };
    const yearly = { ...basicLine, id: 1, catalogItemId: premium, quantity: 50, billingCycle: 'annual' };
    const { id: cartId = '' } = await client().carts.create(customerId, { lineItems: [monthly, yearly] });
    leaveCredit(given, 100);
    // The answer is lost, too: it is still the first one that is read.
    platform.faults.add({
      match: { operationId: 'CheckoutCart', times: 1 },
      effect: { kind: 'commit-then-fail', failure: 'truncate' },
    });
    const error = (await failing(
      client().carts.checkout(customerId, cartId, { requestId: 'crm-8' }),
    )) as PartialFailureError<{ orders?: { id: string }[] }>;
    expect(error).toBeInstanceOf(PartialFailureError);
    expect(error).toMatchObject({
      operation: 'CheckoutCart',
      requestId: 'crm-8',
      mayHaveApplied: true,
      failures: [{ where: 'order group 1', message: expect.stringContaining('credit') }],
      attempts: [{ outcome: 'connection failed' }, { outcome: 201 }],
    });
    const placed = error.result.orders?.map(({ id }) => id) ?? [];
    expect(placed).toHaveLength(1);
    expect(ordersOf(given)).toEqual(placed);
    // The same call again is the same answer; a new one tries again what failed, in vain.
    expect(await failing(client().carts.checkout(customerId, cartId, { requestId: 'crm-8' }))).toMatchObject({
      result: { orders: [{ id: placed[0] }] },
    });
    expect(await failing(client().carts.checkout(customerId, cartId))).toBeInstanceOf(PartialFailureError);
    expect(ordersOf(given)).toEqual(placed);
    leaveCredit(given, 1_000_000);
    const { orders = [] } = await client().carts.checkout(customerId, cartId);
    expect(orders.map(({ id }) => id)).toEqual([placed[0], expect.any(String)]);
    expect(ordersOf(given)).toEqual(orders.map(({ id }) => id));
    // Bought whole, it is bought.
    await client().carts.checkout(customerId, cartId);
    expect(ordersOf(given)).toHaveLength(2);
  });
});

describe('a value that nobody knows yet', () => {
  test.each(['read', 'listed'])('arrives as it is when it is %s', async (how) => {
    const { client, customerId, platform } = setting();
    const [known] = await client().subscriptions.list(customerId);
    if (known === undefined) throw new Error('The customer has no subscription.');
    const strange = { ...known, status: 'quarantined', billingCycle: 'biennial', shade: { of: 'grey' } };
    platform.faults.add({
      match: { operationId: how === 'read' ? 'GetSubscription' : 'ListSubscriptions' },
      effect: {
        kind: 'status',
        status: 200,
        body: `\uFEFF${JSON.stringify(how === 'read' ? strange : { totalCount: 1, items: [strange] })}`,
      },
    });
    const { subscriptions } = client();
    const found =
      how === 'read' ? [await subscriptions.get(customerId, known.id)] : await subscriptions.list(customerId);
    expect(found).toEqual([strange]);
  });

  test('is sent back as it came when something else is changed', async () => {
    const { client, customerId, platform } = setting();
    const [known] = await client().subscriptions.list(customerId);
    if (known === undefined) throw new Error('The customer has no subscription.');
    const strange = { ...known, status: 'quarantined', shade: 'grey' };
    const body = JSON.stringify(strange);
    platform.faults.add({
      match: { operationId: 'GetSubscription' },
      effect: { kind: 'status', status: 200, body },
    });
    platform.faults.add({
      match: { operationId: 'UpdateSubscription' },
      effect: { kind: 'status', status: 200, body },
    });
    expect(await client().subscriptions.update(customerId, known.id, { quantity: 30 })).toEqual(strange);
    expect(platform.journal.find({ operationId: 'UpdateSubscription' })[0]?.requestBody).toEqual({
      ...strange,
      quantity: 30,
    });
  });
});

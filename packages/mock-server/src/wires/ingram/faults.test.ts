import { beforeEach, expect, test } from 'vitest';
import {
  basic,
  clientOf,
  licensed,
  marketplaces,
  newCustomer,
  refusal,
} from '../../../../../test/ingram-world.ts';

const platform = marketplaces();
const ingram = clientOf(platform);
beforeEach(() => platform.faults.clear());

const sale = async (domain: string) => ({
  type: 'sales' as const,
  customerId: await newCustomer(ingram),
  products: [{ ...basic, quantity: 2, parameters: [{ name: 'domain', value: domain }] }],
});
const strikes = (
  operationId: string,
  effect: Parameters<typeof platform.faults.add>[0]['effect'],
  times = 1,
) => platform.faults.add({ match: { platform: 'ingram', operationId, times }, effect });

test.each(['html504', 'reset'] as const)(
  'an order whose answer is lost (%s) was taken, and is found by its number: one order',
  async (failure) => {
    const order = await sale(`lost${failure}`);
    strikes('createOrder', { kind: 'commit-then-fail', failure });
    const placed = await ingram.orders.place(order, { poNumber: `crm-${failure}` });
    const orders = (await ingram.orders.list({ customerId: order.customerId })).items;
    expect(orders.map(({ id, poNumber }) => [id, poNumber])).toEqual([[placed.id, `crm-${failure}`]]);
    expect((await ingram.orders.wait(placed.id)).status).toBe('completed');
  },
);

test('an order that the gateway gave up before it came through is not placed, and that is said', async () => {
  const order = await sale('never');
  strikes('createOrder', { kind: 'html504' });
  await expect(ingram.orders.place(order, { poNumber: 'crm-2' })).rejects.toMatchObject({
    name: 'UnconfirmedOrderError',
  });
  expect((await ingram.orders.list({ customerId: order.customerId })).items).toEqual([]);
});

test('a page of the gateway is told by its title', async () => {
  strikes(
    'getServicePlanById',
    {
      kind: 'status',
      status: 502,
      contentType: 'text/html',
      body: '<html><head><title>502 Bad Gateway</title></head></html>',
    },
    9,
  );
  expect(await refusal(ingram.plans.get('503000'))).toMatchObject({
    status: 502,
    message: expect.stringContaining('502 Bad Gateway'),
  });
});

test('a 500 that is a conflict is told from a crash', async () => {
  const { customerId, subscriptionId } = await licensed(ingram, 'conflicting');
  await ingram.subscriptions.setQuantity(subscriptionId, 11);
  const again = ingram.subscriptions.setQuantity(subscriptionId, 12);
  expect(await refusal(again)).toMatchObject({ status: 500, code: 'ingram.open_change_order' });
  expect((await ingram.orders.list({ customerId, subscriptionId })).items).toHaveLength(2);
});

test('a token that runs out in the midst of a list is renewed, and no row is lost', async () => {
  const ids: string[] = [];
  const known = await ingram.customers.list().toArray({ limit: 1_000 });
  for await (const { id } of ingram.customers.list({ limit: 1 })) {
    ids.push(id);
    platform.advance('PT26M');
  }
  expect(ids).toEqual(known.map(({ id }) => id));
});

test('a write that was held back for haste goes through once', async () => {
  const { subscriptionId } = await licensed(ingram, 'hasty');
  strikes('updateSubscription', { kind: 'status', status: 429, retryAfterSeconds: 7 });
  await ingram.subscriptions.update(subscriptionId, { attributes: { a: 'b' } });
  expect(platform.journal.find({}).some(({ tooEarly }) => tooEarly)).toBe(false);
});

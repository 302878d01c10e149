import { describe, expect, test } from 'vitest';
import { failing } from '../../../../../test/fake-authority.ts';
import { failure, fakeIngram, gatewayTimeout } from '../../../../../test/fake-ingram.ts';
import { ConflictError, NotFoundError, ServerError } from './index.ts';

const order = { type: 'change' as const, customerId: '7', products: [] };
/** As much of the captured message as tells it; the whole one is among the samples. */
const openOrder = 'there is already an Upgrade/Downgrade Order #CH000001 in status Provisioning (LO).';

describe('a status 500', () => {
  test.each([openOrder, 'Order #CH000001 prohibits placing an order of the same type.'])(
    'that is a conflict is told by its words: nothing was ordered',
    async (message) => {
      const { ingram, seen } = fakeIngram({ 'POST /orders': [failure(500, message)] });
      const error = await failing(ingram.orders.create(order));
      expect(error).toBeInstanceOf(ConflictError);
      expect(error).toMatchObject({
        code: 'ingram.open_change_order',
        status: 500,
        correlationId: 'correlation-1',
        mayHaveApplied: false,
      });
      expect(error.message).toContain('#CH000001');
      expect(seen).toHaveLength(2);
    },
  );

  test.each([
    'MPN bd938000 is not unique. Specify vendor.',
    'Several products with MPN bd938000 were found',
    'Product with mpn=bd938000 is ambiguous',
  ])('about an MPN that several share names the other keys: %s', async (message) => {
    const { ingram } = fakeIngram({ 'POST /orders': [failure(500, message)] });
    const error = await failing(ingram.orders.create({ ...order, type: 'sales' }));
    expect(error).toMatchObject({
      name: 'ConflictError',
      code: 'ingram.ambiguous_product',
      mayHaveApplied: false,
    });
    expect(error.solution).toContain('mpn, vendor, subscriptionPeriod, billingPeriod');
  });

  test('about an account on hold is a conflict', async () => {
    const { ingram } = fakeIngram({
      'POST /orders': [failure(500, 'The account is in Credit Hold status.')],
    });
    expect(await failing(ingram.orders.create(order))).toMatchObject({ code: 'ingram.account_on_hold' });
  });

  test.each(['Internal Server Error', 'Cannot read the parameter.', 'An order exists already'])(
    'that is not known stays a crash, after which one has to look: %s',
    async (message) => {
      const { ingram, seen } = fakeIngram({ 'POST /orders': [failure(500, message)] });
      const error = await failing(ingram.orders.create(order));
      expect(error).toBeInstanceOf(ServerError);
      expect([error.mayHaveApplied, error.code]).toEqual([true, undefined]);
      expect(seen).toHaveLength(2);
    },
  );
});

test('a page of the gateway is told by its title; a write is sent once, a read again', async () => {
  const write = fakeIngram({ 'POST /orders': [gatewayTimeout] });
  const error = await failing(write.ingram.orders.create(order));
  expect(error).toMatchObject({
    name: 'ServerError',
    status: 504,
    code: 'ingram.gateway_timeout',
    message: 'ingram createOrder: 504 Gateway Time-out',
    mayHaveApplied: true,
  });
  const read = fakeIngram({ 'POST /orders/estimate': [gatewayTimeout] });
  expect(await failing(read.ingram.orders.estimate(order))).toMatchObject({ mayHaveApplied: false });
  expect([write.seen.length, read.seen.length]).toEqual([2, 4]);
});

test('what is not there is not found; a bare answer is told by its status and its header', async () => {
  const { ingram } = fakeIngram({
    'GET /orders/1': [failure(404, 'Order #1 was not found.')],
    'GET /orders/2': [() => new Response('oops', { status: 400, headers: { 'x-correlation-id': 'theirs' } })],
  });
  expect(await failing(ingram.orders.get('1'))).toBeInstanceOf(NotFoundError);
  expect(await failing(ingram.orders.get('2'))).toMatchObject({
    name: 'BadRequestError',
    message: 'ingram getOrderDetails: HTTP 400',
    correlationId: 'theirs',
  });
});

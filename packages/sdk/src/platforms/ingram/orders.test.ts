import { describe, expect, test } from 'vitest';
import { failing } from '../../../../../test/fake-authority.ts';
import { failure, fakeIngram, gatewayTimeout, ok, type Turn } from '../../../../../test/fake-ingram.ts';
import { UnconfirmedOrderError } from './unconfirmed-order-error.ts';

interface Placed {
  readonly id: string;
  readonly type: string;
  readonly customerId: string;
  readonly poNumber: string;
  readonly status: string;
}
const sale = { type: 'sales' as const, customerId: '7', products: [{ mpn: 'm', quantity: 1 }] };

/** Orders that are taken, newest first, and how the answer to the next one is lost. */
function marketplace(lose: Turn = gatewayTimeout, { visibleAfterLooks = 0 } = {}) {
  const orders: Placed[] = [];
  const taken: Placed[] = [];
  let looks = 0;
  const fake = fakeIngram({
    'POST /orders': [
      (seen) => {
        const order = JSON.parse(seen.body) as Placed;
        taken.push({ ...order, id: String(100 + taken.length), status: 'submitted' });
        return lose(seen);
      },
    ],
    'GET /orders': [
      () => {
        looks += 1;
        if (taken.length > 0 && looks > visibleAfterLooks) orders.unshift(...taken.splice(0));
        return Response.json({ data: orders, pagination: { offset: 0, limit: 100, total: orders.length } });
      },
    ],
    'GET /orders/100': [
      ok({ id: '100', type: 'sales', customerId: '7', status: 'processing', products: [] }),
    ],
  });
  return { fake, orders, taken };
}

const lost: [string, Turn][] = [
  ['the gateway gives up', gatewayTimeout],
  ['the connection breaks', () => Promise.reject(new TypeError('fetch failed'))],
  ['the platform crashes', failure(500, 'Internal Server Error')],
  ['the answer is a page', () => new Response('<html></html>')],
];

describe('an order whose answer is lost', () => {
  test.each(lost)('is found and never sent twice: %s', async (_, lose) => {
    const { fake, orders } = marketplace(lose);
    const order = await fake.ingram.orders.place(sale, { poNumber: 'crm-4711' });
    expect(order).toMatchObject({ id: '100', products: [] });
    expect(orders.map(({ poNumber }) => poNumber)).toEqual(['crm-4711']);
    expect(fake.routesOf('POST /orders')).toHaveLength(1);
    expect(fake.routesOf('GET')).toEqual([
      'GET /orders?customerId=7&offset=0&limit=100',
      'GET /orders?customerId=7&offset=0&limit=100',
      'GET /orders/100',
    ]);
  });

  test('bears a number that was made up, and may be seen late', async () => {
    const { fake } = marketplace(gatewayTimeout, { visibleAfterLooks: 3 });
    expect(await fake.ingram.orders.place(sale)).toMatchObject({ id: '100' });
    const sent = JSON.parse(fake.seen.find(({ route }) => route === 'POST /orders')?.body ?? '');
    expect(sent.poNumber).toMatch(/^T-\d{32}$/);
    expect(fake.routesOf('POST /orders')).toHaveLength(1);
  });

  test('is told from older ones that bear its number', async () => {
    const { fake, orders } = marketplace();
    const old = { id: '1', type: 'sales', customerId: '7', poNumber: 'crm-4711', status: 'completed' };
    orders.push(old, { ...old, id: '2' });
    expect(await fake.ingram.orders.place({ ...sale, poNumber: 'crm-4711' })).toMatchObject({ id: '100' });
    const { fake: never, orders: others } = marketplace(gatewayTimeout, { visibleAfterLooks: Infinity });
    others.push(old);
    expect(await failing(never.ingram.orders.place(sale, { poNumber: 'crm-4711' }))).toBeInstanceOf(
      UnconfirmedOrderError,
    );
  });

  test('and that stays away is an error that says by which number to look', async () => {
    const { fake } = marketplace(gatewayTimeout, { visibleAfterLooks: Infinity });
    const before = fake.now;
    const error = await failing(fake.ingram.orders.place(sale, { poNumber: 'crm-4711' }));
    expect(error).toMatchObject({
      name: 'UnconfirmedOrderError',
      code: 'ingram.unconfirmed_order',
      status: 504,
      poNumber: 'crm-4711',
      customerId: '7',
      mayHaveApplied: true,
    });
    expect(error.solution).toContain("orders.find('7', 'crm-4711')");
    expect(fake.now - before).toBeGreaterThan(60_000);
    expect(fake.now - before).toBeLessThanOrEqual(120_000);
    expect(fake.routesOf('POST /orders')).toHaveLength(1);
  });

  test('is looked for through failures of the looks, and told although it cannot be read', async () => {
    const row = { id: '100', type: 'sales', customerId: '7', status: 'submitted' };
    let poNumber = '';
    const fake = fakeIngram({
      'POST /orders': [
        (seen) => {
          poNumber = JSON.parse(seen.body).poNumber;
          return gatewayTimeout();
        },
      ],
      'GET /orders': [
        ...Array.from({ length: 4 }, () => gatewayTimeout),
        () => Response.json({ data: [{ ...row, poNumber }] }),
      ],
      'GET /orders/100': [failure(500, 'Internal Server Error')],
    });
    expect(await fake.ingram.orders.place(sale)).toMatchObject(row);
    expect(fake.routesOf('POST /orders')).toHaveLength(1);
  });
});

test('a crash in words that are not known is looked up once, and keeps its words', async () => {
  const fake = fakeIngram({
    'POST /orders': [failure(500, 'Quantity exceeds the limit of the plan.')],
    'GET /orders': [ok({ data: [] })],
  });
  const before = fake.now;
  expect(await failing(fake.ingram.orders.place(sale))).toMatchObject({
    name: 'UnconfirmedOrderError',
    message: expect.stringContaining('Quantity exceeds the limit of the plan.'),
    mayHaveApplied: true,
  });
  expect(fake.now).toBe(before);
  expect(fake.routesOf('GET')).toHaveLength(1);
});

test('a refused order is refused at once', async () => {
  const fake = fakeIngram({ 'POST /orders': [failure(400, 'customerId is wrong')] });
  expect(await failing(fake.ingram.orders.place(sale))).toMatchObject({ name: 'BadRequestError' });
  expect(fake.seen).toHaveLength(2);
});

test('find looks at the newest 500 only', async () => {
  const fake = fakeIngram({
    'GET /orders': [
      ({ url }) => {
        const offset = Number(url.searchParams.get('offset'));
        const data = Array.from({ length: 100 }, (_, index) => ({
          id: String(offset + index),
          poNumber: offset + index >= 499 ? 'deep' : null,
        }));
        return Response.json({ data, pagination: { offset, limit: 100, total: 900 } });
      },
    ],
  });
  expect(await fake.ingram.orders.find('7', 'deep')).toMatchObject({ id: '499' });
  expect(await fake.ingram.orders.find('7', 'none')).toBeUndefined();
  expect(fake.routesOf('GET')).toHaveLength(10);
});

describe('waiting', () => {
  const state = (status: string, statusCode?: string) =>
    ok({ id: '1', orderNumber: 'SO000012', type: 'sales', customerId: '7', status, statusCode });

  test('tells each look that is not the last', async () => {
    const fake = fakeIngram({
      'GET /orders/1': [state('submitted'), state('processing', 'LO'), state('completed', 'CP')],
    });
    const told: unknown[] = [];
    const onProgress = ({ status }: { status: string }, elapsedMs: number) => told.push([status, elapsedMs]);
    expect(await fake.ingram.orders.wait('1', { onProgress })).toMatchObject({ statusCode: 'CP' });
    expect(told).toEqual([
      ['submitted', 0],
      ['processing', 5_000],
    ]);
  });

  test('ends with an error when the order did', async () => {
    const fake = fakeIngram({
      'GET /orders/1': [state('error', 'FL')],
      'GET /orders/2': [state('cancelled')],
    });
    expect(await failing(fake.ingram.orders.wait('1'))).toMatchObject({
      code: 'ingram.order_error',
      message: 'ingram getOrderDetails: order SO000012 ended as error (FL).',
    });
    expect(await failing(fake.ingram.orders.wait('2'))).toMatchObject({ code: 'ingram.order_cancelled' });
  });
});

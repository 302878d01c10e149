import { expect, test } from 'vitest';
import { failing } from '../../../../../test/fake-authority.ts';
import { fakeIngram, ok } from '../../../../../test/fake-ingram.ts';

const month = { type: 'month', duration: 1 };
const year = { type: 'year', duration: 1 };
const subscription = {
  id: '123456',
  customerId: '7',
  status: 'active',
  billingPeriod: month,
  subscriptionPeriod: year,
  products: [{ mpn: 'm', vendor: 'v', id: 'PRD1', quantity: 4 }],
};

function withSubscription(products: object[] = subscription.products) {
  const fake = fakeIngram({
    'GET /subscriptions/123456': [ok({ ...subscription, products })],
    'GET /orders': [ok({ data: [] })],
    'POST /orders': [ok({ id: '1', type: 'change', customerId: '7', status: 'submitted' })],
  });
  const ordered = () => JSON.parse(fake.seen.find(({ route }) => route === 'POST /orders')?.body ?? '{}');
  return { ...fake, ordered };
}

test('setQuantity orders the new total, and nothing where there is nothing to change', async () => {
  const { ingram, ordered, routesOf } = withSubscription();
  const change = await ingram.subscriptions.setQuantity('123456', 6, { poNumber: 'crm-1' });
  expect(change).toMatchObject({ from: 4, to: 6, order: { id: '1' } });
  // As in the sample of a client that runs against the live API.
  expect(ordered()).toEqual({
    customerId: '7',
    poNumber: 'crm-1',
    type: 'change',
    products: [
      {
        subscriptionId: '123456',
        mpn: 'm',
        vendor: 'v',
        quantity: 6,
        billingPeriod: month,
        subscriptionPeriod: year,
      },
    ],
  });
  expect(await ingram.subscriptions.setQuantity('123456', 4)).toEqual({ from: 4, to: 4, order: undefined });
  expect(routesOf('POST /orders')).toHaveLength(1);
});

test('addSeats counts from what there is now, also down', async () => {
  const more = withSubscription();
  expect(await more.ingram.subscriptions.addSeats('123456', 3)).toMatchObject({ from: 4, to: 7 });
  expect(more.ordered().products[0].quantity).toBe(7);
  const fewer = withSubscription([{ id: 'PRD1', quantity: 4 }]);
  expect(await fewer.ingram.subscriptions.addSeats('123456', -4)).toMatchObject({ from: 4, to: 0 });
  expect(fewer.ordered().products).toEqual([{ id: 'PRD1', subscriptionId: '123456', quantity: 0 }]);
});

test('what is no number of seats, or no one product, is refused before anything is ordered', async () => {
  const { ingram, routesOf } = withSubscription([...subscription.products, { mpn: 'n', quantity: 1 }]);
  const { subscriptions } = ingram;
  const product = { mpn: 'n' };
  for (const refused of [
    subscriptions.addSeats('123456', -2, { product }),
    subscriptions.setQuantity('123456', 1.5, { product }),
    subscriptions.setQuantity('123456', Number.NaN, { product }),
  ]) {
    expect(await failing(refused)).toMatchObject({
      name: 'ValidationError',
      issues: [{ code: 'ingram.quantity' }],
    });
  }
  expect(await failing(subscriptions.setQuantity('123456', 3))).toMatchObject({
    name: 'ValidationError',
    message: expect.stringContaining('Name one by its mpn or id: m, n.'),
  });
  expect(await subscriptions.setQuantity('123456', 3, { product })).toMatchObject({ from: 1, to: 3 });
  expect(routesOf('POST /orders')).toHaveLength(1);
});

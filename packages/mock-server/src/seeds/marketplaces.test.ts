import { expect, test } from 'vitest';
import { clientOf, marketplaces } from '../../../../test/ingram-world.ts';

test.each([
  ['ingram', 'USD', 2, 5],
  ['ingramMx', 'MXN', 1, 2],
  ['ingramEu', 'EUR', 1, 2],
] as const)(
  '%s has customers whose orders are through, in %s',
  async (name, currency, customers, services) => {
    const ingram = clientOf(marketplaces({ seed: 'demo-latam' }), name);
    expect(await ingram.customers.list().toArray({ limit: 100 })).toHaveLength(customers);
    const orders = await ingram.orders.list().toArray({ limit: 100 });
    expect(orders).toHaveLength(customers);
    for (const { status, total } of orders)
      expect([status, total?.currency]).toEqual(['completed', currency]);
    const active = await ingram.subscriptions.list({ status: 'active' }).toArray({ limit: 100 });
    expect(active).toHaveLength(services);
  },
);

import type { FaultEffect } from '@tenantry/mock-server';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { customerOf, onIngram, openWorld } from './three-platforms.ts';

const operations = [
  'generateAuthToken',
  'getOrders',
  'getSubscriptions',
  'getCatalog',
  'validateParameters',
  'createOrder',
  'getOrderDetails',
  'getSubscription',
] as const;
const effects: readonly FaultEffect[] = [
  { kind: 'reset' },
  { kind: 'html504' },
  { kind: 'truncate' },
  { kind: 'status', status: 500, body: '{"status":500,"message":"Something broke"}' },
  { kind: 'status', status: 429, retryAfterSeconds: 5 },
  { kind: 'commit-then-fail', failure: 'reset' },
  { kind: 'commit-then-fail', failure: 'html504' },
  { kind: 'commit-then-fail', failure: 'truncate' },
];
const fault = fc.record({
  operationId: fc.constantFrom(...operations),
  effect: fc.constantFrom(...effects),
  /** A call is tried three times: more of them fail it. */
  times: fc.integer({ min: 1, max: 8 }),
});

const licence = { product: 'CFQ7TTC0LH18:0001', quantity: 3, term: 'P1Y', billingCycle: 'monthly' } as const;

/** Again and again by new processes, each of which knows the key alone. */
async function untilDone<Result>(attempt: () => Promise<Result>): Promise<Result> {
  for (let left = 20; ; left -= 1) {
    try {
      return await attempt();
    } catch (error) {
      if (left === 0) throw error;
    }
  }
}

test('whatever breaks and however often it is tried again, a key orders once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fault, { maxLength: 4 }), fc.boolean(), async (faults, isTwice) => {
      const { platform, origin } = await openWorld();
      try {
        const customer = await customerOf(onIngram(platform, origin), 'Ecositio');
        for (const { operationId, effect, times } of faults)
          platform.faults.add({ match: { operationId, times }, effect });
        const tenant = await untilDone(() =>
          onIngram(platform, origin).tenants.provision(
            {
              customer,
              kind: 'new',
              domainPrefix: 'ecositio',
              language: 'en',
              state: 'VA',
              agreement: {
                firstName: 'Ana',
                lastName: 'Ruiz',
                email: 'ana.ruiz@ecositio.example',
                phone: '+1 703 555 0100',
                acceptedOn: '2026-11-20',
              },
              acceptTerms: true,
            },
            { idempotencyKey: 'crm-1' },
          ),
        );
        const order = { tenant: tenant.id, ...licence };
        const key = { idempotencyKey: 'crm-2' };
        let dies = isTwice;
        const bought = await untilDone(async () => {
          const { subscriptions } = onIngram(platform, origin);
          if (dies) {
            dies = false;
            const death = new AbortController();
            const onProgress = () => death.abort();
            return subscriptions.buy(order, { ...key, signal: death.signal, onProgress });
          }
          const [one, other] = await Promise.all([
            subscriptions.buy(order, key),
            isTwice ? subscriptions.buy(order, key) : undefined,
          ]);
          if (other) expect(other.id).toBe(one.id);
          return one;
        });
        await untilDone(() => onIngram(platform, origin).subscriptions.setQuantity(bought.id, 5));
        for (const { id } of platform.faults.list()) platform.faults.remove(id);
        const { client } = onIngram(platform, origin).platform;
        const orders = await client.orders.list({ customerId: customer }).toArray({ limit: 50 });
        const sales = orders.filter(({ type }) => type === 'sales').map(({ poNumber }) => poNumber);
        expect(sales.sort()).toEqual(['crm-1', 'crm-2']);
        expect(orders.filter(({ type }) => type === 'change')).toHaveLength(1);
        expect((await onIngram(platform, origin).subscriptions.get(bought.id)).quantity).toBe(5);
      } finally {
        await platform.close();
      }
    }),
    { numRuns: 40, seed: 6 },
  );
}, 120_000);

// How a test of your own uses the simulator: one seeded platform, a forked world for each test, a year in a moment.
import { createPlatform } from '@tenantry/mock-server';
import { Reseller } from '@tenantry/sdk';
import { icp } from '@tenantry/sdk/icp';
import { beforeEach, expect, test } from 'vitest';

const seeded = createPlatform({ seed: 'demo-latam' });
let platform = seeded.fork();

beforeEach(() => {
  platform = seeded.fork();
});

function reseller() {
  const { resellerAccountId, ...credentials } = platform.credentials().icp;
  return new Reseller(
    icp({
      ...credentials,
      account: resellerAccountId,
      fetch: platform.fetch,
      environment: platform.environment,
    }),
  );
}

test('a lost answer does not order twice', async () => {
  platform.faults.add({
    match: { operationId: 'CreateSubscription' },
    effect: { kind: 'commit-then-fail', failure: 'reset' },
  });
  await reseller()
    .tenants.provision(
      {
        customer: 435348,
        kind: 'existing',
        domainPrefix: 'ecositiomarket',
        state: 'Lima',
        acceptTerms: true,
      },
      { idempotencyKey: 'crm-1' },
    )
    .catch(() => {});
  expect(platform.journal.find({ operationId: 'CreateSubscription' })).toHaveLength(1);
  expect(await reseller().tenants.list(435348)).toHaveLength(1);
});

test('each test has a world of its own', async () => {
  expect(await reseller().tenants.list(435348)).toEqual([]);
});

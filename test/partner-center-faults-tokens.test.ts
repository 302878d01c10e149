import { createPlatform, type Platform } from '@tenantry/mock-server';
import { AuthenticationError, PartnerCenter } from '@tenantry/sdk/partner-center';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { partners } from '../packages/mock-server/src/domain/partners/partner.ts';
import { relate } from '../packages/mock-server/src/domain/tenants/relationship.ts';
import { tenants } from '../packages/mock-server/src/domain/tenants/tenant.ts';
import { layFoundation } from '../packages/mock-server/src/seeds/foundation.ts';
import { failing, told } from './partner-center-faults.ts';

const customers = 10_000;
const pageSize = 500;
const minute = 60_000;
const day = 86_400_000;

let platform: Platform;
let url: string;

/** Customers and nothing else: only their list is read here. */
beforeAll(async () => {
  platform = createPlatform({
    journalSize: 2_000,
    seed: (world) => {
      layFoundation(world);
      const [provider] = world.store.of(partners).find('kind', 'indirect-provider');
      if (provider === undefined) throw new Error('This world has no provider.');
      for (let index = 1; index <= customers; index += 1) {
        const tenant = world.store.of(tenants).put({
          id: world.ids.uuid(),
          initialDomain: `large${index}.onmicrosoft.com`,
          customDomains: [],
          companyName: `CUSTOMER ${index}`,
          country: 'Peru',
          createdAt: world.clock.now(),
        });
        relate(world, tenant, provider.companyId);
      }
    },
  });
  ({ url } = await platform.listen());
});
beforeEach(() => {
  platform.journal.clear();
  platform.faults.clear();
});
afterAll(() => platform.close());

/** A client whose tokens live for so many minutes, and what was asked for. */
function clientWithShortTokens(lifetimeMinutes: number) {
  const issued: { readonly at: number; readonly renew: boolean; readonly token: string }[] = [];
  const partnerCenter = new PartnerCenter({
    baseUrl: url,
    environment: platform.environment,
    accessToken: async (renew) => {
      const response = await fetch(`${url}/_tenantry/access-tokens`, {
        method: 'POST',
        body: JSON.stringify({ lifetimeSeconds: lifetimeMinutes * 60 }),
      });
      const { accessToken: token } = (await response.json()) as { accessToken: string };
      issued.push({ at: platform.environment.now(), renew, token });
      return token;
    },
  });
  return { partnerCenter, issued };
}

async function listed(partnerCenter: PartnerCenter, pause: string): Promise<string[]> {
  const ids: string[] = [];
  // The others move the clock on while a page waits for its turn.
  const pages = partnerCenter.customers.list({ size: pageSize }, { totalTimeoutMs: day }).byPage();
  for await (const { items } of pages) {
    for (const { id } of items) ids.push(id ?? '');
    platform.advance(pause);
  }
  return ids;
}

const refusals = () => platform.journal.count({ operationId: 'ListCustomers', status: 401 });

describe('tokens that run out while ten thousand customers are listed', () => {
  test('are renewed once each, and every customer is seen once', async () => {
    const { partnerCenter, issued } = clientWithShortTokens(45);
    const ids = await listed(partnerCenter, 'PT10M');
    expect(ids).toHaveLength(customers);
    expect(new Set(ids).size).toBe(customers);
    // Twenty pages in 190 minutes: 45 minutes are over at the 6th, the 11th and the 16th.
    expect(issued.map(({ renew }) => renew)).toEqual([false, true, true, true]);
    expect(issued.slice(1).map(({ at }, index) => (at - (issued[index]?.at ?? 0)) / minute)).toEqual([
      50, 50, 50,
    ]);
    expect(refusals()).toBe(3);
    expect(platform.journal.count({ operationId: 'ListCustomers', status: 200 })).toBe(customers / pageSize);
    const journal = JSON.stringify(platform.journal.find({ limit: 2_000 }));
    for (const { token } of issued) expect(journal).not.toContain(token);
  });

  test('are renewed once for twenty listings at the same time', { timeout: 60_000 }, async () => {
    const { partnerCenter, issued } = clientWithShortTokens(45);
    const listings = await Promise.all(Array.from({ length: 20 }, () => listed(partnerCenter, 'PT1M')));
    for (const ids of listings) {
      expect(ids).toHaveLength(customers);
      expect(new Set(ids).size).toBe(customers);
    }
    const pauses = issued.slice(1).map(({ at }, index) => (at - (issued[index]?.at ?? 0)) / minute);
    expect(pauses.length).toBeGreaterThanOrEqual(4);
    // A second renewal for one that ran out would follow the first at once.
    expect(pauses.filter((pause) => pause < 45)).toEqual([]);
    expect(issued.map(({ renew }) => renew)).toEqual([false, ...pauses.map(() => true)]);
    expect(refusals()).toBeGreaterThanOrEqual(pauses.length);
  });

  test('are renewed in the middle of a page that has to be tried again, too', async () => {
    const { partnerCenter, issued } = clientWithShortTokens(45);
    platform.faults.add({
      match: { operationId: 'ListCustomers', probability: 0.2, times: 6 },
      effect: { kind: 'truncate' },
    });
    const ids = await listed(partnerCenter, 'PT10M');
    expect(new Set(ids).size).toBe(customers);
    expect(ids).toHaveLength(customers);
    expect(issued).toHaveLength(4);
  });
});

describe('a token that cannot be renewed', () => {
  test('ends the call after one renewal, and is not told', async () => {
    const asked: boolean[] = [];
    const partnerCenter = new PartnerCenter({
      baseUrl: url,
      environment: platform.environment,
      accessToken: (renew) => {
        asked.push(renew);
        return 'eyJ0-a-token-nobody-knows';
      },
    });
    const error = await failing(partnerCenter.customers.list({ size: pageSize }));
    expect(error).toBeInstanceOf(AuthenticationError);
    expect(error).toMatchObject({
      status: 401,
      mayHaveApplied: false,
      attempts: [{ outcome: 401 }, { outcome: 401 }],
    });
    expect(asked).toEqual([false, true]);
    expect(told(error, platform)).not.toContain('eyJ0-a-token-nobody-knows');
  });
});

import { PartnerCenter, RateLimitError } from '@tenantry/sdk/partner-center';
import { describe, expect, test } from 'vitest';
import { eachOnItsOwnPort, failing, type Setting, sharedTime, stored } from './partner-center-faults.ts';

const setting = eachOnItsOwnPort();
const callers = Array.from({ length: 50 }, (_, index) => index);
const minute = 60_000;

/** A client whose calls that went out before a Retry-After they knew of was over are kept. */
function watchedClient({ platform, url, token }: Setting, concurrency: number) {
  const time = sharedTime(platform);
  const resumeAt = new Map<string, number>();
  const early: string[] = [];
  const partnerCenter = new PartnerCenter({
    baseUrl: url,
    accessToken: token,
    concurrency,
    environment: time.environment,
    fetch: async (called, init) => {
      const customer = /customers\/([^/]+)/.exec(called)?.[1] ?? 'partner';
      if (time.environment.now() < (resumeAt.get(customer) ?? 0)) early.push(called);
      const response = await time.fetch(called, init);
      const seconds = Number(response.headers.get('retry-after'));
      const until = time.environment.now() + seconds * 1_000;
      // Known to the client once it has read the answer, which takes a turn.
      if (response.status === 429) setImmediate(() => resumeAt.set(customer, until));
      return response;
    },
  });
  return { partnerCenter, early };
}

describe('a storm of 429', () => {
  test.each([1, 8])('fifty callers, %i at once, all get through, and none too early', async (concurrency) => {
    const given = setting();
    const { platform, customerId } = given;
    const { partnerCenter, early } = watchedClient(given, concurrency);
    platform.world.settings = { ...platform.world.settings, requestsPerMinute: 15 };
    const began = platform.environment.now();
    const answers = await Promise.all(callers.map(() => partnerCenter.customers.get(customerId)));
    expect(answers.map(({ id }) => id)).toEqual(callers.map(() => customerId));
    const refused = platform.journal.find({ status: 429, limit: 1_000 });
    expect(refused.length).toBeGreaterThanOrEqual(3);
    expect(early).toEqual([]);
    // What was on its way already when the first refusal came is flagged too; one at a time, nothing is.
    if (concurrency === 1) {
      const entries = platform.journal.find({ limit: 1_000 });
      expect(entries.filter(({ tooEarly }) => tooEarly)).toEqual([]);
      expect(refused).toHaveLength(3);
    }
    expect(platform.environment.now() - began).toBeGreaterThanOrEqual(3 * minute);
    expect(platform.environment.now() - began).toBeLessThan(6 * minute);
  });

  test('changes wait and are made once each, as reads do', async () => {
    const given = setting();
    const { platform, customerId } = given;
    const { partnerCenter, early } = watchedClient(given, 8);
    platform.world.settings = { ...platform.world.settings, requestsPerMinute: 15 };
    const lineItems = [
      {
        id: 0,
        catalogItemId: 'CFQ7TTC0LH18:0001:CFQ7TTC0K971',
        quantity: 1,
        termDuration: 'P1Y',
        billingCycle: 'monthly',
      },
    ];
    const before = stored(platform, 'carts').length;
    const carts = await Promise.all(callers.map(() => partnerCenter.carts.create(customerId, { lineItems })));
    expect(new Set(carts.map(({ id }) => id)).size).toBe(50);
    expect(stored(platform, 'carts')).toHaveLength(before + 50);
    expect(early).toEqual([]);
  });

  test('calls for another customer go on meanwhile', async () => {
    const given = setting();
    const { platform, customerId, otherCustomerId } = given;
    const { partnerCenter, early } = watchedClient(given, 4);
    const began = platform.environment.now();
    platform.faults.add({
      match: { path: `/v1/customers/${customerId}`, times: 4 },
      effect: { kind: 'status', status: 429, retryAfterSeconds: 120 },
    });
    const ends: [string, number][] = [];
    const call = (id: string) =>
      partnerCenter.customers.get(id).then(() => ends.push([id, platform.environment.now() - began]));
    await Promise.all(callers.flatMap(() => [call(customerId), call(otherCustomerId)]));
    const endsOf = (id: string) => ends.filter(([each]) => each === id).map(([, at]) => at);
    expect(endsOf(otherCustomerId)).toEqual(callers.map(() => 0));
    expect(Math.min(...endsOf(customerId))).toBeGreaterThanOrEqual(120_000);
    expect(endsOf(customerId)).toHaveLength(50);
    expect(early).toEqual([]);
    const entries = platform.journal.find({ limit: 1_000 });
    expect(entries.filter(({ path, tooEarly }) => tooEarly && path.endsWith(otherCustomerId))).toEqual([]);
  });

  test.each(['0', '2', undefined])(
    'a Retry-After of %s is waited for, or a moment without one',
    async (wanted) => {
      const { client, customerId, platform } = setting();
      platform.faults.add({
        match: { operationId: 'GetCustomer', times: 2 },
        effect: {
          kind: 'status',
          status: 429,
          ...(wanted !== undefined && { retryAfterSeconds: Number(wanted) }),
        },
      });
      const began = platform.environment.now();
      await client().customers.get(customerId);
      expect(platform.environment.now() - began).toBeGreaterThanOrEqual(Number(wanted ?? 0) * 2_000);
      expect(platform.journal.find({ operationId: 'GetCustomer' })).toHaveLength(3);
      expect(platform.journal.find().filter(({ tooEarly }) => tooEarly)).toEqual([]);
    },
  );
});

describe('a Retry-After that is longer than a call may take', () => {
  const hour = { kind: 'status', status: 429, retryAfterSeconds: 3_600 } as const;

  test('is thrown at once and never shortened', async () => {
    const { client, customerId, platform } = setting();
    platform.faults.add({ match: { operationId: 'GetCustomer', times: 1 }, effect: hour });
    const began = platform.environment.now();
    const error = await failing(client().customers.get(customerId, { totalTimeoutMs: 600_000 }));
    expect(error).toBeInstanceOf(RateLimitError);
    expect(error).toMatchObject({
      platform: 'partner-center',
      operation: 'GetCustomer',
      status: 429,
      mayHaveApplied: false,
      attempts: [{ outcome: 429 }],
    });
    expect(platform.environment.now()).toBe(began);
    expect(platform.journal.find({ operationId: 'GetCustomer' })).toHaveLength(1);
  });

  test('is told to the fifty who come after, who send nothing', async () => {
    const { client, customerId, otherCustomerId, platform } = setting();
    const partnerCenter = client();
    platform.faults.add({ match: { operationId: 'GetCustomer', times: 1 }, effect: hour });
    await failing(partnerCenter.customers.get(customerId));
    const began = platform.environment.now();
    const errors = await Promise.all(callers.map(() => failing(partnerCenter.customers.get(customerId))));
    for (const error of errors) {
      expect(error).toBeInstanceOf(RateLimitError);
      expect(error).toMatchObject({ operation: 'GetCustomer', mayHaveApplied: false });
    }
    expect(platform.environment.now()).toBe(began);
    expect(platform.journal.find({ operationId: 'GetCustomer' })).toHaveLength(1);
    expect((await partnerCenter.customers.get(otherCustomerId)).id).toBe(otherCustomerId);
    platform.advance('PT1H');
    expect((await partnerCenter.customers.get(customerId)).id).toBe(customerId);
    expect(platform.journal.find().filter(({ tooEarly }) => tooEarly)).toEqual([]);
  });

  test('is waited for by whoever has the time', async () => {
    const { client, customerId, platform } = setting();
    platform.faults.add({ match: { operationId: 'GetCustomer', times: 1 }, effect: hour });
    const began = platform.environment.now();
    await client().customers.get(customerId, { totalTimeoutMs: 7_200_000 });
    expect(platform.environment.now() - began).toBe(3_600_000);
    expect(platform.journal.find().filter(({ tooEarly }) => tooEarly)).toEqual([]);
  });
});

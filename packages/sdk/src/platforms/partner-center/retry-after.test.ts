import { describe, expect, test } from 'vitest';
import { failing } from '../../../../../test/fake-authority.ts';
import { answering, hang } from '../../../../../test/fake-partner-center.ts';
import type { ConnectionError } from '../../http/index.ts';
import { PartnerCenter } from './client.ts';

describe('Retry-After', () => {
  test('holds back fifty callers of a customer, and nobody of another', async () => {
    let now = 0;
    const sleepers: { readonly at: number; wake(): void }[] = [];
    const sent: { readonly customer: string; readonly at: number }[] = [];
    const partnerCenter = new PartnerCenter({
      accessToken: 'token',
      environment: {
        now: () => now,
        random: () => 0,
        sleep: (milliseconds) => new Promise((wake) => sleepers.push({ at: now + milliseconds, wake })),
      },
      fetch: async (url) => {
        const customer = url.includes('/customers/a/') ? 'a' : 'b';
        sent.push({ customer, at: now });
        return customer === 'a' && now < 7_000
          ? Response.json({ statusCode: 429 }, { status: 429, headers: { 'retry-after': '7' } })
          : Response.json({ items: [] });
      },
    });
    let done = false;
    const all = Promise.all([
      ...Array.from({ length: 50 }, () => partnerCenter.orders.list('a')),
      ...Array.from({ length: 50 }, () => partnerCenter.orders.list('b')),
      partnerCenter.customers.list(),
    ]).finally(() => {
      done = true;
    });
    while (!done) {
      for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      now = Math.min(...sleepers.map(({ at }) => at).filter((at) => at > now));
      for (const { at, wake } of sleepers) if (at <= now) wake();
      if (now === Number.POSITIVE_INFINITY) break;
    }
    await all;
    const times = (name: string) => sent.filter(({ customer }) => customer === name).map(({ at }) => at);
    expect(times('b').every((at) => at === 0)).toBe(true);
    expect(times('a').filter((at) => at === 0)).toHaveLength(8);
    expect(times('a').filter((at) => at >= 7_000)).toHaveLength(50);
    expect(times('a')).toHaveLength(58);
  });

  test('is no reason for a time-out of those who wait for it', async () => {
    const { partnerCenter } = answering([hang], { concurrency: 1 });
    const started = performance.now();
    const calls = [1, 2, 3].map(() =>
      failing(partnerCenter.orders.list('a', {}, { timeoutMs: 20, maxRetries: 0 })),
    );
    for (const error of (await Promise.all(calls)) as ConnectionError[]) {
      expect(error).toMatchObject({ name: 'TimeoutError', attempts: [{ outcome: 'timed out' }] });
    }
    expect(performance.now() - started).toBeGreaterThan(50);
  });
});

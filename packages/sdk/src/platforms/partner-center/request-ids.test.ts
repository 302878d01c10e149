import { describe, expect, test } from 'vitest';
import { failing } from '../../../../../test/fake-authority.ts';
import { answering, hang, ok, status } from '../../../../../test/fake-partner-center.ts';

describe('ids of a call', () => {
  test('stay the same while it is tried again after 503, and are new for the next', async () => {
    const { partnerCenter, sent } = answering([status(503), status(503), ok({}), ok({})]);
    await partnerCenter.carts.create('c', { lineItems: [] });
    await partnerCenter.carts.create('c', { lineItems: [] });
    const [first, second, third, next] = sent('ms-requestid');
    expect([second, third]).toEqual([first, first]);
    expect(next).not.toBe(first);
    const [one, two, three, other] = sent('ms-correlationid');
    expect([two, three]).toEqual([one, one]);
    expect(new Set([one, other, first, next]).size).toBe(4);
  });

  test('stay the same after a time-out, and an error names them', async () => {
    const { partnerCenter, sent } = answering([
      hang,
      status(400, { code: 800008 }, { 'MS-CorrelationId': 'of the answer' }),
    ]);
    const error = await failing(
      partnerCenter.carts.checkout('c', 'cart', { timeoutMs: 5, requestId: 'mine' }),
    );
    expect(sent('ms-requestid')).toEqual(['mine', 'mine']);
    expect(error).toMatchObject({
      name: 'BadRequestError',
      platform: 'partner-center',
      operation: 'CheckoutCart',
      requestId: 'mine',
      correlationId: 'of the answer',
      code: '800008',
      attempts: [{ outcome: 'timed out' }, { outcome: 400 }],
    });
  });

  test('given up while it waits to be sent again, a change still says that it may have been applied', async () => {
    const giveUp = new AbortController();
    const { partnerCenter, seen } = answering([
      () => {
        giveUp.abort();
        throw new TypeError('fetch failed');
      },
    ]);
    const error = await failing(partnerCenter.carts.checkout('c', 'cart', { signal: giveUp.signal }));
    expect(error).toMatchObject({ name: 'AbortError', mayHaveApplied: true });
    const giveUpToo = new AbortController();
    const { partnerCenter: throttled } = answering([
      () => {
        giveUpToo.abort();
        return status(429, {}, { 'retry-after': '1' })();
      },
    ]);
    expect(await failing(throttled.carts.checkout('c', 'cart', { signal: giveUpToo.signal }))).toMatchObject({
      name: 'AbortError',
      mayHaveApplied: false,
      attempts: [{ outcome: 429 }, {}],
    });
    expect(seen).toHaveLength(1);
  });

  test('of a list are not those of its next pages, whatever the caller gave', async () => {
    const { partnerCenter, sent } = answering([
      ok({ items: [{ id: '1' }], continuationToken: 't' }),
      ok({ items: [] }),
    ]);
    await partnerCenter.customers.list({}, { requestId: 'mine' }).toArray({ limit: 5 });
    expect(sent('ms-requestid')[0]).toBe('mine');
    expect(sent('ms-requestid')[1]).not.toBe('mine');
  });
});

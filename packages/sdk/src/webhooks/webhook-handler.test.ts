import { describe, expect, test } from 'vitest';
import { InMemoryDeliveryStore } from './in-memory-delivery-store.ts';
import { parseWebhookEvent } from './parse-webhook-event.ts';
import { WebhookHandler } from './webhook-handler.ts';

const event = {
  EventName: 'subscription-updated',
  ResourceUri: 'https://api.partnercenter.microsoft.com/webhooks/v1/customers/c1/subscriptions/s1',
  ResourceName: 'subscription',
  AuditUri: null,
  ResourceChangeUtcDate: '2026-11-19T16:19:06.3520276+00:00',
};

describe('a handler', () => {
  const at = (second: number, name = 'subscription-updated') =>
    parseWebhookEvent(
      JSON.stringify({ ...event, EventName: name, ResourceChangeUtcDate: `2026-11-19T00:00:0${second}Z` }),
    );

  test('works on one resource one event after the other', async () => {
    const steps: string[] = [];
    const handler = new WebhookHandler({
      handlers: {
        'subscription-updated': async ({ changedAt }) => {
          steps.push(`begin ${changedAt[18]}`);
          await new Promise(setImmediate);
          steps.push(`end ${changedAt[18]}`);
        },
      },
    });
    expect(await Promise.all([1, 2, 3, 2].map((second) => handler.apply(at(second))))).toEqual([
      'applied',
      'applied',
      'applied',
      'duplicate',
    ]);
    expect(steps).toEqual(['begin 1', 'end 1', 'begin 2', 'end 2', 'begin 3', 'end 3']);
  });

  test('leaves events without a handler to the last one', async () => {
    const seen: string[] = [];
    const handler = new WebhookHandler({ handlers: {}, otherwise: ({ name }) => seen.push(name) });
    expect(await handler.apply(at(1, 'lunch-ready'))).toBe('applied');
    expect(seen).toEqual(['lunch-ready']);
  });

  test('leaves alone what another one works on, and takes one effect', async () => {
    const store = new InMemoryDeliveryStore();
    const errors: unknown[] = [];
    let inner: string | undefined;
    const second = new WebhookHandler({ handlers: {}, store });
    const first = new WebhookHandler({
      store,
      onError: (error) => errors.push(error),
      handlers: {
        'subscription-updated': async (each, { complete }) => {
          inner = await second.apply(each);
          await complete(() => undefined);
          await complete(() => undefined);
        },
      },
    });
    expect(await first.apply(at(1))).toBe('failed');
    expect(inner).toBe('busy');
    expect(await first.apply(at(1))).toBe('duplicate');
    expect(errors).toHaveLength(1);
  });

  test('gives a claim back and goes on when its listener throws too', async () => {
    let calls = 0;
    const handler = new WebhookHandler({
      handlers: {
        'subscription-updated': () => {
          calls += 1;
          if (calls === 1) throw new Error('The database is away.');
        },
      },
      onError: () => {
        throw new Error('The log is away.');
      },
    });
    const outcomes = await Promise.all([handler.apply(at(1)), handler.apply(at(1))]);
    expect(outcomes).toEqual(['failed', 'applied']);
  });

  test('forgets what is long ago when its memory is full', async () => {
    const store = new InMemoryDeliveryStore({ size: 2 });
    const handler = new WebhookHandler({ handlers: {}, store });
    for (const second of [1, 2, 3]) await handler.apply(at(second));
    expect(await handler.apply(at(2))).toBe('duplicate');
    expect(await handler.apply(at(1))).toBe('stale');
    await expect(
      store.complete({ key: 'k', resource: 'r', changedAt: '' }, async () => undefined),
    ).rejects.toThrow(TypeError);
  });
});

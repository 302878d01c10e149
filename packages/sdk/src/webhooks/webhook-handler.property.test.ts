import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseWebhookEvent } from './parse-webhook-event.ts';
import type { WebhookEvent } from './webhook-event.ts';
import { WebhookHandler } from './webhook-handler.ts';

const relationship = 'https://partner.microsoft.com/granularAdminRelationships/';
const told = fc.record({
  name: fc.constantFrom(
    'granular-admin-relationship-approved',
    'granular-admin-relationship-activated',
    'dap-admin-relationship-terminated',
  ),
  resource: fc.constantFrom('r1', 'r2'),
  second: fc.integer({ min: 0, max: 59 }),
});
type Told = typeof told extends fc.Arbitrary<infer Each> ? Each : never;

/** What ends delegated administration names no resource. */
function eventOf({ name, resource, second }: Told): WebhookEvent {
  const isNamed = name.startsWith('granular');
  return parseWebhookEvent(
    JSON.stringify({
      EventName: name,
      ...(isNamed && { ResourceUri: `${relationship}${resource}` }),
      ResourceChangeUtcDate: `2026-11-19T00:00:${String(second).padStart(2, '0')}Z`,
    }),
  );
}

const subjectOf = ({ name, resourceUri = '' }: WebhookEvent) => `${name} ${resourceUri}`;
const keyOf = (event: WebhookEvent) => `${subjectOf(event)} ${event.changedAt}`;

const history = fc.record({
  events: fc.uniqueArray(told.map(eventOf), { minLength: 1, maxLength: 12, selector: keyOf }),
  // Which comes next, whether once more, and where the handler crashes.
  order: fc.infiniteStream(fc.nat()),
  isRepeated: fc.infiniteStream(fc.boolean()),
  crashes: fc.infiniteStream(fc.constantFrom('before', 'within', 'after', 'never', 'never')),
  acceptStale: fc.boolean(),
});

test('whatever order, repetition and crashes: each event reaches its handler, and is applied once', async () => {
  await fc.assert(
    fc.asyncProperty(history, async ({ events, order, isRepeated, crashes, acceptStale }) => {
      const called = new Set<string>();
      const applied: WebhookEvent[] = [];
      const stale = new Set<string>();
      const handler = new WebhookHandler({
        handlers: {},
        acceptStale,
        otherwise: async (event, { complete }) => {
          const crash = crashes.next().value;
          called.add(keyOf(event));
          if (crash === 'before') throw new Error('It crashed.');
          await complete(() => {
            if (crash === 'within') throw new Error('It crashed.');
            applied.push(event);
          });
          if (crash === 'after') throw new Error('It crashed.');
        },
      });
      const waiting = [...events];
      while (waiting.length > 0) {
        const [event] = waiting.splice(order.next().value % waiting.length, 1) as [WebhookEvent];
        const outcome = await handler.apply(event);
        if (outcome === 'failed' || isRepeated.next().value) waiting.push(event);
        if (outcome === 'stale') stale.add(keyOf(event));
      }
      const keys = applied.map(keyOf);
      expect(new Set(keys).size).toBe(keys.length);
      for (const event of events) {
        const isStale = stale.has(keyOf(event)) && !keys.includes(keyOf(event));
        const newer = applied.some(
          (each) => subjectOf(each) === subjectOf(event) && each.changedAt > event.changedAt,
        );
        expect(called.has(keyOf(event)) || isStale).toBe(true);
        expect(keys.includes(keyOf(event)) || isStale).toBe(true);
        if (isStale)
          expect([acceptStale, event.resourceUri === undefined, newer]).toEqual([false, false, true]);
      }
    }),
    { numRuns: 500 },
  );
});

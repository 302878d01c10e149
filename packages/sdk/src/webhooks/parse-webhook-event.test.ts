import { describe, expect, test, vi } from 'vitest';
import { parseWebhookEvent } from './parse-webhook-event.ts';
import { WebhookVerificationError } from './webhook-verification-error.ts';

const event = {
  EventName: 'subscription-updated',
  ResourceUri: 'https://api.partnercenter.microsoft.com/webhooks/v1/customers/c1/subscriptions/s1',
  ResourceName: 'subscription',
  AuditUri: null,
  ResourceChangeUtcDate: '2026-11-19T16:19:06.3520276+00:00',
};

describe('events', () => {
  test('are read whatever the case of their fields', () => {
    const lower = Object.fromEntries(
      Object.entries(event).map(([name, value]) => [name.toLowerCase(), value]),
    );
    const { raw: _, ...read } = parseWebhookEvent(JSON.stringify(lower));
    expect(parseWebhookEvent(JSON.stringify(event))).toMatchObject(read);
    expect(read.changedAt).toBe('2026-11-19T16:19:06.3520276Z');
  });

  test('carry the ids of their resources', () => {
    const read = (EventName: string, ResourceUri?: string) =>
      parseWebhookEvent(
        JSON.stringify({ EventName, ResourceUri, ResourceChangeUtcDate: '2026-11-19T00:00:00' }),
      );
    const portal = 'https://partner.microsoft.com/granularAdminRelationships/r1';
    expect(read('granular-admin-relationship-approved', portal)).toMatchObject({ relationshipId: 'r1' });
    expect(read('granular-admin-access-assignment-created', `${portal}/accessAssignments/a1`)).toMatchObject({
      relationshipId: 'r1',
      assignmentId: 'a1',
    });
    expect(read('invoice-ready', 'https://x/v1/invoices/G1')).toMatchObject({ invoiceId: 'G1' });
    expect(read('dap-admin-relationship-approved')).toMatchObject({ known: true, resourceUri: undefined });
    expect(read('lunch-ready', 'https://x/lunch')).toMatchObject({
      known: false,
      name: 'lunch-ready',
      raw: { EventName: 'lunch-ready' },
    });
  });

  test.each(['2026-11-19T16:19:06', '2026-11-19 16:19:06', '2026-11-19T16:19:06Z'])(
    'changed at %s in UTC, wherever they are read',
    (ResourceChangeUtcDate) => {
      vi.stubEnv('TZ', 'America/Lima');
      const { changedAt } = parseWebhookEvent(JSON.stringify({ ...event, ResourceChangeUtcDate }));
      vi.unstubAllEnvs();
      expect(changedAt).toBe('2026-11-19T16:19:06.0000000Z');
    },
  );

  test.each([
    '',
    'null',
    '[]',
    '{}',
    '{"EventName":"a"}',
    '{"EventName":"a","ResourceChangeUtcDate":"soon"}',
  ])('are none of %j', (body) => {
    expect(() => parseWebhookEvent(body)).toThrow(WebhookVerificationError);
  });
});

import type { WebhookEvent, WebhookEventName } from './webhook-event.ts';
import { WebhookVerificationError } from './webhook-verification-error.ts';

type Ids = Readonly<Record<string, RegExp>>;

const customerId = /\/customers\/([^/?#]+)/i;
const relationshipId = /\/granularAdminRelationships\/([^/?#]+)/i;
const referral: Ids = { referralId: /\/referrals\/([^/?#]+)/i };
const accepted: Ids = { customerId };
const relationship: Ids = { relationshipId };
const assignment: Ids = { relationshipId, assignmentId: /\/accessAssignments\/([^/?#]+)/i };
const migration: Ids = { customerId, migrationId: /\/migrations\/newcommerce\/(?:schedules\/)?([^/?#]+)/i };

/** The documented events, with where their ids are in ResourceUri. */
const idsOf: Readonly<Record<WebhookEventName, Ids>> = {
  'test-created': { correlationId: /\/validationEvents\/([^/?#]+)/i },
  'subscription-updated': { customerId, subscriptionId: /\/subscriptions\/([^/?#]+)/i },
  'usagerecords-thresholdExceeded': {},
  'invoice-ready': { invoiceId: /\/invoices\/([^/?#]+)/i },
  'azure-fraud-event-detected': { subscriptionId: /[?&]SubscriptionId=([^&#]+)/i },
  'referral-created': referral,
  'referral-updated': referral,
  'related-referral-created': referral,
  'related-referral-updated': referral,
  'reseller-relationship-accepted-by-customer': accepted,
  'indirect-reseller-relationship-accepted-by-customer': accepted,
  'dap-admin-relationship-approved': {},
  'dap-admin-relationship-terminated': {},
  'dap-admin-relationship-terminated-by-microsoft': {},
  'granular-admin-relationship-approved': relationship,
  'granular-admin-relationship-activated': relationship,
  'granular-admin-relationship-terminated': relationship,
  'granular-admin-relationship-expired': relationship,
  'granular-admin-access-assignment-created': assignment,
  'granular-admin-access-assignment-activated': assignment,
  'granular-admin-access-assignment-updated': assignment,
  'granular-admin-access-assignment-deleted': assignment,
  'new-commerce-migration-created': migration,
  'new-commerce-migration-completed': migration,
  'new-commerce-migration-failed': migration,
  'new-commerce-migration-schedule-failed': migration,
};

const names = new Map(Object.keys(idsOf).map((name) => [name.toLowerCase(), name as WebhookEventName]));

/**
 * Reads an event without asking who sent it: for events that were verified before they went into a queue.
 * Names of fields are read whatever their case, since the documentation and the wire differ in it. An event that is not documented arrives with `known: false`.
 * Source: Partner Center developer documentation: partner-center-webhook-events
 * @throws {WebhookVerificationError} `event_malformed`
 * @example
 * const event = parseWebhookEvent(body);
 * if (event.known && event.name === 'subscription-updated') console.log(event.customerId, event.subscriptionId);
 */
export function parseWebhookEvent(body: string | Uint8Array): WebhookEvent {
  const raw = objectIn(body);
  const fields = new Map(Object.entries(raw).map(([name, value]) => [name.toLowerCase(), value]));
  const name = textOf(fields.get('eventname'));
  const changedAt = instantOf(textOf(fields.get('resourcechangeutcdate')) ?? '');
  if (name === undefined) throw malformed('EventName is missing.');
  if (changedAt === undefined) throw malformed('ResourceChangeUtcDate is missing, or no date.');
  const resourceUri = textOf(fields.get('resourceuri'));
  const envelope = {
    resourceUri,
    resourceName: textOf(fields.get('resourcename')),
    auditUri: textOf(fields.get('audituri')) ?? textOf(fields.get('auditurl')),
    changedAt,
    raw,
  };
  const known = names.get(name.toLowerCase());
  if (known === undefined) return { known: false, name, ...envelope };
  const ids = Object.entries(idsOf[known]).map(([id, pattern]) => [id, idIn(resourceUri, pattern)]);
  return { known: true, name: known, ...envelope, ...Object.fromEntries(ids) } as WebhookEvent;
}

function objectIn(body: string | Uint8Array): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(
      (typeof body === 'string' ? body : new TextDecoder().decode(body)).replace(/^\uFEFF/, ''),
    );
  } catch {
    throw malformed('The body is not JSON.');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw malformed('The body is no JSON object.');
  return value as Readonly<Record<string, unknown>>;
}

/** With all seven digits that Partner Center writes: two changes of one millisecond are two. */
function instantOf(text: string): string | undefined {
  // The field is UTC by its name: without an offset, Date.parse would take it for local time.
  const milliseconds = Date.parse(/[T ][\d:.]+$/.test(text) ? `${text}Z` : text);
  if (Number.isNaN(milliseconds)) return undefined;
  const fraction = /\.(\d+)/.exec(text)?.[1] ?? '';
  return `${new Date(milliseconds).toISOString().slice(0, 19)}.${fraction.slice(0, 7).padEnd(7, '0')}Z`;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function idIn(uri: string | undefined, pattern: RegExp): string | undefined {
  const found = pattern.exec(uri ?? '')?.[1];
  if (found === undefined) return undefined;
  try {
    return decodeURIComponent(found);
  } catch {
    return found;
  }
}

function malformed(message: string): WebhookVerificationError {
  return new WebhookVerificationError('event_malformed', message);
}

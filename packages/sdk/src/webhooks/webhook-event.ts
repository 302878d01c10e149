/** What every event says. There is no more in it: fetch the resource for what it has become. */
interface EventEnvelope {
  /** Where the resource is, as it was sent; Partner Center writes `/webhooks` into some that must be left out to call them. */
  readonly resourceUri: string | undefined;
  readonly resourceName: string | undefined;
  /** The audit record of the change, where there is one. */
  readonly auditUri: string | undefined;
  /** When the resource changed, ISO 8601 in UTC with seven digits of the second; events come up to 48 hours later. */
  readonly changedAt: string;
  /** The body as it came. */
  readonly raw: Readonly<Record<string, unknown>>;
}

interface Known<Name extends string> extends EventEnvelope {
  readonly known: true;
  readonly name: Name;
}

/** You asked for it, with `partnerCenter.webhooks.sendTest()`. */
export interface TestEvent extends Known<'test-created'> {
  readonly correlationId: string | undefined;
}

export interface SubscriptionEvent extends Known<'subscription-updated'> {
  readonly customerId: string | undefined;
  readonly subscriptionId: string | undefined;
}

/** Some customer is over its budget: which one is not said. */
export type UsageThresholdEvent = Known<'usagerecords-thresholdExceeded'>;

export interface InvoiceEvent extends Known<'invoice-ready'> {
  readonly invoiceId: string | undefined;
}

export interface AzureFraudEvent extends Known<'azure-fraud-event-detected'> {
  readonly subscriptionId: string | undefined;
}

export interface ReferralEvent
  extends Known<
    'referral-created' | 'referral-updated' | 'related-referral-created' | 'related-referral-updated'
  > {
  readonly referralId: string | undefined;
}

export interface RelationshipAcceptedEvent
  extends Known<
    'reseller-relationship-accepted-by-customer' | 'indirect-reseller-relationship-accepted-by-customer'
  > {
  readonly customerId: string | undefined;
}

/** Delegated administration without granularity: the customer is not named. */
export type DelegatedAdminEvent = Known<
  | 'dap-admin-relationship-approved'
  | 'dap-admin-relationship-terminated'
  | 'dap-admin-relationship-terminated-by-microsoft'
>;

export interface AdminRelationshipEvent
  extends Known<
    | 'granular-admin-relationship-approved'
    | 'granular-admin-relationship-activated'
    | 'granular-admin-relationship-terminated'
    | 'granular-admin-relationship-expired'
  > {
  readonly relationshipId: string | undefined;
}

export interface AccessAssignmentEvent
  extends Known<
    | 'granular-admin-access-assignment-created'
    | 'granular-admin-access-assignment-activated'
    | 'granular-admin-access-assignment-updated'
    | 'granular-admin-access-assignment-deleted'
  > {
  readonly relationshipId: string | undefined;
  readonly assignmentId: string | undefined;
}

export interface MigrationEvent
  extends Known<
    | 'new-commerce-migration-created'
    | 'new-commerce-migration-completed'
    | 'new-commerce-migration-failed'
    | 'new-commerce-migration-schedule-failed'
  > {
  readonly customerId: string | undefined;
  readonly migrationId: string | undefined;
}

/** An event that this version does not know. */
export interface UnknownWebhookEvent extends EventEnvelope {
  readonly known: false;
  readonly name: string;
}

export type KnownWebhookEvent =
  | TestEvent
  | SubscriptionEvent
  | UsageThresholdEvent
  | InvoiceEvent
  | AzureFraudEvent
  | ReferralEvent
  | RelationshipAcceptedEvent
  | DelegatedAdminEvent
  | AdminRelationshipEvent
  | AccessAssignmentEvent
  | MigrationEvent;

/** What Partner Center tells of. Ask `known` first: then `name` says which of the documented events it is. */
export type WebhookEvent = KnownWebhookEvent | UnknownWebhookEvent;

export type WebhookEventName = KnownWebhookEvent['name'];

type Naming<Event, Name> = Event extends { readonly name: infer Names }
  ? Name extends Names
    ? Event
    : never
  : never;

/** The event of a name. */
export type WebhookEventNamed<Name extends WebhookEventName> = Naming<KnownWebhookEvent, Name>;

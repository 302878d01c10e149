import type { Change } from '../../kernel/collection.ts';
import type { World } from '../../world.ts';
import type { AzureBudget } from '../azure/budgets.ts';
import type { FraudEvent } from '../azure/fraud-event.ts';
import type { AccessAssignment } from '../gdap/access-assignment.ts';
import { type AdminRelationship, adminRelationships } from '../gdap/admin-relationship.ts';
import type { Migration, MigrationSchedule } from '../migrations/migration.ts';
import { type Subscription, subscriptions } from '../subscriptions/subscription.ts';
import { providerOf } from '../tenants/relationship.ts';
import type { CommercialRelationship } from '../tenants/tenant.ts';
import { raise, type WebhookEvent } from './delivery.ts';
import { webhookRegistrations } from './registration.ts';

interface Told {
  readonly companyId: number;
  readonly event: WebhookEvent;
}

type Changed<Entity> = { readonly before: Entity | undefined; readonly after: Entity | undefined };
type Tell<Entity> = (
  world: World,
  change: Changed<Entity>,
  newTenants: ReadonlySet<unknown>,
) => readonly Told[];

const api = 'https://api.partnercenter.microsoft.com';
const portal = 'https://partner.microsoft.com';

/** What of a subscription is commerce: the rest nobody is told of. evidence: modelled */
const commerce: readonly (keyof Subscription)[] = [
  'state',
  'displayName',
  'productName',
  'billingType',
  'term',
  'billingCycle',
  'nextBillingType',
  'quantity',
  'termStart',
  'termEnd',
  'endOfTermAction',
  'renewValues',
  'renewTo',
  'partnerId',
  'afterlife',
];
const sold = new Set(['licence', 'azure-plan', 'software-subscription', 'marketplace-saas', 'savings-plan']);

const tellSubscription: Tell<Subscription> = (world, { before, after }) => {
  if (after?.vendorReferenceId === undefined || after.tenantId === undefined || !sold.has(after.kind))
    return [];
  if (before && commerce.every((field) => JSON.stringify(before[field]) === JSON.stringify(after[field])))
    return [];
  return [
    {
      companyId: providerOf(world, after.companyId),
      event: {
        name: 'subscription-updated',
        resourceName: 'subscription',
        resourceUri: `${api}/webhooks/v1/customers/${after.tenantId}/subscriptions/${after.vendorReferenceId}`,
      },
    },
  ];
};

const tellRelationship: Tell<CommercialRelationship> = (_world, { before, after }, newTenants) => {
  const told: Told[] = [];
  const relationship = after ?? before;
  if (relationship === undefined) return told;
  const { providerId: companyId, tenantId } = relationship;
  // A customer that the partner made has accepted nothing.
  if (after?.state === 'accepted' && before?.state !== 'accepted' && !newTenants.has(tenantId)) {
    told.push({
      companyId,
      event: {
        name: 'reseller-relationship-accepted-by-customer',
        resourceName: 'customer',
        resourceUri: `${api}/v1/customers/${tenantId}`,
      },
    });
  }
  if (before?.delegatedAccess && !after?.delegatedAccess)
    told.push({
      companyId,
      event: { name: 'dap-admin-relationship-terminated', resourceName: 'PartnerCustomerDap' },
    });
  return told;
};

const relationshipNames: Readonly<Record<string, WebhookEvent['name']>> = {
  approved: 'granular-admin-relationship-approved',
  active: 'granular-admin-relationship-activated',
  terminated: 'granular-admin-relationship-terminated',
  expired: 'granular-admin-relationship-expired',
};

const tellAdminRelationship: Tell<AdminRelationship> = (_world, { before, after }) => {
  const name = after && relationshipNames[after.status];
  if (name === undefined || before?.status === after?.status) return [];
  const resourceUri = `${portal}/granularAdminRelationships/${after?.id}`;
  return [
    {
      companyId: after?.partnerId ?? 0,
      event: { name, resourceName: 'GranularAdminRelationship', resourceUri },
    },
  ];
};

const tellAssignment: Tell<AccessAssignment> = (world, { before, after }) => {
  const name = after && assignmentEvent(before, after);
  const relationship = world.store.of(adminRelationships).get(after?.relationshipId ?? '');
  if (name === undefined || relationship === undefined) return [];
  const resourceUri = `${portal}/granularAdminRelationships/${relationship.id}/accessAssignments/${after?.id}`;
  return [
    {
      companyId: relationship.partnerId,
      event: { name, resourceName: 'GranularAdminAccessAssignment', resourceUri },
    },
  ];
};

function assignmentEvent(
  before: AccessAssignment | undefined,
  after: AccessAssignment,
): WebhookEvent['name'] | undefined {
  if (before === undefined) return 'granular-admin-access-assignment-created';
  if (before.status !== after.status) {
    if (after.status === 'active') return 'granular-admin-access-assignment-activated';
    return after.status === 'deleted' ? 'granular-admin-access-assignment-deleted' : undefined;
  }
  const isSame = before.roleIds.join() === after.roleIds.join();
  return isSame ? undefined : 'granular-admin-access-assignment-updated';
}

const tellMigration: Tell<Migration> = (_world, { before, after }) => {
  if (after === undefined || before?.status === after.status) return [];
  const names = {
    Processing: 'new-commerce-migration-created',
    Completed: 'new-commerce-migration-completed',
    Failed: 'new-commerce-migration-failed',
  } as const;
  const resourceUri = `${api}/v1/customers/${after.tenantId}/migrations/newcommerce/${after.id}`;
  return [
    {
      companyId: after.companyId,
      event: { name: names[after.status], resourceName: 'migration', resourceUri },
    },
  ];
};

const tellSchedule: Tell<MigrationSchedule> = (_world, { before, after }) => {
  if (after?.status !== 'Failed' || before?.status === 'Failed') return [];
  const name = 'new-commerce-migration-schedule-failed';
  const resourceUri = `${api}/v1/customers/${after.tenantId}/migrations/newcommerce/schedules/${after.id}`;
  return [{ companyId: after.companyId, event: { name, resourceName: 'migration', resourceUri } }];
};

const tellBudget: Tell<AzureBudget> = (_world, { before, after }) => {
  const { told } = after ?? {};
  if (told === undefined || JSON.stringify(told) === JSON.stringify(before?.told)) return [];
  const resourceUri = `${api}/v1/customers/usagerecords`;
  return [
    {
      companyId: after?.providerId ?? 0,
      event: { name: 'usagerecords-thresholdExceeded', resourceName: 'usagerecords', resourceUri },
    },
  ];
};

const tellFraud: Tell<FraudEvent> = (world, { before, after }) => {
  const subscription = after && world.store.of(subscriptions).get(after.subscriptionId);
  if (before !== undefined || subscription === undefined) return [];
  const query = `SubscriptionId=${subscription.vendorReferenceId}&EventStatus=${after?.status}`;
  return [
    {
      companyId: providerOf(world, subscription.companyId),
      event: { name: 'azure-fraud-event-detected', resourceUri: `${api}/v1/fraudEvents?${query}` },
    },
  ];
};

const tellers: Readonly<Record<string, Tell<never>>> = {
  subscriptions: tellSubscription,
  commercialRelationships: tellRelationship,
  adminRelationships: tellAdminRelationship,
  accessAssignments: tellAssignment,
  migrations: tellMigration,
  migrationSchedules: tellSchedule,
  azureBudgets: tellBudget,
  fraudEvents: tellFraud,
};

/** Tells partners of what was committed: each entity once, by what it was before and is now. */
export function raiseEvents(world: World, changes: readonly Change[]): void {
  if (world.store.of(webhookRegistrations).size === 0) return;
  const merged = new Map<string, Change>();
  for (const change of changes) {
    if (tellers[change.collection] === undefined) continue;
    const id = `${change.collection} ${change.key}`;
    merged.set(id, { ...change, before: merged.has(id) ? merged.get(id)?.before : change.before });
  }
  if (merged.size === 0) return;
  const newTenants = new Set<unknown>(
    changes.filter(({ collection, before }) => collection === 'tenants' && !before).map(({ key }) => key),
  );
  world.transact(() => {
    for (const change of merged.values()) {
      const tell = tellers[change.collection] as Tell<object> | undefined;
      for (const { companyId, event } of tell?.(world, change, newTenants) ?? [])
        raise(world, companyId, event);
    }
  });
}

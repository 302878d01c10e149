import type { Job } from '../../kernel/scheduler.ts';
import type { World } from '../../world.ts';
import { type Actor, systemActor } from '../actor.ts';
import { refundCancellation } from '../billing/charge.ts';
import { isMicrosoft } from '../catalogue/availability.ts';
import { planFor, requireProduct } from '../catalogue/catalogue.ts';
import { type NewLine, placeOrder } from '../orders/place-order.ts';
import { partnerOf } from '../partners/partner.ts';
import { Refusal } from '../refusal.ts';
import { auditSubscription } from '../subscriptions/audit-subscription.ts';
import { endSubscription } from '../subscriptions/change.ts';
import { type Subscription, subscriptions } from '../subscriptions/subscription.ts';
import { type Tenant, tenants } from '../tenants/tenant.ts';
import { type CheckedMigration, checkMigration, refuseProblems } from './check-migration.ts';
import {
  type Migration,
  type MigrationEvent,
  type MigrationEventName,
  type MigrationLine,
  migrations,
  type WantedMigration,
} from './migration.ts';

/** How long a migration takes on the world's clock; minutes to hours there. evidence: modelled */
const migrationTime = 60_000;

/** Starts to move a legacy subscription, with its add-ons, to new commerce. It cannot be undone. */
export function createMigration(
  world: World,
  actor: Actor,
  tenant: Tenant,
  wanted: WantedMigration,
): Migration {
  const checked = checkMigration(world, actor, tenant, wanted, { at: world.clock.now() });
  const migration = beginMigration(world, actor, tenant, checked);
  world.scheduler.schedule({
    key: `migration:${migration.id}`,
    kind: 'migration',
    due: world.clock.now() + migrationTime,
    subject: migration.id,
  });
  return migration;
}

/** Writes a migration down, and holds its subscriptions against other changes. @throws Refusal for what the check found */
export function beginMigration(
  world: World,
  actor: Actor,
  tenant: Tenant,
  checked: CheckedMigration,
): Migration {
  refuseProblems(checked);
  const lines = linesOf(checked);
  const now = world.clock.now();
  for (const { subscriptionId } of [lines.line, ...lines.addOns]) {
    const subscription = mustHold(world, subscriptionId);
    auditSubscription(world, actor, subscription, 'MigrationStarted');
    world.store.of(subscriptions).put({ ...subscription, pendingChange: true });
  }
  const { externalReferenceId } = checked.wanted;
  return world.store.of(migrations).put({
    id: world.ids.uuid(),
    tenantId: tenant.id,
    companyId: partnerOf(world, actor).companyId,
    username: actor.username,
    status: 'Processing' as const,
    startedAt: now,
    ...lines,
    ...(externalReferenceId !== undefined && { externalReferenceId }),
    events: [event(world, 'MigrationStarted')],
  });
}

/** What a check without problems comes to. */
export function linesOf(checked: CheckedMigration): Pick<Migration, 'line' | 'addOns'> {
  const { line } = checked;
  if (line === undefined)
    throw new Error(`Nothing was found to migrate ${checked.wanted.currentReferenceId} to.`);
  return { line, addOns: checked.addOns.flatMap((each) => each.line ?? []) };
}

function event(world: World, name: MigrationEventName): MigrationEvent {
  return { id: world.ids.uuid(), at: world.clock.now(), name };
}

function mustHold(world: World, subscriptionId: number): Subscription {
  const subscription = world.store.of(subscriptions).get(subscriptionId);
  if (subscription !== undefined) return subscription;
  throw new Refusal(
    'not-found',
    'migration.subscription_unknown',
    `Subscription ${subscriptionId} is gone; it cannot be migrated.`,
  );
}

/** Brings a migration to its end: the new subscriptions are bought, the legacy ones are over. A refusal fails it and frees them. */
export function completeMigration(world: World, migration: Migration): Migration {
  try {
    return world.transact(() => finish(world, migration));
  } catch (reason) {
    if (!(reason instanceof Refusal)) throw reason;
    for (const { subscriptionId } of [migration.line, ...migration.addOns]) {
      const subscription = world.store.of(subscriptions).get(subscriptionId);
      if (subscription === undefined) continue;
      const { pendingChange: _, ...freed } = subscription;
      const stored = world.store.of(subscriptions).put(freed);
      auditSubscription(world, systemActor, stored, 'MigrationFailed', reason.message);
    }
    return world.store.of(migrations).put({
      ...migration,
      status: 'Failed' as const,
      completedAt: world.clock.now(),
      events: [...migration.events, event(world, 'MigrationFailed')],
    });
  }
}

function finish(world: World, migration: Migration): Migration {
  const tenant = world.store.of(tenants).get(migration.tenantId);
  if (tenant === undefined) {
    throw new Refusal('not-found', 'migration.customer_gone', `Customer ${migration.tenantId} is gone.`);
  }
  const { companyId, username } = migration;
  const actor: Actor = { ...systemActor, companyId, username };
  const lines = [migration.line, ...migration.addOns];
  const legacy = lines.map((line) => endLegacy(world, actor, line));
  const bought = buy(world, actor, tenant, lines, legacy);
  return world.store.of(migrations).put({
    ...migration,
    status: 'Completed' as const,
    completedAt: world.clock.now(),
    line: bought[0] ?? migration.line,
    addOns: bought.slice(1),
    events: [
      ...migration.events,
      event(world, 'NewCommerceSubscriptionCreated'),
      event(world, 'NewCommerceSubscriptionProvisioned'),
      event(world, 'MigrationCompleted'),
    ],
  });
}

function endLegacy(world: World, actor: Actor, line: MigrationLine): Subscription {
  const subscription = mustHold(world, line.subscriptionId);
  if (subscription.state !== 'active') {
    throw new Refusal(
      'invalid',
      'migration.not_active',
      `Subscription ${line.currentReferenceId} is ${subscription.state} by now; only an active one can be migrated.`,
    );
  }
  refundCancellation(world, subscription);
  const ended = endSubscription(world, subscription, 'Migrated to new commerce');
  auditSubscription(world, actor, ended, 'Migrated');
  return subscription;
}

/** An order has one billing cycle, so that add-ons with another come in an order of their own. */
function buy(
  world: World,
  actor: Actor,
  tenant: Tenant,
  lines: readonly MigrationLine[],
  legacy: readonly Subscription[],
): MigrationLine[] {
  const bought: MigrationLine[] = [...lines];
  for (const cycle of new Set(lines.map((line) => line.billingCycle))) {
    const places = lines.flatMap((line, place) => (line.billingCycle === cycle ? [place] : []));
    const order = placeOrder(world, actor, {
      tenant,
      lines: places.flatMap((place) => newLine(lines[place], legacy[place]) ?? []),
    });
    for (const [index, place] of places.entries()) {
      const line = lines[place];
      const made = world.store.of(subscriptions).get(order.lines[index]?.subscriptionId ?? 0);
      if (line === undefined || made?.vendorReferenceId === undefined) continue;
      bought[place] = { ...line, newReferenceId: made.vendorReferenceId, newOrderId: order.id };
    }
  }
  return bought;
}

function newLine(line: MigrationLine | undefined, legacy: Subscription | undefined): NewLine | undefined {
  const product = requireProduct(line?.productName ?? '', 'catalogItemId');
  if (line === undefined || legacy === undefined || !isMicrosoft(product)) return undefined;
  const named = legacy.displayName !== requireProduct(legacy.productName).displayName;
  return {
    product,
    plan: planFor(product, line.billingType),
    quantity: line.quantity,
    catalogItemId: line.catalogItemId,
    friendlyName: named ? legacy.displayName : undefined,
    customTermEnd: line.termEnd,
    partnerIdOnRecord: legacy.partnerId,
    migratedFrom: line.currentReferenceId,
  };
}

export const migrationJobs = {
  migration: (world: World, job: Job) => {
    const migration = world.store.of(migrations).get(job.subject);
    if (migration?.status === 'Processing') completeMigration(world, migration);
  },
};

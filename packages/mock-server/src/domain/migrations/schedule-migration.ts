import { parseInstant } from '../../kernel/calendar.ts';
import type { Job } from '../../kernel/scheduler.ts';
import type { World } from '../../world.ts';
import { type Actor, systemActor } from '../actor.ts';
import { partnerOf } from '../partners/partner.ts';
import { Refusal } from '../refusal.ts';
import { auditSubscription } from '../subscriptions/audit-subscription.ts';
import { planRenewal } from '../subscriptions/plan-renewal.ts';
import { type Subscription, subscriptions } from '../subscriptions/subscription.ts';
import { type Tenant, tenants } from '../tenants/tenant.ts';
import { checkMigration, refuseProblems } from './check-migration.ts';
import { beginMigration, completeMigration, linesOf } from './migrate.ts';
import { type MigrationSchedule, migrationSchedules, type WantedMigration } from './migration.ts';

export interface WantedSchedule extends WantedMigration {
  readonly targetDate?: string | undefined;
  readonly migrateOnRenewal?: boolean | undefined;
}

/** Plans a migration for a day, or for the renewal. */
export function scheduleMigration(
  world: World,
  actor: Actor,
  tenant: Tenant,
  wanted: WantedSchedule,
): MigrationSchedule {
  const planned = world.store
    .of(migrationSchedules)
    .find('current', wanted.currentReferenceId.toLowerCase())
    .find((each) => each.status === 'Created' && each.tenantId === tenant.id);
  if (planned !== undefined) {
    throw new Refusal(
      'conflict',
      'migration_schedule.exists',
      `currentSubscriptionId ${wanted.currentReferenceId} has schedule ${planned.id} already; change or cancel that one.`,
      'currentSubscriptionId',
    );
  }
  const now = world.clock.now();
  return plan(world, actor, tenant, wanted, {
    id: world.ids.uuid(),
    tenantId: tenant.id,
    companyId: partnerOf(world, actor).companyId,
    createdAt: now,
  });
}

/** Replaces what is planned; the subscription stays. */
export function updateMigrationSchedule(
  world: World,
  actor: Actor,
  tenant: Tenant,
  scheduleId: string,
  wanted: Omit<WantedSchedule, 'currentReferenceId'>,
): MigrationSchedule {
  const { id, tenantId, companyId, createdAt, line } = openSchedule(world, actor, tenant, scheduleId);
  const { currentReferenceId } = line;
  return plan(
    world,
    actor,
    tenant,
    { ...wanted, currentReferenceId },
    { id, tenantId, companyId, createdAt },
  );
}

export function cancelMigrationSchedule(
  world: World,
  actor: Actor,
  tenant: Tenant,
  scheduleId: string,
): MigrationSchedule {
  const schedule = openSchedule(world, actor, tenant, scheduleId);
  world.scheduler.cancel(jobKey(schedule.id));
  audit(world, actor, schedule, 'MigrationScheduleCancelled');
  return world.store
    .of(migrationSchedules)
    .put({ ...schedule, status: 'Cancelled' as const, modifiedAt: world.clock.now() });
}

/** A schedule of the customer and partner. @throws Refusal when there is none */
export function scheduleInScope(
  world: World,
  actor: Actor,
  tenant: Tenant,
  scheduleId: string,
): MigrationSchedule {
  const schedule = world.store.of(migrationSchedules).get(scheduleId.toLowerCase());
  if (schedule?.tenantId === tenant.id && schedule.companyId === partnerOf(world, actor).companyId)
    return schedule;
  throw new Refusal(
    'not-found',
    'migration_schedule.unknown',
    `scheduleId ${scheduleId} is no planned migration of the customer.`,
    'scheduleId',
  );
}

function openSchedule(world: World, actor: Actor, tenant: Tenant, scheduleId: string): MigrationSchedule {
  const schedule = scheduleInScope(world, actor, tenant, scheduleId);
  if (schedule.status === 'Created') return schedule;
  throw new Refusal(
    'conflict',
    'migration_schedule.closed',
    `Schedule ${scheduleId} is ${schedule.status.toLowerCase()}; only one that still waits can be changed.`,
    'scheduleId',
  );
}

function plan(
  world: World,
  actor: Actor,
  tenant: Tenant,
  wanted: WantedSchedule,
  identity: Pick<MigrationSchedule, 'id' | 'tenantId' | 'companyId' | 'createdAt'>,
): MigrationSchedule {
  const targetAt = targetOf(world, wanted);
  const now = world.clock.now();
  const onRenewal = targetAt === undefined;
  const first = checkMigration(world, actor, tenant, wanted, { at: targetAt ?? now, onRenewal });
  const due = targetAt ?? first.line?.subscriptionEnd;
  // What counts is how old the subscription will be, and the ends that can be chosen then.
  const checked =
    onRenewal && due !== undefined
      ? checkMigration(world, actor, tenant, wanted, { at: due, onRenewal })
      : first;
  refuseProblems(checked);
  const { targetDate: _, migrateOnRenewal: __, ...migration } = wanted;
  const schedule = world.store.of(migrationSchedules).put({
    ...identity,
    username: actor.username,
    status: 'Created' as const,
    wanted: migration,
    ...linesOf(checked),
    ...(targetAt !== undefined && { targetAt }),
    migrateOnRenewal: onRenewal,
    modifiedAt: now,
  });
  world.scheduler.schedule({
    key: jobKey(schedule.id),
    kind: 'migration-schedule',
    due: due ?? now,
    subject: schedule.id,
  });
  const subscription = audit(world, actor, schedule, 'MigrationScheduled');
  // Of two jobs of one instant the older runs first, and the renewal must not.
  if (onRenewal && subscription !== undefined) planRenewal(world, subscription);
  return schedule;
}

/** The day to migrate on; undefined for the renewal. @throws Refusal unless just one of them is asked for */
function targetOf(
  world: World,
  { targetDate, migrateOnRenewal = false }: WantedSchedule,
): number | undefined {
  if ((targetDate !== undefined) === migrateOnRenewal) {
    throw new Refusal(
      'invalid',
      'migration_schedule.when',
      'targetDate and migrateOnRenewal: send one of them, and not both.',
      'targetDate',
    );
  }
  if (targetDate === undefined) return undefined;
  const target = instantOf(targetDate);
  if (target > world.clock.now()) return target;
  throw new Refusal(
    'invalid',
    'migration_schedule.date',
    `targetDate "${targetDate}" must be a day to come; write 2027-06-30T00:00:00Z.`,
    'targetDate',
  );
}

function instantOf(text: string): number {
  try {
    return parseInstant(text);
  } catch {
    return Number.NEGATIVE_INFINITY;
  }
}

function jobKey(scheduleId: string): string {
  return `migration-schedule:${scheduleId}`;
}

function audit(
  world: World,
  actor: Actor,
  schedule: MigrationSchedule,
  what: string,
  details?: string,
): Subscription | undefined {
  const subscription = world.store.of(subscriptions).get(schedule.line.subscriptionId);
  if (subscription !== undefined) auditSubscription(world, actor, subscription, what, details ?? schedule.id);
  return subscription;
}

const failedMidway = {
  code: 'migration.failed',
  message: 'The migration began and failed; its events say when.',
};

export const migrationScheduleJobs = {
  /** The day has come: the rules are checked again, as they are now. */
  'migration-schedule': (world: World, job: Job) => {
    const schedule = world.store.of(migrationSchedules).get(job.subject);
    const tenant = world.store.of(tenants).get(schedule?.tenantId ?? '');
    if (schedule?.status !== 'Created' || tenant === undefined) return;
    const { companyId, username, migrateOnRenewal } = schedule;
    const actor: Actor = { ...systemActor, companyId, username };
    const modifiedAt = world.clock.now();
    try {
      const migration = world.transact(() => {
        const moment = { at: modifiedAt, onRenewal: migrateOnRenewal };
        const checked = checkMigration(world, actor, tenant, schedule.wanted, moment);
        return completeMigration(world, beginMigration(world, actor, tenant, checked));
      });
      const migrationId = migration.id;
      world.store
        .of(migrationSchedules)
        .put(
          migration.status === 'Failed'
            ? { ...schedule, status: 'Failed' as const, failure: failedMidway, migrationId, modifiedAt }
            : { ...schedule, status: 'Completed' as const, migrationId, modifiedAt },
        );
    } catch (reason) {
      if (!(reason instanceof Refusal)) throw reason;
      const { code, message } = reason;
      audit(world, systemActor, schedule, 'MigrationFailed', message);
      world.store
        .of(migrationSchedules)
        .put({ ...schedule, status: 'Failed' as const, failure: { code, message }, modifiedAt });
    }
  },
};

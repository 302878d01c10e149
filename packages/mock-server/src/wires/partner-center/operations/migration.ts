import { checkMigration } from '../../../domain/migrations/check-migration.ts';
import { createMigration } from '../../../domain/migrations/migrate.ts';
import {
  type Migration,
  migrationSchedules,
  migrations,
  type WantedMigration,
} from '../../../domain/migrations/migration.ts';
import {
  cancelMigrationSchedule,
  scheduleInScope,
  scheduleMigration,
  updateMigrationSchedule,
} from '../../../domain/migrations/schedule-migration.ts';
import { partnerOf } from '../../../domain/partners/partner.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { NewMigration, NewMigrationSchedule } from '../../../generated/partner-center.gen.ts';
import { offsetOf, pageToken } from '../../../http/page-token.ts';
import type { Call, OperationHandler } from '../../../http/wire.ts';
import { queryOf } from '../query.ts';
import { toEligibility, toMigration, toMigrationEvents, toMigrationSchedule } from '../shapes/migration.ts';
import { attributes } from '../shapes/resource.ts';
import { customerOf } from './customer.ts';

function fromMigration(given: NewMigration): WantedMigration {
  return {
    currentReferenceId: given.currentSubscriptionId,
    quantity: given.quantity,
    term: given.termDuration,
    cycle: given.billingCycle,
    purchaseFullTerm: given.purchaseFullTerm,
    customTermEndDate: given.customTermEndDate,
    externalReferenceId: given.externalReferenceId,
    addOns: (given.addOnMigrations ?? []).map(fromMigration),
  };
}

/** The add-ons of a schedule: Microsoft's library calls them other than its samples do, and both are taken. */
type GivenSchedule = NewMigrationSchedule & { readonly addOnMigrations?: readonly NewMigrationSchedule[] };

function fromSchedule(given: GivenSchedule) {
  const addOns = given.addOnMigrationSchedules ?? given.addOnMigrations ?? [];
  const { currentSubscriptionId = '' } = given;
  return {
    ...fromMigration({ ...given, currentSubscriptionId, addOnMigrations: [] }),
    addOns: addOns.map((each): WantedMigration => fromSchedule(each)),
    targetDate: given.targetDate,
    migrateOnRenewal: given.migrateOnRenewal,
  };
}

interface Found {
  readonly tenantId: string;
  readonly companyId: number;
}

/** What the filters of a query have in common, the partner's own only. @throws Refusal without a filter */
function filtered<Entity extends Found>(
  call: Call,
  find: (index: 'tenant' | 'current' | 'external', value: string) => Entity[],
): Entity[] {
  const query = queryOf(call);
  const { companyId } = partnerOf(call.world, call.actor);
  const found = [
    query.customertenantid && find('tenant', query.customertenantid.toLowerCase()),
    query.currentsubscriptionid && find('current', query.currentsubscriptionid.toLowerCase()),
    query.externalreferenceid && find('external', query.externalreferenceid),
  ].filter((each) => typeof each === 'object');
  const [first, ...others] = found;
  if (first === undefined) {
    throw new Refusal(
      'invalid',
      'migration.no_filter',
      'Send CustomerTenantId, CurrentSubscriptionId or ExternalReferenceId: all at once cannot be read.',
    );
  }
  return first.filter(
    (entity) => entity.companyId === companyId && others.every((other) => other.includes(entity)),
  );
}

const defaultPage = 100;
const largestPage = 500;

function page(call: Call, found: readonly Migration[]) {
  const query = queryOf(call);
  const size = Number(query.pagesize ?? defaultPage);
  const start = query.continuationtoken === undefined ? 0 : offsetOf(query.continuationtoken);
  if (!Number.isInteger(size) || size < 1 || size > largestPage) {
    throw new Refusal(
      'invalid',
      'page.size',
      `PageSize must be a whole number from 1 to ${largestPage}.`,
      'PageSize',
    );
  }
  if (start === undefined) {
    throw new Refusal(
      'invalid',
      'page.token',
      'ContinuationToken is not one that a page gave; begin anew.',
      'ContinuationToken',
    );
  }
  const end = start + size;
  return {
    newCommerceMigrations: found.slice(start, end).map(toMigration),
    ...(end < found.length && { continuationToken: pageToken(end) }),
    attributes: attributes('GetNewCommerceMigrationsResponse'),
  };
}

function migrationOf(call: Call): Migration {
  const { world, actor, parameters } = call;
  const tenant = customerOf(call);
  const { migrationId = '' } = parameters;
  const migration = world.store.of(migrations).get(migrationId.toLowerCase());
  if (migration?.tenantId === tenant.id && migration.companyId === partnerOf(world, actor).companyId)
    return migration;
  throw new Refusal(
    'not-found',
    'migration.unknown',
    `migrationId ${migrationId} is no migration of the customer.`,
    'migrationId',
  );
}

export const migrationOperations = {
  ValidateMigration: (call: Call<NewMigration>) => {
    const { world, actor, body } = call;
    const moment = { at: world.clock.now() };
    return toEligibility(checkMigration(world, actor, customerOf(call), fromMigration(body), moment));
  },
  CreateMigration: (call: Call<NewMigration>) =>
    toMigration(createMigration(call.world, call.actor, customerOf(call), fromMigration(call.body))),
  GetMigration: (call: Call) => toMigration(migrationOf(call)),
  ListMigrations: (call: Call) => {
    const all = call.world.store.of(migrations);
    return page(
      call,
      filtered(call, (index, value) => all.find(index, value)),
    );
  },
  ListMigrationEvents: (call: Call) => {
    const { world, actor } = call;
    const tenant = customerOf(call);
    const { migration_id: migrationId, current_subscription_id: currentId } = queryOf(call);
    const { companyId } = partnerOf(world, actor);
    return world.store
      .of(migrations)
      .find('tenant', tenant.id)
      .filter(
        (each) =>
          each.companyId === companyId &&
          (migrationId === undefined || each.id === migrationId.toLowerCase()) &&
          (currentId === undefined || sameId(each.line.currentReferenceId, currentId)),
      )
      .flatMap(toMigrationEvents);
  },
  CreateMigrationSchedule: (call: Call<NewMigrationSchedule>) =>
    toMigrationSchedule(scheduleMigration(call.world, call.actor, customerOf(call), fromSchedule(call.body))),
  GetMigrationSchedule: (call: Call) =>
    toMigrationSchedule(scheduleInScope(call.world, call.actor, customerOf(call), scheduleIdOf(call))),
  UpdateMigrationSchedule: (call: Call<NewMigrationSchedule>) => {
    const { world, actor, body } = call;
    const { currentReferenceId: _, ...wanted } = fromSchedule(body);
    return toMigrationSchedule(
      updateMigrationSchedule(world, actor, customerOf(call), scheduleIdOf(call), wanted),
    );
  },
  ListMigrationSchedules: (call: Call) => {
    const all = call.world.store.of(migrationSchedules);
    return filtered(call, (index, value) => all.find(index, value)).map(toMigrationSchedule);
  },
  CancelMigrationSchedule: (call: Call) =>
    toMigrationSchedule(
      cancelMigrationSchedule(call.world, call.actor, customerOf(call), scheduleIdOf(call)),
    ),
} satisfies Record<string, OperationHandler>;

function scheduleIdOf({ parameters }: Call): string {
  return parameters.scheduleId ?? '';
}

function sameId(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}

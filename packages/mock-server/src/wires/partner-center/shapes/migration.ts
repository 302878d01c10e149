import type { CheckedMigration } from '../../../domain/migrations/check-migration.ts';
import type { Migration, MigrationLine, MigrationSchedule } from '../../../domain/migrations/migration.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type {
  NewCommerceEligibility,
  NewCommerceMigration,
  NewCommerceMigrationEvent,
  NewCommerceMigrationSchedule,
} from '../../../generated/partner-center.gen.ts';
import { codeOf } from '../refuse.ts';
import { instant } from './resource.ts';

/** `Monthly`, where other resources write `monthly`. evidence: sample */
function toCycle(cycle: string): string {
  return cycle.charAt(0).toUpperCase() + cycle.slice(1);
}

function toTerm(line: MigrationLine) {
  return {
    termDuration: line.term,
    billingCycle: toCycle(line.billingCycle),
    ...(line.customTermEnd !== undefined && {
      customTermEndDate: instant(line.customTermEnd - 1_000),
    }),
  };
}

function toPurchase(line: MigrationLine, tenantId: string) {
  return {
    customerTenantId: tenantId,
    catalogItemId: line.catalogItemId,
    ...(line.subscriptionEnd !== undefined && { subscriptionEndDate: instant(line.subscriptionEnd) }),
    quantity: line.quantity,
    ...toTerm(line),
    purchaseFullTerm: line.purchaseFullTerm,
  };
}

export function toEligibility(checked: CheckedMigration): NewCommerceEligibility {
  const { line, wanted } = checked;
  const addOnMigrations = checked.addOns.map((each) => toEligibility(each));
  return {
    currentSubscriptionId: line?.currentReferenceId ?? wanted.currentReferenceId,
    isEligible: checked.problems.length === 0 && addOnMigrations.every((each) => each.isEligible),
    ...(line && { ...toTerm(line), catalogItemId: line.catalogItemId }),
    errors: checked.problems.map(({ kind, code, message }) => ({
      code: codeOf(new Refusal(kind, code, message))[1],
      description: message,
    })),
    addOnMigrations,
  };
}

/** Add-ons repeat the id and state of the whole: the contract wants them, though the sample has none. */
export function toMigration(migration: Migration): NewCommerceMigration {
  const { id, status, tenantId, line, addOns, externalReferenceId } = migration;
  return {
    id,
    startedTime: instant(migration.startedAt),
    ...(migration.completedAt !== undefined && { completedTime: instant(migration.completedAt) }),
    status,
    ...toMigrated(line, tenantId),
    ...(externalReferenceId !== undefined && { externalReferenceId }),
    addOnMigrations: addOns.map((each) => ({ id, status, ...toMigrated(each, tenantId) })),
  };
}

function toMigrated(line: MigrationLine, tenantId: string) {
  return {
    currentSubscriptionId: line.currentReferenceId,
    ...toPurchase(line, tenantId),
    ...(line.newReferenceId !== undefined && { newCommerceSubscriptionId: line.newReferenceId }),
    ...(line.newOrderId !== undefined && { newCommerceOrderId: line.newOrderId }),
  };
}

export function toMigrationEvents(migration: Migration): NewCommerceMigrationEvent[] {
  return migration.events.map((event) => ({
    id: event.id,
    newCommerceMigrationId: migration.id,
    currentSubscriptionId: migration.line.currentReferenceId,
    customerTenantId: migration.tenantId,
    createdTime: instant(event.at),
    eventName: event.name,
  }));
}

export function toMigrationSchedule(schedule: MigrationSchedule): NewCommerceMigrationSchedule {
  const { id, status, tenantId, line, addOns, targetAt, migrationId, failure } = schedule;
  const { externalReferenceId } = schedule.wanted;
  return {
    id,
    currentSubscriptionId: line.currentReferenceId,
    status,
    ...toPurchase(line, tenantId),
    ...(externalReferenceId !== undefined && { externalReferenceId }),
    ...(targetAt !== undefined && { targetDate: instant(targetAt) }),
    migrateOnRenewal: schedule.migrateOnRenewal,
    createdTime: instant(schedule.createdAt),
    lastModifiedTime: instant(schedule.modifiedAt),
    ...(migrationId !== undefined && { newCommerceMigrationId: migrationId }),
    ...(failure && {
      errorCode: codeOf(new Refusal('invalid', failure.code, failure.message))[1],
      errorDescription: failure.message,
    }),
    addOnMigrationSchedules: addOns.map((each) => ({
      currentSubscriptionId: each.currentReferenceId,
      ...toPurchase(each, tenantId),
    })),
  };
}

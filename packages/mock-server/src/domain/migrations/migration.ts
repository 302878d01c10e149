import { defineCollection } from '../../kernel/collection.ts';
import type { BillingCycle, Term } from '../catalogue/product.ts';

/** A move of a legacy subscription to new commerce, as it is asked for. */
export interface WantedMigration {
  /** Microsoft's id of the legacy subscription. */
  readonly currentReferenceId: string;
  readonly quantity?: number | undefined;
  readonly term?: string | undefined;
  readonly cycle?: string | undefined;
  /** A new full term, instead of what is left of the current one. */
  readonly purchaseFullTerm?: boolean | undefined;
  /** The last day of the first term. */
  readonly customTermEndDate?: string | undefined;
  /** The caller's own id. */
  readonly externalReferenceId?: string | undefined;
  readonly addOns: readonly WantedMigration[];
}

/** One subscription of a migration: the one asked for, or an add-on of it. */
export interface MigrationLine {
  readonly currentReferenceId: string;
  /** The legacy subscription's account id. */
  readonly subscriptionId: number;
  readonly catalogItemId: string;
  readonly productName: string;
  readonly billingType: string;
  readonly quantity: number;
  readonly term: Term;
  readonly billingCycle: BillingCycle;
  readonly purchaseFullTerm: boolean;
  /** When the legacy term would have ended. */
  readonly subscriptionEnd?: number;
  /** The first term's end as the caller set it: the first instant after its last day. */
  readonly customTermEnd?: number;
  /** The instant that the first term is to end at, when it is not a full one. */
  readonly termEnd?: number;
  readonly newReferenceId?: string;
  readonly newOrderId?: string;
}

export type MigrationEventName =
  | 'MigrationStarted'
  | 'NewCommerceSubscriptionCreated'
  | 'NewCommerceSubscriptionProvisioned'
  | 'MigrationCompleted'
  /** evidence: modelled, no source shows a failed one */
  | 'MigrationFailed';

export interface MigrationEvent {
  readonly id: string;
  readonly at: number;
  readonly name: MigrationEventName;
}

export interface Migration {
  readonly id: string;
  readonly tenantId: string;
  /** The partner's company, and who of it asked. */
  readonly companyId: number;
  readonly username: string;
  readonly status: 'Processing' | 'Completed' | 'Failed';
  readonly startedAt: number;
  readonly completedAt?: number;
  readonly line: MigrationLine;
  readonly addOns: readonly MigrationLine[];
  readonly externalReferenceId?: string;
  readonly events: readonly MigrationEvent[];
}

export const migrations = defineCollection<Migration>()({
  name: 'migrations',
  key: (migration) => migration.id,
  indexes: {
    tenant: (migration) => migration.tenantId,
    current: (migration) =>
      [migration.line, ...migration.addOns].map((line) => line.currentReferenceId.toLowerCase()),
    external: (migration) => migration.externalReferenceId,
  },
});

/** A migration that is planned for a day, or for the renewal. */
export interface MigrationSchedule {
  readonly id: string;
  readonly tenantId: string;
  readonly companyId: number;
  readonly username: string;
  readonly status: 'Created' | 'Cancelled' | 'Completed' | 'Failed';
  readonly wanted: WantedMigration;
  /** What the wanted came to when it was planned. */
  readonly line: MigrationLine;
  readonly addOns: readonly MigrationLine[];
  readonly targetAt?: number;
  readonly migrateOnRenewal: boolean;
  readonly createdAt: number;
  readonly modifiedAt: number;
  readonly migrationId?: string;
  readonly failure?: { readonly code: string; readonly message: string };
}

export const migrationSchedules = defineCollection<MigrationSchedule>()({
  name: 'migrationSchedules',
  key: (schedule) => schedule.id,
  indexes: {
    tenant: (schedule) => schedule.tenantId,
    current: (schedule) => schedule.line.currentReferenceId.toLowerCase(),
    external: (schedule) => schedule.wanted.externalReferenceId,
  },
});

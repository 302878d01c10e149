import type { RefusalTable } from './table.ts';

/** Moves of legacy subscriptions to new commerce. */
export const migrationRefusals: RefusalTable = {
  'migration.subscription_unknown': [404, 20003],
  'migration.not_active': [400, 900215],
  'migration.being_processed': [400, 900216],
  'migration.term_ends': [400, 900217],
  'migration.promotion': [400, 900218],
  'migration.add_ons': [400, 900219],
  'migration.no_path': [400, 900220],
  'migration.several_reasons': [400, 900221],
  'migration.plan': [400, 900222],
  'migration.partner': [403, 900223],
  // The table of codes says 400, the operation's own page 404.
  'migration.unknown': [404, 900224],
  'migration.failed': [408, 900225],
  'migration.too_young': [403, 900226],
  'migration.partner_of_record': [400, 900247],
  'migration.add_on_twice': [400, 900248],
  'migration.add_on_unknown': [400, 900262],
  'migration.term_end_outside': [400, 900291],
  'migration.term_end_no_match': [400, 900292],
  'migration.quantity': [400, 2002],
  'migration.no_filter': [400, 800002],
  // No source has codes of schedules.
  'migration_schedule.unknown': [404, 900224],
  'migration_schedule.exists': [400, 900216],
  'migration_schedule.closed': [400, 800042],
  'migration_schedule.when': [400, 800002],
  'migration_schedule.date': [400, 800002],
};

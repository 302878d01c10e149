import type { PartnerCenterErrorCode } from './error-code.ts';

/** Codes of migrations to new commerce. */
export const migrationCodes: Readonly<Record<number, PartnerCenterErrorCode>> = {
  900215: {
    status: 400,
    meaning: 'No migration: the subscription is not active.',
    remedy: 'Make it active, then repeat.',
  },
  900216: {
    status: 400,
    meaning: 'No migration: the subscription is being worked on.',
    remedy: 'Wait until that is finished, then repeat.',
  },
  900217: {
    status: 400,
    meaning: 'No migration: the term ends within 24 hours.',
    remedy: 'Let it renew, then repeat.',
  },
  900218: {
    status: 400,
    meaning: 'No migration: the subscription has promotions.',
    remedy: 'Wait until they have ended, or buy the new product anew.',
  },
  900219: {
    status: 400,
    meaning: 'No migration: the subscription has add-ons.',
    remedy: 'Name them in addOnMigrations, or cancel them first.',
  },
  900220: {
    status: 400,
    meaning: 'No migration: the offer has no counterpart in new commerce yet.',
    remedy: 'Repeat later, or buy another product.',
  },
  900221: {
    status: 400,
    meaning: 'No migration: status, promotions, add-ons or another trait of the subscription forbids it.',
    remedy: 'Validate the migration to see which, and remove the cause.',
  },
  900222: {
    status: 400,
    meaning: 'No migration: the new product lacks this pair of term and billing cycle.',
    remedy: 'Choose a termDuration and billingCycle it is sold with.',
  },
  900223: {
    status: 403,
    meaning: 'The partner is not enabled for migrations to new commerce yet.',
    remedy: 'Ask Microsoft to enable the partner tenant.',
  },
  900224: {
    status: 400,
    meaning: 'There is no such migration.',
    remedy: 'Check the migration id and the customer.',
  },
  900225: {
    status: 408,
    meaning: 'The migration ran into an error inside Partner Center.',
    remedy: 'Read its status; repeat only if it did not go through.',
  },
  900226: {
    status: 403,
    meaning: 'No migration: the subscription is not older than one month.',
    remedy: 'Repeat when it is.',
  },
  900247: {
    status: 400,
    meaning: 'No migration: the partner on record of the subscription is not valid.',
    remedy: 'Set a valid partner on record, then repeat.',
  },
  900248: {
    status: 400,
    meaning: 'The same add-on is listed twice in the migration.',
    remedy: 'Name each currentSubscriptionId once in addOnMigrations.',
  },
  900262: {
    status: 400,
    meaning: 'No migration: an add-on named in it is missing or not active.',
    remedy: 'Name only active add-ons in addOnMigrations.',
  },
  900291: {
    status: 400,
    meaning: 'The end date of the migration is outside the first term, or on 28 to 30 with P1M.',
    remedy: 'Choose a day within that term; with P1M, the last day of a month.',
  },
  900292: {
    status: 400,
    meaning: 'The end date of the migration fits no other subscription and no end of a month.',
    remedy: 'Send the end of an active paid one, or the last day of a month.',
  },
};

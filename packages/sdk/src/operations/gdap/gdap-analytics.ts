import { day } from '../calendar.ts';
import type { AdminRelationship, AdminRole, GdapCustomer } from './gdap-operations.ts';

/** How a partner's rights stand. */
export interface GdapAnalytics {
  /** ISO 8601. */
  readonly at: string;
  readonly total: number;
  readonly byStatus: Readonly<Record<string, number>>;
  /** Active ones that end within so many days, extended then or not. */
  readonly endingWithin: { readonly 30: number; readonly 90: number };
  /** Active ones by their strongest role. */
  readonly byPrivilege: Readonly<Record<AdminRole['privilege'], number>>;
  /** Active ones by role name. */
  readonly byRole: Readonly<Record<string, number>>;
  /** Active ones that end without an extension, those that end first before the others. */
  readonly lapsing: readonly AdminRelationship[];
  /** Customers without an active relationship. */
  readonly withoutAccess: readonly GdapCustomer[];
}

const strongest: readonly AdminRole['privilege'][] = ['high', 'medium', 'low'];

/** Days until an end, a part of one counted whole. */
export function daysUntil(endsAt: string, now: number): number {
  return Math.ceil((Date.parse(endsAt) - now) / day);
}

export function analyse(
  relationships: readonly AdminRelationship[],
  customers: readonly GdapCustomer[],
  now: number,
): GdapAnalytics {
  const active = relationships.filter(({ status }) => status === 'active');
  const daysLeft = active.flatMap(({ endsAt }) => (endsAt === undefined ? [] : [daysUntil(endsAt, now)]));
  const reached = new Set(active.map(({ tenant }) => tenant?.id));
  return {
    at: new Date(now).toISOString(),
    total: relationships.length,
    byStatus: countBy(relationships, ({ status }) => [status]),
    endingWithin: {
      30: daysLeft.filter((days) => days <= 30).length,
      90: daysLeft.filter((days) => days <= 90).length,
    },
    byPrivilege: { high: 0, medium: 0, low: 0, ...countBy(active, ({ roles }) => [privilegeOf(roles)]) },
    byRole: countBy(active, ({ roles }) => roles.map(({ name }) => name)),
    lapsing: active
      .filter(({ autoExtend, endsAt }) => !autoExtend && endsAt !== undefined)
      .sort((left, right) => String(left.endsAt).localeCompare(String(right.endsAt))),
    withoutAccess: customers.filter(({ id }) => !reached.has(id)),
  };
}

function privilegeOf(roles: readonly AdminRole[]): AdminRole['privilege'] {
  return strongest.find((step) => roles.some(({ privilege }) => privilege === step)) ?? 'low';
}

function countBy<Item>(
  items: readonly Item[],
  keysOf: (item: Item) => readonly string[],
): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const item of items) for (const key of keysOf(item)) counts[key] = (counts[key] ?? 0) + 1;
  return counts;
}

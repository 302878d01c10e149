import { daysBetween, isoOf, millisecondsPerDay } from '../../kernel/calendar.ts';
import type { Job } from '../../kernel/scheduler.ts';
import type { World } from '../../world.ts';
import type { Actor } from '../actor.ts';
import { recordAudit } from '../audit/audit-event.ts';
import { notify } from '../notifications/notification.ts';
import { partners } from '../partners/partner.ts';
import { tenants } from '../tenants/tenant.ts';
import { type AdminRelationship, adminRelationships } from './admin-relationship.ts';

/** Days before its end on which partner and customer are told. evidence: docs */
const noticeDays: readonly number[] = [30, 7, 1];

/** Writes down what happened to a relationship, with its partner. */
export function auditRelationship(
  world: World,
  actor: Actor,
  relationship: AdminRelationship,
  what: string,
  details = relationship.id,
): void {
  recordAudit(world, actor, {
    eventType: `AdminRelationship.${what}`,
    targetId: relationship.partnerId,
    targetType: 'Company',
    targetName: relationship.displayName,
    companyId: relationship.partnerId,
    details,
  });
}

/** Mails partner and customer. evidence: docs for the occasions, modelled words and addresses */
export function mailAbout(world: World, relationship: AdminRelationship, kind: string, words: string): void {
  const partner = world.store.of(partners).get(relationship.partnerId);
  const tenant = world.store.of(tenants).get(relationship.tenantId ?? '');
  const customer = tenant?.profile?.email ?? tenant?.administrator?.username;
  for (const to of [partner?.primaryContact.email, customer]) {
    if (to === undefined) continue;
    notify(world, {
      kind: `gdap-${kind}`,
      to,
      subject: `Admin relationship ${relationship.displayName}: ${words}`,
      body: `Relationship ${relationship.id} of ${partner?.name ?? 'the partner'} with ${tenant?.companyName ?? 'the customer'} ${words}.`,
      companyId: relationship.partnerId,
    });
  }
}

/** Plans the next of the notices that are still to come. */
export function planNotice(world: World, { id, status, endsAt }: AdminRelationship): void {
  const key = `gdap-notice:${id}`;
  world.scheduler.cancel(key);
  if (status !== 'active' || endsAt === undefined) return;
  const due = noticeDays
    .map((days) => endsAt - days * millisecondsPerDay)
    .find((instant) => instant > world.clock.now());
  if (due !== undefined) world.scheduler.schedule({ key, kind: 'gdap-notice', due, subject: id });
}

export const relationshipMailJobs = {
  'gdap-notice': (world: World, { subject }: Job) => {
    const relationship = world.store.of(adminRelationships).get(subject);
    if (relationship?.status !== 'active' || relationship.endsAt === undefined) return;
    const { endsAt, autoExtendDays } = relationship;
    const days = daysBetween(world.clock.now(), endsAt);
    const then =
      autoExtendDays > 0 ? `it will be extended by ${autoExtendDays} days` : 'access will be lost then';
    mailAbout(
      world,
      relationship,
      'expiring',
      `ends in ${days} day${days === 1 ? '' : 's'}, on ${isoOf(endsAt)}; ${then}`,
    );
    planNotice(world, relationship);
  },
};

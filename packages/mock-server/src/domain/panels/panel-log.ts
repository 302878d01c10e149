import type { World } from '../../world.ts';
import { type Actor, systemActor } from '../actor.ts';
import { type AuditEvent, auditEvents, recordAudit } from '../audit/audit-event.ts';
import { type Company, companies } from '../companies/company.ts';
import type { User } from '../companies/user.ts';

const prefix = 'Panel.';

/** What a row is about; the account alone where no user is named. */
interface Subject {
  readonly user?: User;
  /** Whose log it stands in; the user's account, or the actor's, where it is left out. */
  readonly companyId?: number;
  readonly name?: string;
  readonly details?: string;
}

/** Writes a row into the log of an account. Money never stands in it: limited administrators read it. */
export function auditPanel(
  world: World,
  actor: Pick<Actor, 'userId' | 'username'> & { readonly companyId?: number | undefined },
  what: string,
  { user, companyId = user?.parentId ?? actor.companyId ?? 0, name, details }: Subject,
): AuditEvent {
  const company = world.store.of(companies).get(companyId);
  return recordAudit(
    world,
    { ...systemActor, wire: 'ingram-panels', userId: actor.userId, username: actor.username },
    {
      eventType: prefix + what,
      targetId: user?.id ?? companyId,
      targetType: user !== undefined ? 'User' : company?.kind === 'company' ? 'Company' : 'Reseller',
      targetName: user?.username ?? name ?? company?.name ?? '',
      companyId,
      ...(details !== undefined && { details }),
    },
  );
}

/** Writes the same row for both who are concerned: the reseller that visits, and the customer that is visited. */
export function auditVisit(
  world: World,
  visitor: Pick<Actor, 'userId' | 'username'>,
  what: string,
  parties: { readonly reseller: number; readonly customer: Company; readonly reason: string },
): void {
  const { reseller, customer, reason } = parties;
  for (const companyId of [reseller, customer.id])
    auditPanel(world, visitor, what, { companyId, name: customer.name, details: reason });
}

/** What was done in the panels of an account, newest first. Rows of the rest of the domain are left out: they may tell money. */
export function panelLog(world: World, companyId: number): AuditEvent[] {
  return world.store
    .of(auditEvents)
    .find('company', companyId)
    .filter(({ eventType }) => eventType.startsWith(prefix))
    .reverse();
}

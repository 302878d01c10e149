import type { Actor } from '../../domain/actor.ts';
import { type AgentRole, agentRolesOf } from '../../domain/identity/partner-user.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { WireOperation } from '../../http/wire-document.ts';
import type { World } from '../../world.ts';

/** What a helpdesk agent may change: users of customers, and requests for support. evidence: docs, by words of the path modelled */
const helpdesk = /\/(users|servicerequests|directoryroles)(\/|$)/i;
/** What an admin agent alone may change. evidence: docs, by words of the path modelled */
const adminOnly = /\/(users|servicerequests|directoryroles|profiles|usagebudget|applicationconsents)(\/|$)/i;

function mayChange(role: AgentRole, path: string): boolean {
  if (role === 'AdminAgent') return true;
  if (role === 'SalesAgent') return !adminOnly.test(path);
  return role === 'HelpdeskAgent' && helpdesk.test(path);
}

/** @throws Refusal when no role of the user lets it change what the operation changes; every role may look */
export function checkRole(world: World, operation: WireOperation, actor: Actor): void {
  if (actor.signIn !== 'user' || operation.effect === 'read' || actor.tenantId === undefined) return;
  const roles = agentRolesOf(world, actor.tenantId, actor.username);
  if (roles.some((role) => mayChange(role, operation.path))) return;
  throw new Refusal(
    'forbidden',
    'partner.role_too_low',
    `${actor.username} has the role ${roles.join(', ') || 'none'}, which does not do for ${operation.operationId}; sign in as an admin agent.`,
  );
}

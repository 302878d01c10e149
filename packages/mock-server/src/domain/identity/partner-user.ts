import { defineCollection } from '../../kernel/collection.ts';
import type { World } from '../../world.ts';

/** What a user may do in Partner Center, by the groups that give it. evidence: docs for the names */
export type AgentRole = 'AdminAgent' | 'SalesAgent' | 'HelpdeskAgent' | 'BillingAdmin';

/** A user of a partner's own tenant. */
export interface PartnerUser {
  readonly tenantId: string;
  readonly userPrincipalName: string;
  readonly displayName: string;
  readonly agentRoles: readonly AgentRole[];
}

export const partnerUsers = defineCollection<PartnerUser>()({
  name: 'partnerUsers',
  key: (user) => partnerUserKey(user.tenantId, user.userPrincipalName),
  indexes: { tenant: (user) => user.tenantId },
});

export function partnerUserKey(tenantId: string, userPrincipalName: string): string {
  return `${tenantId}:${userPrincipalName.toLowerCase()}`;
}

const unlisted: readonly AgentRole[] = ['AdminAgent'];

/** The roles of a partner's user; one that is not listed is an admin agent. evidence: modelled */
export function agentRolesOf(
  world: World,
  tenantId: string,
  userPrincipalName: string,
): readonly AgentRole[] {
  const user = world.store.of(partnerUsers).get(partnerUserKey(tenantId, userPrincipalName));
  return user?.agentRoles ?? unlisted;
}

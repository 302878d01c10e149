import type { Actor } from '../../domain/actor.ts';
import { agentRolesOf } from '../../domain/identity/partner-user.ts';
import { partners } from '../../domain/partners/partner.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { WireOperation } from '../../http/wire-document.ts';
import type { World } from '../../world.ts';

const directory = ['Directory.Read.All', 'Directory.ReadWrite.All'];

/** What a token must be good for, by the beginning of a path; one of each list. evidence: docs */
const needed: readonly (readonly [path: string, read: readonly string[], write: readonly string[]])[] = [
  [
    '/tenantRelationships/',
    ['DelegatedAdminRelationship.Read.All', 'DelegatedAdminRelationship.ReadWrite.All'],
    ['DelegatedAdminRelationship.ReadWrite.All'],
  ],
  ['/reports/partners/billing/', ['PartnerBilling.Read.All'], ['PartnerBilling.Read.All']],
  ['/groups', ['Group.Read.All', 'GroupMember.Read.All', 'Group.ReadWrite.All', ...directory], []],
  ['/users', ['User.Read.All', 'User.ReadWrite.All', ...directory], []],
  ['/subscribedSkus', ['Organization.Read.All', 'LicenseAssignment.Read.All', ...directory], []],
];

/** Holds a call against what its token is good for, and against what its user is in the partner's tenant. evidence: docs. @throws Refusal */
export function checkAllowed(world: World, actor: Actor, { path, effect }: WireOperation): void {
  const [, read = [], write = []] = needed.find(([start]) => path.startsWith(start)) ?? [];
  const wanted = effect === 'read' ? read : write;
  if (!wanted.some((scope) => actor.scopes?.includes(scope))) {
    throw new Refusal(
      'forbidden',
      'graph.scope',
      `Insufficient privileges to complete the operation: the token needs one of ${wanted.join(', ')}.`,
    );
  }
  // An export changes nothing of anybody's.
  if (effect === 'read' || actor.signIn !== 'user' || path.startsWith('/reports/')) return;
  const partner = world.store.of(partners).get(actor.companyId ?? 0);
  if (partner !== undefined && agentRolesOf(world, partner.tenantId, actor.username).includes('AdminAgent'))
    return;
  throw new Refusal(
    'forbidden',
    'graph.not_an_admin_agent',
    `Insufficient privileges to complete the operation: ${actor.username} is no admin agent of the partner.`,
  );
}

import { defineCollection } from '../../kernel/collection.ts';
import { derivedId } from '../../kernel/derived-id.ts';
import type { World } from '../../world.ts';
import type { Partner } from '../partners/partner.ts';
import { Refusal } from '../refusal.ts';

/** A security group of a partner's tenant: what roles are given to. */
export interface SecurityGroup {
  readonly id: string;
  readonly tenantId: string;
  readonly displayName: string;
  readonly description: string;
  readonly mailNickname: string;
  readonly createdAt: number;
}

export const securityGroups = defineCollection<SecurityGroup>()({
  name: 'securityGroups',
  key: (group) => group.id,
  indexes: { tenant: (group) => group.tenantId },
});

/** Every partner tenant has the first three; the others are made up. evidence: docs for the names of the first three, modelled for the rest */
const groupsOfPartners: readonly (readonly [name: string, description: string])[] = [
  ['AdminAgents', 'Administers customers for the partner'],
  ['HelpdeskAgents', 'Helps the users of customers'],
  ['SalesAgents', 'Sells to customers'],
  ['GDAP Tier 1 Support', 'First line: passwords and tickets'],
  ['GDAP Security Operations', 'Watches the security of customers'],
];

/** Gives a partner's tenant its groups; ids come from the tenant's, so that seeds keep theirs. */
export function addSecurityGroups(world: World, { tenantId }: Partner): void {
  for (const [displayName, description] of groupsOfPartners) {
    world.store.of(securityGroups).put({
      id: derivedId(`security-group:${tenantId}:${displayName}`),
      tenantId,
      displayName,
      description,
      mailNickname: displayName.replaceAll(' ', ''),
      createdAt: world.clock.now(),
    });
  }
}

/** A group of a tenant. @throws Refusal of a kind that suits where the id stands */
export function requireSecurityGroup(
  world: World,
  tenantId: string,
  id: string,
  kind: 'invalid' | 'not-found' = 'not-found',
): SecurityGroup {
  const group = world.store.of(securityGroups).get(id.toLowerCase());
  if (group?.tenantId === tenantId) return group;
  throw new Refusal(
    kind,
    'gdap.unknown_group',
    `${id} is no security group of the partner's tenant; take an id from GET /groups.`,
    'accessContainerId',
  );
}

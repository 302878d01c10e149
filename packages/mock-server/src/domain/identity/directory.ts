import type { World } from '../../world.ts';
import { type AdminRelationship, adminRelationships } from '../gdap/admin-relationship.ts';
import { type Partner, partners } from '../partners/partner.ts';
import { objectIdOf } from '../partners/principal.ts';
import { userNamed, usersOf } from '../tenants/directory-user.ts';
import { tenants } from '../tenants/tenant.ts';
import { type AgentRole, partnerUserKey, partnerUsers } from './partner-user.ts';

/** A tenant as the authority sees it: of a partner, or of a customer. */
export interface Directory {
  readonly tenantId: string;
  readonly domain: string;
  readonly name: string;
  readonly partner?: Partner;
}

/** Somebody who can sign in. */
export interface Person {
  readonly objectId: string;
  readonly userPrincipalName: string;
  readonly displayName: string;
  readonly tenantId: string;
  readonly agentRoles?: readonly AgentRole[];
  readonly directoryRoleIds?: readonly string[];
  /** Absent where no password is kept. */
  readonly passwordHash?: string;
}

/** A tenant by id or by one of its domains. */
export function directoryOf(world: World, idOrDomain: string): Directory | undefined {
  const name = idOrDomain.trim().toLowerCase();
  const partner =
    world.store.of(partners).first('tenant', name) ??
    [...world.store.of(partners).all()].find((each) => each.domain === name);
  if (partner !== undefined) {
    return { tenantId: partner.tenantId, domain: partner.domain, name: partner.name, partner };
  }
  const tenant = world.store.of(tenants).get(name) ?? world.store.of(tenants).first('domain', name);
  return tenant && { tenantId: tenant.id, domain: tenant.initialDomain, name: tenant.companyName };
}

/** Who can sign in to a tenant of their own. */
export function peopleOf(world: World, { tenantId, partner }: Directory): Person[] {
  if (partner !== undefined) {
    return world.store
      .of(partnerUsers)
      .find('tenant', tenantId)
      .map((user) => ({ ...user, objectId: objectIdOf(partner, user.userPrincipalName) }));
  }
  return usersOf(world, tenantId, 'active').map((user) => ({
    objectId: user.id,
    userPrincipalName: user.userPrincipalName,
    displayName: user.displayName,
    tenantId,
    directoryRoleIds: user.roleIds,
    passwordHash: user.passwordHash,
  }));
}

/** Somebody of a tenant by user principal name. */
export function personNamed(world: World, directory: Directory, name: string): Person | undefined {
  const { tenantId, partner } = directory;
  if (partner !== undefined) {
    const user = world.store.of(partnerUsers).get(partnerUserKey(tenantId, name));
    return user && { ...user, objectId: objectIdOf(partner, user.userPrincipalName) };
  }
  const user = userNamed(world, tenantId, name);
  return (
    user && {
      objectId: user.id,
      userPrincipalName: user.userPrincipalName,
      displayName: user.displayName,
      tenantId,
      directoryRoleIds: user.roleIds,
      passwordHash: user.passwordHash,
    }
  );
}

/** Somebody of any tenant, by the domain of the name: what `common` and `organizations` do. */
export function personAnywhere(world: World, name: string): Person | undefined {
  const directory = directoryOf(world, name.slice(name.indexOf('@') + 1));
  return directory && personNamed(world, directory, name);
}

/** GDAP relationships through which a partner's users act in a customer's tenant now. */
export function delegatedAccess(world: World, tenantId: string, partner: Partner): AdminRelationship[] {
  return world.store
    .of(adminRelationships)
    .find('tenant', tenantId)
    .filter(
      ({ partnerId, status }) =>
        partnerId === partner.companyId && (status === 'active' || status === 'expiring'),
    );
}

import type { World } from '../../world.ts';
import type { Actor } from '../actor.ts';
import { recordAudit } from '../audit/audit-event.ts';
import { companies } from '../companies/company.ts';
import { Refusal } from '../refusal.ts';
import { type CommercialRelationship, commercialRelationships, type Tenant, tenants } from './tenant.ts';

/** The provider that stands at the top of a company's tree. */
export function providerOf(world: World, companyId: number): number {
  let id = companyId;
  for (
    let parent = world.store.of(companies).get(id)?.parentId;
    parent !== undefined;
    parent = world.store.of(companies).get(id)?.parentId
  )
    id = parent;
  return id;
}

export function relationshipBetween(
  world: World,
  tenantId: string,
  providerId: number,
): CommercialRelationship | undefined {
  return world.store.of(commercialRelationships).get(`${tenantId}:${providerId}`);
}

/** Writes down that a tenant may be sold to by a provider. */
export function relate(
  world: World,
  tenant: Tenant,
  providerId: number,
  resellerId?: number,
): CommercialRelationship {
  const known = relationshipBetween(world, tenant.id, providerId);
  return world.store.of(commercialRelationships).put({
    ...known,
    id: `${tenant.id}:${providerId}`,
    tenantId: tenant.id,
    providerId,
    ...(resellerId !== undefined && { resellerId }),
    state: 'accepted',
    since: known?.state === 'accepted' ? known.since : world.clock.now(),
  });
}

/** Does what a customer does with the provider's relationship link: says yes. The link is one for all customers of a country. evidence: guide */
export function acceptRelationship(
  world: World,
  actor: Actor,
  input: { readonly domain: string; readonly providerId?: number },
): CommercialRelationship {
  const tenant = tenantOfDomain(world, input.domain);
  if (tenant === undefined) {
    throw new Refusal(
      'not-found',
      'tenant.unknown_domain',
      `domain "${input.domain}" belongs to no tenant of this world; name the primary or a custom domain.`,
      'domain',
    );
  }
  const providerId =
    input.providerId ??
    [...world.store.of(companies).all()].find((company) => company.kind === 'provider')?.id;
  if (providerId === undefined || world.store.of(companies).get(providerId)?.kind !== 'provider') {
    throw new Refusal(
      'not-found',
      'provider.unknown',
      `provider ${providerId ?? ''} is no provider of this world.`,
      'provider',
    );
  }
  const relationship = relate(world, tenant, providerId);
  recordAudit(world, actor, {
    eventType: 'Relationship.Accepted',
    targetId: providerId,
    targetType: 'Company',
    targetName: tenant.initialDomain,
    companyId: providerId,
  });
  return relationship;
}

/** The tenant that a primary (with or without `.onmicrosoft.com`) or custom domain belongs to. */
export function tenantOfDomain(world: World, domain: string): Tenant | undefined {
  const name = domain.trim().toLowerCase();
  return world.store.of(tenants).first('domain', name.includes('.') ? name : `${name}.onmicrosoft.com`);
}

import type { World } from '../../world.ts';
import type { Actor } from '../actor.ts';
import { isWithin } from '../companies/scope.ts';
import { Refusal } from '../refusal.ts';
import type { Tenant } from '../tenants/tenant.ts';
import { relationshipOf } from './customer.ts';
import { type Partner, partnerOf, partners } from './partner.ts';

/** How the caller's partner stands to another. */
export type PartnerRelationshipType = 'IsIndirectCloudSolutionProviderOf' | 'IsIndirectResellerOf';

const types: readonly PartnerRelationshipType[] = [
  'IsIndirectCloudSolutionProviderOf',
  'IsIndirectResellerOf',
];

/** @throws Refusal when the type is missing or unknown */
export function relationshipTypeOf(given: string | undefined): PartnerRelationshipType {
  const wanted = (given ?? '').replaceAll('_', '').toLowerCase();
  const type = types.find((each) => each.toLowerCase() === wanted);
  if (type !== undefined) return type;
  throw new Refusal(
    'invalid',
    'relationship.type',
    `relationship_type "${given ?? ''}" is not known; send ${types.join(' or ')}.`,
    'relationship_type',
  );
}

/** The partners that the caller's one stands in a relationship of a type to. */
export function relatedPartners(world: World, actor: Actor, type: PartnerRelationshipType): Partner[] {
  const partner = partnerOf(world, actor);
  if (type === 'IsIndirectCloudSolutionProviderOf')
    return partner.kind === 'indirect-provider' ? resellersOf(world, partner) : [];
  if (partner.kind !== 'indirect-reseller') return [];
  return world.store
    .of(partners)
    .find('kind', 'indirect-provider')
    .filter((provider) => isWithin(world, partner.companyId, provider.companyId));
}

/** The indirect resellers of a provider: those below it in the distributor's tree. */
export function resellersOf(world: World, provider: Partner): Partner[] {
  return world.store
    .of(partners)
    .find('kind', 'indirect-reseller')
    .filter((each) => isWithin(world, each.companyId, provider.companyId));
}

/** The indirect resellers that stand between the provider and a customer. */
export function resellersOfCustomer(world: World, actor: Actor, tenant: Tenant): Partner[] {
  const resellerId = relationshipOf(world, actor, tenant.id)?.resellerId;
  const reseller = resellerId === undefined ? undefined : world.store.of(partners).get(resellerId);
  return reseller?.kind === 'indirect-reseller' ? [reseller] : [];
}

/** The partner of an MPN id, the caller's own without one. @throws Refusal when nobody has it */
export function partnerOfMpnId(world: World, actor: Actor, mpnId: string | undefined): Partner {
  const partner =
    mpnId === undefined ? partnerOf(world, actor) : world.store.of(partners).first('mpnId', mpnId);
  if (partner !== undefined) return partner;
  throw new Refusal(
    'not-found',
    'mpn_profile.unknown',
    `mpnId ${mpnId} is nobody's; check the id with the partner.`,
    'mpnId',
  );
}

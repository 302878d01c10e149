import type { World } from '../../world.ts';
import { requireProduct } from '../catalogue/catalogue.ts';
import { type LicenceSku, licenceSkuOf } from '../catalogue/licence-skus.ts';
import { subscriptions } from '../subscriptions/subscription.ts';
import { type DirectoryUser, usersOf } from './directory-user.ts';

/** How many licences of a kind a tenant owns, and how many its users have. */
export interface SubscribedSku {
  readonly sku: LicenceSku;
  readonly activeUnits: number;
  readonly suspendedUnits: number;
  readonly consumedUnits: number;
  /** Below zero when seats were given back that users still have. evidence: docs, total less consumed */
  readonly availableUnits: number;
}

/** The licences of a tenant: a query over its subscriptions and users. */
export function subscribedSkus(world: World, tenantId: string): SubscribedSku[] {
  const owned = new Map<string, { sku: LicenceSku; activeUnits: number; suspendedUnits: number }>();
  for (const { kind, state, productName, quantity } of world.store
    .of(subscriptions)
    .find('tenant', tenantId)) {
    if (kind !== 'licence' || (state !== 'active' && state !== 'suspended')) continue;
    const sku = licenceSkuOf(requireProduct(productName));
    const units = owned.get(sku.id) ?? { sku, activeUnits: 0, suspendedUnits: 0 };
    units[state === 'active' ? 'activeUnits' : 'suspendedUnits'] += quantity;
    owned.set(sku.id, units);
  }
  const consumed = new Map<string, number>();
  for (const user of usersOf(world, tenantId, 'active')) {
    for (const { skuId } of user.licences) consumed.set(skuId, (consumed.get(skuId) ?? 0) + 1);
  }
  return Array.from(owned.values(), (units) => {
    const consumedUnits = consumed.get(units.sku.id) ?? 0;
    return { ...units, consumedUnits, availableUnits: units.activeUnits - consumedUnits };
  });
}

/** A licence of a user, with the service plans it gives. */
export interface HeldLicence {
  readonly sku: LicenceSku;
  readonly excludedPlans: readonly string[];
}

/** The licences that a user has; one whose last subscription ended is no longer among them. evidence: modelled */
export function licencesOf(world: World, user: DirectoryUser): HeldLicence[] {
  const owned = new Map(subscribedSkus(world, user.tenantId).map(({ sku }) => [sku.id, sku]));
  return user.licences.flatMap(({ skuId, excludedPlans }) => {
    const sku = owned.get(skuId);
    return sku === undefined ? [] : [{ sku, excludedPlans }];
  });
}

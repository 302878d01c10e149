import { derivedId } from '../../kernel/derived-id.ts';
import { knownSkus, type PlanName, servicePlans } from './known-licence-skus.ts';
import type { Product } from './product.ts';

/** A part of a licence that can be left out when the licence is assigned. */
export interface ServicePlan {
  readonly id: string;
  readonly serviceName: string;
  readonly displayName: string;
  /** Plans of the tenant work for everybody and are never assigned. */
  readonly targetType: 'User' | 'Tenant';
}

/** Who manages a licence: Entra (group1) or Minecraft's own service (group2). evidence: docs */
export type LicenceGroup = 'group1' | 'group2';

/** What Entra assigns to users once a licence has been bought. */
export interface LicenceSku {
  readonly id: string;
  readonly name: string;
  readonly partNumber: string;
  readonly group: LicenceGroup;
  readonly plans: readonly ServicePlan[];
}

function planNamed(serviceName: PlanName): ServicePlan {
  const [id, displayName] = servicePlans[serviceName];
  return {
    id,
    serviceName,
    displayName,
    targetType: serviceName === 'EXCHANGE_S_FOUNDATION' ? 'Tenant' : 'User',
  };
}

type Sold = Pick<Product, 'name' | 'displayName' | 'offerId' | 'microsoft'>;

/** What Entra calls a licence that is sold as a product; a trial gives the licence that it is a trial of. evidence: modelled for trials */
export function licenceSkuOf(product: Sold): LicenceSku {
  const { microsoft } = product;
  const offerId = microsoft?.trialOf ?? product.offerId ?? product.name;
  const name = microsoft?.trialOf === undefined ? product.displayName : microsoft.productTitle;
  const sku = knownSkus[offerId];
  if (sku === undefined) return madeUpSku(offerId, name);
  const { id, partNumber, plans } = sku;
  return { id, name, partNumber, group: 'group1', plans: plans.map(planNamed) };
}

/** A SKU of an offer that has no public one here; it is the same in every world. evidence: modelled, sample for Minecraft's part number and its lack of plans */
function madeUpSku(offerId: string, name: string): LicenceSku {
  const id = derivedId(`licence-sku:${offerId}`);
  if (/minecraft/i.test(name)) {
    return { id, name, partNumber: offerId.replace(':', '/'), group: 'group2', plans: [] };
  }
  const partNumber = name
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '_')
    .replace(/^_|_$/g, '');
  const own: ServicePlan = {
    id: derivedId(`service-plan:${offerId}`),
    serviceName: partNumber,
    displayName: name,
    targetType: 'User',
  };
  return { id, name, partNumber, group: 'group1', plans: [own, planNamed('EXCHANGE_S_FOUNDATION')] };
}

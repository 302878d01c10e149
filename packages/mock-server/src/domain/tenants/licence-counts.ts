import type { World } from '../../world.ts';
import { requireProduct } from '../catalogue/catalogue.ts';
import { type LicenceSku, licenceSkuOf } from '../catalogue/licence-skus.ts';
import type { Subscription } from '../subscriptions/subscription.ts';
import { usersOf } from './directory-user.ts';
import type { Tenant } from './tenant.ts';

export interface Workload {
  readonly code: string;
  readonly name: string;
  readonly active: number;
}

/** Licences of one kind that a customer has from a partner. */
export interface LicenceCount {
  readonly tenant: Tenant;
  readonly sku: LicenceSku;
  readonly serviceCode: 'o365' | 'crm';
  readonly serviceName: string;
  readonly sold: number;
  readonly deployed: number;
  readonly workloads: readonly Workload[];
}

/** Codes and names of workloads, by how their service plans begin. evidence: docs for codes, sample for names, modelled which plan is of which */
const workloads: readonly (readonly [begin: RegExp, code: string, name: string])[] = [
  [/^EXCHANGE_(?!S_FOUNDATION)/, 'EXO', 'Exchange'],
  [/^SHAREPOINT/, 'SPO', 'SharePoint'],
  [/^MCO/, 'SFB', 'Skype For Business'],
];

/** evidence: modelled: a licence is deployed when a user has it, and active in each workload that is not left out */
export function licenceCountsOf(
  world: World,
  tenant: Tenant,
  subscriptions: readonly Subscription[],
): LicenceCount[] {
  const sold = new Map<string, { readonly sku: LicenceSku; quantity: number }>();
  for (const { kind, state, productName, quantity } of subscriptions) {
    if (kind !== 'licence' || state !== 'active') continue;
    const sku = licenceSkuOf(requireProduct(productName));
    const known = sold.get(sku.id) ?? { sku, quantity: 0 };
    known.quantity += quantity;
    sold.set(sku.id, known);
  }
  const held = usersOf(world, tenant.id, 'active').flatMap(({ licences }) => licences);
  return Array.from(sold.values(), ({ sku, quantity }) => {
    const own = held.filter(({ skuId }) => skuId === sku.id);
    const isDynamics = /dynamics/i.test(sku.name);
    return {
      tenant,
      sku,
      serviceCode: isDynamics ? 'crm' : 'o365',
      serviceName: isDynamics ? 'Microsoft Dynamics' : 'Microsoft Office 365',
      sold: quantity,
      deployed: Math.min(own.length, quantity),
      workloads: workloads.flatMap(([begin, code, name]) => {
        const plans = sku.plans.filter(({ serviceName }) => begin.test(serviceName));
        if (plans.length === 0) return [];
        const active = own.filter(({ excludedPlans }) => plans.some(({ id }) => !excludedPlans.includes(id)));
        return [{ code, name, active: Math.min(active.length, quantity) }];
      }),
    };
  });
}

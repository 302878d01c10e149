import type { OperationOptions } from '../../operations/progress.ts';
import type { LicenceCount } from '../../operations/reports/report-operations.ts';
import type { PartnerCenter } from './client.ts';
import { idOf, isLicence } from './subscription-shape.ts';

/** Licences that a tenant has of this partner; those assigned may come of another partner's too. */
export async function licenceCounts(
  { subscriptions, users, analytics }: PartnerCenter,
  tenant: string,
  options: OperationOptions,
): Promise<LicenceCount[]> {
  const licenseGroupIds = ['group1', 'group2'];
  const [owned, skus] = await Promise.all([
    subscriptions.list(tenant, {}, options),
    users.listSubscribedSkus(tenant, { licenseGroupIds }, options),
  ]);
  const active = await activeLicences(analytics, tenant, options);
  const counts = new Map<string, LicenceCount>();
  for (const each of owned) {
    if (!isLicence(each) || each.status.toLowerCase() !== 'active') continue;
    const { skuId = '' } = await subscriptions.getProvisioningStatus(tenant, each.id, options);
    const sku = skuId.toLowerCase();
    const known = counts.get(sku);
    const entra = skus.find(({ productSku }) => productSku?.id?.toLowerCase() === sku);
    const used = active.get(sku);
    counts.set(sku, {
      sku,
      name: entra?.productSku?.name ?? each.offerName ?? each.friendlyName,
      bought: (known?.bought ?? 0) + each.quantity,
      ...(entra?.consumedUnits !== undefined && { assigned: entra.consumedUnits }),
      ...(used !== undefined && { active: used }),
      subscriptions: [...(known?.subscriptions ?? []), idOf(tenant, each.id)],
    });
  }
  return [...counts.values()];
}

/** By SKU: as many as use the workload that most use. */
async function activeLicences(
  analytics: PartnerCenter['analytics'],
  tenant: string,
  options: OperationOptions,
): Promise<Map<string, number>> {
  const active = new Map<string, number>();
  const filter = `customerTenantId eq '${tenant.toUpperCase()}'`;
  for await (const row of analytics.listLicenseUsage({ filter }, options)) {
    const sku = (row.productId ?? '').toLowerCase();
    // The published sample has the other spelling.
    active.set(sku, Math.max(active.get(sku) ?? 0, row.licensesActive ?? row.licenseActive ?? 0));
  }
  return active;
}

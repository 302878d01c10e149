import { lazily } from '../../operations/lazily.ts';
import type { Platform } from '../../operations/platform.ts';
import { PartnerCenter, type PartnerCenterOptions } from './client.ts';

/** Partner Center with the groups of operations mapped onto it. */
export interface PartnerCenterPlatform extends Platform {
  readonly client: PartnerCenter;
}

/**
 * Microsoft Partner Center as a platform of a `Reseller`. A customer is its tenant: ids of tenants are Microsoft's tenant ids, ids of subscriptions `<tenant id>/<subscription id>`.
 * @example
 * const reseller = new Reseller(partnerCenter({ accessToken }));
 * const subscriptions = await reseller.subscriptions.list(customerId);
 */
export function partnerCenter(options: PartnerCenterOptions): PartnerCenterPlatform {
  const client = new PartnerCenter(options);
  return {
    name: 'partner-center',
    client,
    environment: client.client.environment,
    tenants: lazily(async () => new (await import('./tenants.ts')).PartnerCenterTenants(client)),
    subscriptions: lazily(
      async () => new (await import('./platform-subscriptions.ts')).PartnerCenterSubscriptions(client),
    ),
    unsupported: {
      'tenants.retry': 'A customer is created at once, or refused.',
      'tenants.setMpnId': 'The reseller of record stands on each subscription: pass `reseller` when buying.',
      'subscriptions.renewNow': 'Partner Center renews at the end of the term only.',
    },
  };
}

import { lazily } from '../../operations/lazily.ts';
import type { Platform } from '../../operations/platform.ts';
import { Icp, type IcpOptions } from './client.ts';

export interface IcpPlatformOptions extends IcpOptions {
  /** The reseller's own AccountId: not the Numeric ID of the portal. */
  readonly account: number;
}

/** ICP with the groups of operations mapped onto it. */
export interface IcpPlatform extends Platform {
  /** The reseller's own AccountId. */
  readonly account: number;
  readonly client: Icp;
}

const noGdap = 'ICP has no GDAP of its own: ask on Microsoft Graph, with the partner tenant.';
const noOperation = 'ICP has no operation for it; use its portal, or Partner Center.';

/**
 * ICP as a platform of a `Reseller`.
 * @example
 * const reseller = new Reseller(icp({ baseUrl, username, password, account: 281001 }));
 */
export function icp({ account, ...options }: IcpPlatformOptions): IcpPlatform {
  const client = new Icp(options);
  return {
    name: 'icp',
    account,
    client,
    environment: client.client.environment,
    tenants: lazily(async () => new (await import('./tenants.ts')).IcpTenants(client)),
    subscriptions: lazily(async () => new (await import('./subscriptions.ts')).IcpSubscriptions(client)),
    azurePlans: lazily(async () => new (await import('./azure-plans.ts')).IcpAzurePlans(client)),
    prices: lazily(async () => new (await import('./prices.ts')).IcpPrices(client)),
    reports: lazily(async () => new (await import('./reports.ts')).IcpReports(client, account)),
    unsupported: {
      'subscriptions.renewNow': 'ICP renews at the end of the term only.',
      'azurePlans.getBudget': noOperation,
      'azurePlans.setBudget': noOperation,
      'azurePlans.buySavingsPlan': noOperation,
      'azurePlans.benefitUtilisation': noOperation,
      'azurePlans.requestTransfer': noOperation,
      'azurePlans.listTransfers': noOperation,
      'azurePlans.cancelTransfer': noOperation,
      gdap: noGdap,
      'reports.expiringAdminRelationships': noGdap,
    },
  };
}

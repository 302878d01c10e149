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
    unsupported: { 'subscriptions.renewNow': 'ICP renews at the end of the term only.' },
  };
}

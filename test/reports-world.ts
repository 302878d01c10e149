import { createPlatform, type Platform } from '@tenantry/mock-server';
import { Reseller } from '@tenantry/sdk';
import { icp } from '@tenantry/sdk/icp';
import { partnerCenter } from '@tenantry/sdk/partner-center';
import { type Partner, partners } from '../packages/mock-server/src/domain/partners/partner.ts';

export const sides = ['icp', 'partner-center'] as const;
export type Side = (typeof sides)[number];

export interface ReportsWorld {
  readonly platform: Platform;
  readonly url: string;
}

export async function demo(): Promise<ReportsWorld> {
  const platform = createPlatform({ seed: 'demo-latam', strict: true });
  return { platform, url: (await platform.listen()).url };
}

/** A reseller on one of the platforms, over HTTP; on Partner Center the provider. */
export function resellerOn(which: Side, { platform, url }: ReportsWorld, send?: typeof fetch): Reseller {
  const { environment } = platform;
  const shared = { environment, ...(send && { fetch: send }) };
  if (which === 'partner-center')
    return new Reseller(partnerCenter({ ...platform.credentials(url).partnerCenter, ...shared }));
  const { resellerAccountId, ...account } = platform.credentials(url).icp;
  return new Reseller(icp({ ...account, account: resellerAccountId, ...shared }));
}

export function providerOf({ platform }: ReportsWorld): Partner {
  const [provider] = platform.world.store.of(partners).find('kind', 'indirect-provider');
  if (provider === undefined) throw new Error('The seed has no provider.');
  return provider;
}

export async function all<Row>(rows: AsyncIterable<Row>): Promise<Row[]> {
  const found: Row[] = [];
  for await (const row of rows) found.push(row);
  return found;
}

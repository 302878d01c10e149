import { createPlatform } from '@tenantry/mock-server';
import { PartnerCenter } from '@tenantry/sdk/partner-center';
import { afterAll, describe, expect, test } from 'vitest';
import { refusal } from './insights-world.ts';

const platform = createPlatform({ seed: 'demo-latam', strict: true });
const { url } = await platform.listen();
afterAll(() => platform.close());

describe('delegated admin privileges', () => {
  test('of a seed are gone; its customers are listed all the same', async () => {
    const { delegatedAdmin, customers } = new PartnerCenter(platform.credentials(url).partnerCenter);
    expect(await delegatedAdmin.getStatistics()).toMatchObject({
      totalDapCustomerCount: 0,
      inactiveDapCount: [],
    });
    const all = await delegatedAdmin.listCustomers({ orderBy: 'organizationDisplayName' });
    expect(all).toHaveLength((await customers.list().toArray({ limit: 500 })).length);
    const page = await delegatedAdmin.listCustomers({
      orderBy: 'organizationDisplayName',
      top: 2,
      skip: 1,
      select: 'organizationDisplayName',
    });
    expect(page).toEqual(all.slice(1, 3).map(({ organizationDisplayName }) => ({ organizationDisplayName })));
    expect(await refusal(delegatedAdmin.listCustomers({ top: 301 }))).toMatchObject({ status: 400 });
    expect(await refusal(delegatedAdmin.listCustomers({ filter: 'partnerAgentCount eq 0' }))).toMatchObject({
      status: 400,
    });
    expect(await delegatedAdmin.listCustomers({ filter: 'dapEnabled eq true', count: true })).toEqual([]);
  });

  test('are asked of no host that nobody named: the token would go there', () => {
    const { accessToken } = platform.credentials(url).partnerCenter;
    expect(() => new PartnerCenter({ accessToken }).delegatedAdmin).toThrow(/pass delegatedAdminUrl/);
    const delegatedAdminUrl = 'https://delegated-admin.example/';
    expect(new PartnerCenter({ accessToken, delegatedAdminUrl }).delegatedAdmin).toBeDefined();
  });
});

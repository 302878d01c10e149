import { Icp } from '@tenantry/sdk/icp';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { as, customer, icp, platform, post, refused, renewWorld, signedIn } from './icp-rules-world.ts';

beforeEach(renewWorld);

describe('sessions', () => {
  test('without a token, with the wrong scheme, or in Authorization: refused; with a dead one: IsSessionExpired', async () => {
    const { authenticate } = await signedIn();
    for (const headers of [
      {},
      { authenticate: authenticate.slice(13) },
      { authorization: authenticate },
    ] as Record<string, string>[]) {
      expect((await post('PingPong', {}, headers)).text).toContain('Authenticate');
    }
    expect(await post('PingPong', {}, { authenticate })).toMatchObject({ status: 200, text: 'null' });
    platform.advance('PT21M');
    expect((await post('PingPong', {}, { authenticate })).text).toContain(
      '<IsSessionExpired>true</IsSessionExpired>',
    );
    expect((await post('PingPong', {}, { authenticate: 'CCPSessionId made-up' })).text).toContain(
      '<IsSessionExpired>true</IsSessionExpired>',
    );
  });

  test('a wrong password and an MFA user are HTTP 500; an address that is not allowed is refused', async () => {
    const { username, password } = platform.credentials().icp;
    expect(await post('GetSessionToken', { username, password: 'no' })).toMatchObject({
      status: 500,
      text: expect.stringContaining('check your username and password'),
    });
    expect(await post('GetSessionToken', { username: 'mfa@abbiebox.example', password })).toMatchObject({
      status: 500,
      text: expect.stringContaining('MFA are not supported'),
    });
    platform.world.settings = { ...platform.world.settings, allowedAddresses: ['203.0.113.7'] };
    expect((await post('GetSessionToken', { username, password })).text).toContain('not allowed');
  });
});

describe('roles', () => {
  test('who has no finances sees none and sets none; who may only read writes nothing', async () => {
    const limited = as('operations@abbiebox.example');
    const billing = as('billing@abbiebox.example');
    const [service] = await limited.subscriptions.list(435_349);
    expect(service?.PriceableItems).toEqual([]);
    for (const call of [
      limited.invoices.getPreview(),
      limited.credit.getLimit(customer),
      limited.marketplaceServices.getCharges(101),
      limited.specialDeals.get(customer),
    ]) {
      expect(await refused(call)).toContain('do not allow');
    }
    expect((await billing.invoices.getLatest()).length).toBeGreaterThan(0);
    for (const call of [
      billing.subscriptions.terminate(435_351),
      billing.credit.setLimit(customer, 'x', 1),
      billing.users.create({
        ParentAccountId: customer,
        Email: 'a@b.example',
        FirstName: 'A',
        LastName: 'B',
        Username: 'n',
      }),
    ]) {
      expect(await refused(call)).toContain('do not allow');
    }
  });

  test('a reseller reaches nothing outside its own tree, by any id', async () => {
    const account = {
      Address: 'x',
      City: 'Lima',
      Country: 'Peru',
      Domain: ['x.example'],
      Marketplaces: [101],
      ParentAccountId: 281_001,
      Zip: '15001',
    };
    const other = await icp.resellers.create({
      ...account,
      CompanyName: 'OTHER',
      Email: 'other@other.example',
      CreateDefaultAdminUser: true,
    });
    const mail = (
      platform.world.store.content().notifications as unknown as { to: string; body: string }[]
    ).find((each) => each.to === 'other@other.example');
    const password = /Password: (.*)/.exec(mail?.body ?? '')?.[1] ?? '';
    const stranger = new Icp({
      baseUrl: platform.credentials().icp.baseUrl,
      username: 'other@other.example',
      password,
      fetch: platform.fetch,
    });
    expect((await stranger.companies.get())[0]?.AccountId).toBe(other.AccountId);
    const own = new Set([other.AccountId, other.AccountId + 1]);
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.integer({ min: 435_340, max: 435_420 }), fc.constantFrom(281_001, 100_001, 400_001)),
        async (id) => {
          fc.pre(!own.has(id));
          const calls = [
            stranger.companies.get(id),
            stranger.companies.list(id),
            stranger.users.get(id),
            stranger.users.list(id),
            stranger.subscriptions.get(id),
            stranger.subscriptions.list(id),
            stranger.subscriptions.terminate(id),
            stranger.credit.getLimit(id),
            stranger.specialDeals.get(id),
            stranger.invoices.getLatest({ resellerContext: id }),
            stranger.reports.execute('Audit Log Object Company', {
              targetCompany: id,
              startDate: '2026-01-01',
            }),
          ];
          for (const call of calls) expect(await refused(call)).toMatch(/no account that you can see/);
        },
      ),
      { numRuns: 60 },
    );
    const foreign = await icp.marketplaces.create('Only for us');
    await icp.companies.update({
      AccountId: customer,
      Address: 'x',
      City: 'Lima',
      CompanyName: 'ECOSITIO MARKET',
      Domain: ['ecositio.pe'],
      Email: 'a@ecositio.example',
      Zip: '15464',
      VATID: '20777777777',
    });
    const below = {
      ...account,
      ParentAccountId: other.AccountId,
      CompanyName: 'BELOW',
      Email: 'b@b.example',
    };
    expect(await refused(stranger.companies.create({ ...below, VATID: '20777777777' }))).not.toContain(
      String(customer),
    );
    const second = await icp.resellers.create({
      ...account,
      CompanyName: 'SECOND',
      Email: 's@s.example',
      CreateDefaultMarketplace: true,
    });
    const siblings = second.Marketplaces?.at(-1) ?? foreign.Id;
    expect(await refused(stranger.companies.create({ ...below, Marketplaces: [siblings] }))).toContain(
      'no price list',
    );
    expect(await stranger.marketplaces.list()).toEqual([]);
    expect((await stranger.reports.execute('Active Seats', {})).Rows).toEqual([]);
  });
});

import { afterEach, describe, expect, test } from 'vitest';
import { issueAccessToken } from '../../domain/partners/access-token.ts';
import { type Partner, partners } from '../../domain/partners/partner.ts';
import { createPlatform } from '../../index.ts';
import { partnerCenterCaller } from './partner-center-caller.ts';

const platform = createPlatform({ seed: 'demo-latam', strict: true });
const { call, newCustomer, knownCustomer } = partnerCenterCaller(platform);
afterEach(() => platform.reset());

const reseller = '6395965';

function partnerNamed(mpnId: string): Partner {
  const partner = platform.world.store.of(partners).first('mpnId', mpnId);
  if (partner === undefined) throw new Error(`no partner ${mpnId}`);
  return partner;
}

function resellerToken(): string {
  return issueAccessToken(platform.world, {
    companyId: partnerNamed(reseller).companyId,
    username: 'reseller@abbiebox.example',
    signIn: 'user',
    multiFactor: true,
  }).token;
}

describe('relationships of partners', () => {
  const provider = '/relationships?relationship_type=IsIndirectCloudSolutionProviderOf';

  test('list the indirect resellers of the provider', async () => {
    expect((await call('GET', provider)).body).toMatchObject({
      totalCount: 1,
      items: [
        {
          id: partnerNamed(reseller).tenantId,
          name: 'ABBIE BOX S.A.C.',
          relationshipType: 'is_indirect_cloud_solution_provider_of',
          state: 'Active',
          mpnId: reseller,
          location: 'PE',
          attributes: { objectType: 'PartnerRelationship' },
        },
      ],
    });
  });

  test('list the provider for a reseller, and nothing the wrong way round', async () => {
    const path = '/relationships?relationship_type=IsIndirectResellerOf';
    expect((await call('GET', path, undefined, resellerToken())).body.items).toMatchObject([
      { mpnId: '4847383', relationshipType: 'is_indirect_reseller_of' },
    ]);
    expect((await call('GET', path)).body.items).toEqual([]);
    expect((await call('GET', provider, undefined, resellerToken())).body.items).toEqual([]);
  });

  test.each([
    [{ Field: 'Name', Value: 'abbie', Operator: 'starts_with' }, 1],
    [{ Field: 'Name', Value: 'BOX', Operator: 'substring' }, 1],
    [{ Field: 'Name', Value: 'abbie', Operator: 'equals' }, 0],
  ])('are filtered by %o', async (filter, count) => {
    const query = encodeURIComponent(JSON.stringify(filter));
    expect((await call('GET', `${provider}&filter=${query}`)).body.totalCount).toBe(count);
  });

  test('refuse an unknown type, field or operator', async () => {
    expect((await call('GET', '/relationships')).body.code).toBe(900126);
    expect((await call('GET', '/relationships?relationship_type=IsFriendOf')).body.code).toBe(900126);
    for (const filter of [
      { Field: 'MpnId', Value: '1', Operator: 'equals' },
      { Field: 'Name', Value: '1', Operator: 'greater_than' },
    ]) {
      const query = encodeURIComponent(JSON.stringify(filter));
      expect((await call('GET', `${provider}&filter=${query}`)).body.code).toBe(800002);
    }
  });

  test('of a customer name its reseller', async () => {
    const { body } = await call('GET', `/customers/${await knownCustomer()}/relationships`);
    expect(body.items).toEqual([
      {
        id: partnerNamed(reseller).tenantId,
        name: 'ABBIE BOX S.A.C.',
        relationshipType: 'is_indirect_cloud_solution_provider_of',
        mpnId: reseller,
        attributes: { objectType: 'PartnerRelationship' },
      },
    ]);
    expect((await call('GET', `/customers/${await newCustomer()}/relationships`)).body.items).toEqual([]);
  });
});

describe('whether a reseller signed the partner agreement', () => {
  const path = '/compliance/csp/agreementstatus';

  test('is told by MPN id or by tenant', async () => {
    expect((await call('GET', `${path}?mpnid=${reseller}`)).body).toEqual({ isAgreementSigned: true });
    const { tenantId } = partnerNamed(reseller);
    expect((await call('GET', `${path}?tenantId=${tenantId}`)).body).toEqual({ isAgreementSigned: true });
  });

  test('is a refusal when it did not', async () => {
    const partner = partnerNamed(reseller);
    platform.world.store.of(partners).put({ ...partner, agreementSigned: false });
    expect(await call('GET', `${path}?mpnId=${reseller}`)).toMatchObject({
      status: 400,
      body: { code: 2203 },
    });
    expect(await call('GET', `${path}?tenantId=${partner.tenantId}`)).toMatchObject({
      status: 400,
      body: { code: 2206 },
    });
  });

  test.each([
    ['', 2001],
    ['?mpnId=1&tenantId=2', 2000],
    ['?mpnId=abc', 2000],
    ['?tenantId=abc', 2000],
    ['?mpnId=123456', 2200],
    ['?mpnId=4847383', 2204],
    ['?tenantId=a2898e3a-06ca-454e-a0d0-c73b0ee36bba', 2205],
  ])('is refused for "%s" with %i', async (query, code) => {
    expect(await call('GET', `${path}${query}`)).toMatchObject({ status: 400, body: { code } });
  });

  test('is not found for another program', async () => {
    expect((await call('GET', `/compliance/other/agreementstatus?mpnId=${reseller}`)).status).toBe(404);
  });
});

describe('profiles', () => {
  test('MPN: the own one, another one, none', async () => {
    expect((await call('GET', '/profiles/mpn')).body).toMatchObject({
      partnerName: 'Latam Cloud Distribution',
      mpnId: '4847383',
      profileType: 'MpnProfile',
      links: { self: { uri: '/profiles/mpn' } },
    });
    expect((await call('GET', `/profiles/mpn?mpnId=${reseller}`)).body.partnerName).toBe('ABBIE BOX S.A.C.');
    expect(await call('GET', '/profiles/mpn?mpnId=9999999')).toMatchObject({
      status: 404,
      body: { code: 3000 },
    });
  });

  test('legal business: read and replaced', async () => {
    const { body } = await call('GET', '/profiles/legalbusiness?vettingVersion=Current');
    expect(body).toMatchObject({
      companyName: 'Latam Cloud Distribution',
      vettingStatus: 'authorized',
      vettingSubStatus: 'none',
      profileType: 'LegalBusinessProfile',
    });
    const changed = {
      CompanyName: 'Latam Cloud Inc.',
      CompanyApproverEmail: 'legal@latamcloud.example',
      VettingStatus: 'rejected',
    };
    const answer = await call('PUT', '/profiles/legalbusiness', {
      ...body,
      ...changed,
      companyName: undefined,
    });
    expect(answer).toMatchObject({
      status: 200,
      body: {
        companyName: 'Latam Cloud Inc.',
        companyApproverEmail: 'legal@latamcloud.example',
        vettingStatus: 'authorized',
        address: body.address,
      },
    });
    expect((await call('GET', '/profiles/legalbusiness')).body).toEqual(answer.body);
    expect((await call('GET', '/profiles/mpn')).body.partnerName).toBe('Latam Cloud Inc.');
  });

  test('legal business: refuses another country, version or bad values', async () => {
    const { body } = await call('GET', '/profiles/legalbusiness');
    expect((await call('GET', '/profiles/legalbusiness?vettingVersion=Next')).body.code).toBe(900126);
    for (const change of [
      { address: { ...body.address, country: 'PE' } },
      { address: { ...body.address, country: 'ZZ' } },
      { address: { ...body.address, city: '' } },
      { companyName: ' ' },
      { companyApproverEmail: 'nobody' },
    ]) {
      const answer = await call('PUT', '/profiles/legalbusiness', { ...body, ...change });
      expect(answer).toMatchObject({ status: 400, body: { code: 3000 } });
    }
    expect((await call('GET', '/profiles/legalbusiness')).body).toEqual(body);
  });

  test('organization and billing: replaced, with an etag that goes stale', async () => {
    for (const [path, change] of [
      ['/profiles/organization', { email: 'hello@latamcloud.example' }],
      ['/profiles/billing', { purchaseOrderNumber: '9888', taxId: '10-0000001' }],
    ] as const) {
      const { body } = await call('GET', path);
      const changed = await call('PUT', path, { ...body, ...change });
      expect(changed).toMatchObject({ status: 200, body: change });
      expect(changed.body.attributes.etag).not.toBe(body.attributes.etag);
      expect((await call('GET', path)).body).toEqual(changed.body);
      expect(await call('PUT', path, body)).toMatchObject({ status: 400, body: { code: 2055 } });
    }
    const legal = (await call('GET', '/profiles/legalbusiness')).body;
    expect(legal.primaryContact.email).toBe('cloud@latamcloud.example');
  });

  test('billing: another currency is refused', async () => {
    const { body } = await call('GET', '/profiles/billing');
    expect(body.billingCurrency).toBe('USD');
    expect((await call('PUT', '/profiles/billing', { ...body, billingCurrency: 'EUR' })).body.code).toBe(
      3000,
    );
  });

  test('support: replaced whole, at both paths', async () => {
    const support = {
      email: 'help@latamcloud.example',
      telephone: '+1 305 555 0199',
      website: 'help.latamcloud.example',
    };
    for (const path of ['/profiles/support', '/profiles/supportprofile'])
      expect((await call('PUT', path, support)).body).toMatchObject(support);
    expect((await call('GET', '/profiles/support')).body).toMatchObject({
      ...support,
      profileType: 'SupportProfile',
    });
    for (const change of [{ telephone: undefined }, { email: 'help' }, { website: 'http://' }])
      expect((await call('PUT', '/profiles/support', { ...support, ...change })).body.code).toBe(3000);
  });

  test('a reseller looks and changes nothing', async () => {
    const token = resellerToken();
    const { body } = await call('GET', '/profiles/support', undefined, token);
    expect((await call('PUT', '/profiles/support', body, token)).body.code).toBe(900150);
  });
});

describe('records of sign-ins', () => {
  test('show changes as requests, and count them by day', async () => {
    await newCustomer('primera');
    platform.advance('P1D');
    await newCustomer('segunda');
    const { body } = await call('GET', '/partnerRequests');
    expect(body.items.slice(0, 2)).toMatchObject([
      { operationName: 'Customer.Created', requestDateTime: '2026-11-21T10:00:00Z', mfaCompliant: true },
      { operationName: 'Customer.Created', requestDateTime: '2026-11-20T10:00:00Z' },
    ]);
    expect(body.items[0]).toMatchObject({
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      tenantId: platform.credentials().partnerCenter.tenantId,
      upn: 'cloud@latamcloud.example',
    });
    const day = {
      mfaCompliantRequestCount: 1,
      totalRequestCount: 1,
      applicationName: 'Tenantry integration',
    };
    expect((await call('GET', '/applicationmfaadoptionstatus')).body).toMatchObject([
      {
        ...day,
        loginDate: '2026-11-20T00:00:00Z',
        mfaCompliantRequestCount: expect.any(Number),
        totalRequestCount: expect.any(Number),
      },
      { loginDate: '2026-11-21T00:00:00Z', ...day },
    ]);
    const range = '?startDate=2026-11-21&endDate=2026-11-21';
    expect((await call('GET', `/applicationmfaadoptionstatus${range}`)).body).toHaveLength(1);
  });

  test('refuse a range that is none', async () => {
    const path = '/applicationmfaadoptionstatus';
    expect((await call('GET', `${path}?startDate=soon`)).body.code).toBe(800002);
    expect((await call('GET', `${path}?startDate=2026-11-21&endDate=2026-11-20`)).body.code).toBe(800002);
  });

  test('name users that signed in without MFA', async () => {
    expect((await call('GET', '/nonMfaCompliantPartnerPrincipals')).body.items).toEqual([]);
    platform.world.settings = { ...platform.world.settings, enforceMultiFactor: false };
    const { token } = issueAccessToken(platform.world, {
      companyId: partnerNamed('4847383').companyId,
      username: 'careless@latamcloud.example',
      signIn: 'user',
      multiFactor: false,
    });
    const list = async () => (await call('GET', '/nonMfaCompliantPartnerPrincipals')).body.items;
    const [silent] = await list();
    expect(silent).toMatchObject({ upn: 'careless@latamcloud.example' });
    expect(silent).not.toHaveProperty('lastNonMfaCompliantRequestDateTime');
    const { body } = await call('GET', '/profiles/support');
    await call('PUT', '/profiles/support', body, token);
    expect(await list()).toMatchObject([{ lastNonMfaCompliantRequestDateTime: '2026-11-20T10:00:00Z' }]);
    expect((await call('GET', '/partnerRequests')).body.items[0]).toMatchObject({
      operationName: 'Partner.SupportProfileUpdated',
      mfaCompliant: false,
    });
  });
});

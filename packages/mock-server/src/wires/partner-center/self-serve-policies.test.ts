import { afterEach, describe, expect, test } from 'vitest';
import { createPlatform } from '../../index.ts';
import { partnerCenterCaller } from './partner-center-caller.ts';

const platform = createPlatform({ seed: 'demo-latam', strict: true });
const { call, newCustomer } = partnerCenterCaller(platform);
afterEach(() => platform.reset());

const permissions = [
  { resource: 'AzureReservedInstances', action: 'Purchase' },
  { resource: 'AzureSavingsPlan', action: 'Purchase' },
];

function policy(customerId: string) {
  return {
    selfServeEntity: { selfServeEntityType: 'customer', tenantID: customerId },
    grantor: { grantorType: 'billToPartner', tenantID: platform.credentials().partnerCenter.tenantId },
    permissions,
  };
}

async function created() {
  const customerId = await newCustomer();
  const { status, body } = await call('POST', '/SelfServePolicy', policy(customerId));
  return { customerId, status, body };
}

describe('a self-serve policy', () => {
  test('is made, read and listed', async () => {
    const { customerId, status, body } = await created();
    expect(status).toBe(201);
    expect(body).toEqual({
      id: `${platform.credentials().partnerCenter.tenantId}_${customerId}`,
      ...policy(customerId),
      attributes: { objectType: 'SelfServePolicy', etag: expect.stringMatching(/^"[0-9a-f-]{36}"$/) },
    });
    expect((await call('GET', `/SelfServePolicy/${body.id}`)).body).toEqual(body);
    expect((await call('GET', `/SelfServePolicy?entity_id=${customerId}`)).body).toEqual({
      totalCount: 1,
      items: [body],
      attributes: { objectType: 'Collection' },
    });
  });

  test('gets a new etag with each change; a stale one is refused', async () => {
    const { body } = await created();
    const fewer = { ...body, permissions: permissions.slice(0, 1) };
    const changed = await call('PUT', '/SelfServePolicy', fewer);
    expect(changed).toMatchObject({ status: 200, body: { permissions: permissions.slice(0, 1) } });
    expect(changed.body.attributes.etag).not.toBe(body.attributes.etag);
    expect(await call('PUT', '/SelfServePolicy', fewer)).toMatchObject({ status: 400, body: { code: 2055 } });
    const again = await call('PUT', `/SelfServePolicy/${body.id}`, changed.body);
    expect(again.status).toBe(200);
    expect((await call('GET', `/SelfServePolicy/${body.id}`)).body).toEqual(again.body);
  });

  test('is one for each customer, and can be deleted', async () => {
    const { customerId, body } = await created();
    expect(await call('POST', '/SelfServePolicy', policy(customerId))).toMatchObject({
      status: 409,
      body: { code: 800002 },
    });
    expect(await call('DELETE', `/SelfServePolicy/${body.id}`)).toMatchObject({
      status: 204,
      body: undefined,
    });
    for (const method of ['GET', 'DELETE'])
      expect(await call(method, `/SelfServePolicy/${body.id}`)).toMatchObject({
        status: 404,
        body: { code: 1000 },
      });
    expect((await call('GET', `/SelfServePolicy?entity_id=${customerId}`)).body.items).toEqual([]);
    expect((await call('POST', '/SelfServePolicy', policy(customerId))).status).toBe(201);
  });

  test.each([
    ['another entity type', { selfServeEntity: { selfServeEntityType: 'partner' } }, 400, 900126],
    ['another grantor type', { grantor: { grantorType: 'friend' } }, 400, 900126],
    [
      'the tenant of another grantor',
      { grantor: { grantorType: 'BillToPartner', tenantID: '00000000-0000-4000-8000-000000000000' } },
      403,
      2032,
    ],
    [
      'a customer of nobody',
      {
        selfServeEntity: {
          selfServeEntityType: 'Customer',
          tenantID: '00000000-0000-4000-8000-000000000000',
        },
      },
      403,
      20002,
    ],
    ['no permissions', { permissions: [] }, 400, 3000],
    ['an unknown resource', { permissions: [{ resource: 'Cars', action: 'Purchase' }] }, 400, 900126],
    ['an unknown action', { permissions: [{ resource: 'AzureSavingsPlan', action: 'Sell' }] }, 400, 900126],
    ['no list of permissions', { permissions: undefined }, 400, 800002],
  ])('is refused with %s', async (_, change, status, code) => {
    const customerId = await newCustomer();
    const answer = await call('POST', '/SelfServePolicy', { ...policy(customerId), ...change });
    expect(answer).toMatchObject({ status, body: { code } });
    expect((await call('GET', `/SelfServePolicy?entity_id=${customerId}`)).body.items).toEqual([]);
  });

  test('keeps whom it is for', async () => {
    const { body } = await created();
    const other = await newCustomer('otra');
    const moved = { ...body, selfServeEntity: { selfServeEntityType: 'customer', tenantID: other } };
    expect((await call('PUT', '/SelfServePolicy', moved)).body.code).toBe(3000);
    const elsewhere = `/SelfServePolicy/${body.grantor.tenantID}_${other}`;
    expect((await call('PUT', elsewhere, body)).body.code).toBe(3000);
    expect((await call('PUT', '/SelfServePolicy', { ...body, id: 'a_b' })).status).toBe(404);
  });

  test('is listed for a named customer of the partner, by a user', async () => {
    expect((await call('GET', '/SelfServePolicy')).body.code).toBe(800002);
    const { applicationToken } = platform.credentials().partnerCenter;
    const { customerId } = await created();
    const answer = await call('GET', `/SelfServePolicy?entity_id=${customerId}`, undefined, applicationToken);
    expect(answer.body.code).toBe(900329);
  });
});

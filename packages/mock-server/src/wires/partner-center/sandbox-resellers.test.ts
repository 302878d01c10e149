import { describe, expect, test } from 'vitest';
import { partners } from '../../domain/partners/partner.ts';
import { createPlatform, type Platform } from '../../index.ts';

async function call(on: Platform, method: string, path: string, body?: unknown) {
  const { baseUrl, accessToken } = on.credentials().partnerCenter;
  const response = await on.fetch(
    new Request(`${baseUrl}/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    }),
  );
  const text = await response.text();
  return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
}

const reseller = '6395965';

describe('indirect resellers of the sandbox', () => {
  const sandbox = () =>
    createPlatform({ seed: 'demo-latam', strict: true, settings: { profile: 'sandbox' } });
  const input = (mpnId?: string) => ({
    ...(mpnId !== undefined && { mpnId }),
    tenant: { Domain: 'pruebas.example', CompanyName: 'Pruebas' },
    legalBusinessProfile: {
      companyName: 'Pruebas S.A.',
      address: { country: 'co', city: 'Bogota', addressLine1: 'Calle 1' },
      primaryContact: { firstName: 'Eva', lastName: 'Luna', email: 'eva@pruebas.example' },
    },
  });

  test('are made, listed and deleted', async () => {
    const on = sandbox();
    const path = '/sandboxIndirectReseller';
    const created = await call(on, 'POST', path, input('7654321'));
    expect(created).toMatchObject({
      status: 200,
      body: {
        mpnId: '7654321',
        legalBusinessProfile: { companyName: 'Pruebas S.A.', address: { country: 'CO' } },
      },
    });
    const signed = await call(on, 'GET', '/compliance/csp/agreementstatus?mpnId=7654321', undefined);
    expect(signed.body).toEqual({ isAgreementSigned: true });
    const list = '/relationships?relationship_type=IsIndirectCloudSolutionProviderOf';
    expect((await call(on, 'GET', list)).body.totalCount).toBe(2);
    expect((await call(on, 'DELETE', `${path}/${created.body.id}`)).status).toBe(204);
    expect((await call(on, 'GET', list)).body.totalCount).toBe(1);
    expect(await call(on, 'DELETE', `${path}/${created.body.id}`)).toMatchObject({
      status: 404,
      body: { code: 1000 },
    });
  });

  test('are five at most, with MPN ids of their own', async () => {
    const on = sandbox();
    const path = '/sandboxIndirectReseller';
    const taken = await call(on, 'POST', path, input(reseller));
    expect(taken).toMatchObject({ status: 409, body: { code: 800002 } });
    expect((await call(on, 'POST', path, input('abc'))).body.code).toBe(3000);
    const nowhere = { ...input(), legalBusinessProfile: { companyName: 'X', address: { country: 'ZZ' } } };
    expect((await call(on, 'POST', path, nowhere)).body.code).toBe(3000);
    const ids = new Set<string>();
    for (let count = 0; count < 5; count += 1) {
      const { body } = await call(on, 'POST', path, input());
      ids.add(body.mpnId);
    }
    expect(ids.size).toBe(5);
    expect(await call(on, 'POST', path, input())).toMatchObject({
      status: 400,
      body: { code: 800018 },
    });
  });

  test('stay while they have customers, as do those that are not for tests', async () => {
    const on = sandbox();
    const path = '/sandboxIndirectReseller';
    const { body } = await call(on, 'POST', path, input('7654321'));
    const customer = await call(on, 'POST', '/customers', {
      companyProfile: { domain: 'deprueba.onmicrosoft.com' },
      billingProfile: {
        email: 'ana@deprueba.example',
        companyName: 'De Prueba',
        defaultAddress: { country: 'CO', city: 'Bogota', addressLine1: 'Calle 2' },
      },
      associatedPartnerId: '7654321',
    });
    expect(customer.status).toBe(201);
    const refused = await call(on, 'DELETE', `${path}/${body.id}`);
    expect(refused).toMatchObject({ status: 400, body: { code: 800042 } });
    await call(on, 'DELETE', `/customers/${customer.body.id}`);
    expect((await call(on, 'DELETE', `${path}/${body.id}`)).status).toBe(204);
    const real = on.world.store.of(partners).first('mpnId', reseller)?.tenantId;
    expect((await call(on, 'DELETE', `${path}/${real}`)).status).toBe(404);
  });

  test('are for the sandbox only', async () => {
    const on = createPlatform({ seed: 'demo-latam', strict: true });
    expect((await call(on, 'POST', '/sandboxIndirectReseller', input())).body.code).toBe(900127);
  });
});

import { afterEach, describe, expect, test } from 'vitest';
import { subscriptions } from '../../domain/subscriptions/subscription.ts';
import { createPlatform, type Platform } from '../../index.ts';

const platform = createPlatform({ seed: 'demo-latam', strict: true });
afterEach(() => platform.reset());

async function call(method: string, path: string, body?: unknown, token?: string, on: Platform = platform) {
  const { baseUrl, accessToken } = on.credentials().partnerCenter;
  const response = await on.fetch(
    new Request(`${baseUrl}/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${token ?? accessToken}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    }),
  );
  const text = await response.text();
  return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
}

async function newCustomer(prefix = 'nuevaempresa', on: Platform = platform): Promise<string> {
  const { body } = await call(
    'POST',
    '/customers',
    {
      companyProfile: { domain: `${prefix}.onmicrosoft.com` },
      billingProfile: {
        email: `ana@${prefix}.example`,
        companyName: 'Nueva Empresa',
        defaultAddress: { country: 'PE', city: 'Lima', addressLine1: 'Jr. Union 100' },
      },
    },
    undefined,
    on,
  );
  return body.id;
}

async function knownCustomer(name = 'TEXTILES'): Promise<string> {
  const filter = { Field: 'CompanyName', Value: name, Operator: 'starts_with' };
  const { body } = await call('GET', `/customers?filter=${encodeURIComponent(JSON.stringify(filter))}`);
  return body.items[0].id;
}

describe('a verified domain', () => {
  const domain = (name: string, type = 'Managed') => ({
    VerifiedDomainName: name,
    Domain: {
      AuthenticationType: type,
      Capability: 'Email',
      IsDefault: null,
      Name: name,
      Status: 'Verified',
      VerificationMethod: 'None',
    },
  });

  test('is added to the tenant', async () => {
    const id = await newCustomer();
    expect(
      await call('POST', `/customers/${id}/verifieddomain`, domain('Nueva.example', 'Federated')),
    ).toEqual({
      status: 201,
      body: {
        authenticationType: 'federated',
        capability: 'email',
        isDefault: false,
        isInitial: false,
        name: 'Nueva.example',
        status: 'verified',
        verificationMethod: 'dns_record',
      },
    });
    const { body } = await call('GET', `/customers/${id}/customDomains`);
    expect(body.customDomains).toEqual(['nuevaempresa.onmicrosoft.com', 'nueva.example']);
    expect((await call('HEAD', '/domains/nueva.example')).status).toBe(200);
  });

  test.each([
    ['of another tenant', 'ecositio.pe', 409, 800002],
    ['of Microsoft', 'other.onmicrosoft.com', 400, 3000],
    ['that is none', 'nueva', 400, 3000],
  ])('%s is refused', async (_, name, status, code) => {
    const id = await newCustomer();
    const answer = await call('POST', `/customers/${id}/verifieddomain`, domain(name));
    expect(answer).toMatchObject({ status, body: { code } });
  });

  test('is refused twice, under two names, and with an unknown authentication', async () => {
    const id = await newCustomer();
    const path = `/customers/${id}/verifieddomain`;
    await call('POST', path, domain('nueva.example'));
    expect((await call('POST', path, domain('nueva.example'))).status).toBe(409);
    const differing = { ...domain('otra.example'), VerifiedDomainName: 'tercera.example' };
    expect((await call('POST', path, differing)).body.code).toBe(3000);
    expect((await call('POST', path, domain('otra.example', 'Guessed'))).body.code).toBe(900126);
  });
});

test('the organization of a customer is a bare array', async () => {
  const id = await newCustomer();
  expect((await call('GET', `/customers/${id}/organization`)).body).toEqual([
    {
      street: 'Jr. Union 100',
      countryLetterCode: 'PE',
      city: 'Lima',
      displayName: 'Nueva Empresa',
      technicalNotificationMails: ['ana@nuevaempresa.example'],
    },
  ]);
});

test('managed services are those of the active licences and of Azure', async () => {
  const services = async (id: string) =>
    (await call('GET', `/customers/${id}/managedservices`)).body.items.map((each: { id: string }) => each.id);
  expect(await services(await knownCustomer())).toEqual([
    'Exchange',
    'MicrosoftCommunicationsOnline',
    'SharePoint',
  ]);
  expect(await services(await knownCustomer('LOGISTICA'))).toContain('Azure');
  expect(await services(await newCustomer())).toEqual([]);
  const renamed = await knownCustomer();
  for (const each of platform.world.store.of(subscriptions).find('tenant', renamed))
    platform.world.store.of(subscriptions).put({ ...each, displayName: 'Ours' });
  expect(await services(renamed)).toContain('Exchange');
});

describe('qualifications', () => {
  const k12 = { qualification: 'education', educationSegment: 'k12', website: 'colegio.example' };

  test('go into review and are approved when the time has passed', async () => {
    const id = await newCustomer();
    const path = `/customers/${id}/qualifications`;
    expect((await call('GET', path)).body).toEqual([]);
    const asked = {
      qualification: 'Education',
      vettingStatus: 'InReview',
      vettingCreateDate: '2026-11-20T10:00:00Z',
    };
    expect(await call('POST', path, k12)).toEqual({ status: 201, body: asked });
    expect((await call('GET', path)).body).toEqual([asked]);
    expect((await call('GET', `/customers/${id}/qualification`)).body).toBe('None');
    platform.advance('PT23H');
    expect((await call('GET', path)).body).toEqual([asked]);
    platform.advance('PT1H');
    expect((await call('GET', path)).body).toEqual([{ ...asked, vettingStatus: 'Approved' }]);
    expect((await call('GET', `/customers/${id}/qualification`)).body).toBe('Education');
  });

  test('are denied for a website that says so, and may be asked for again', async () => {
    const id = await newCustomer();
    const path = `/customers/${id}/qualifications`;
    await call('POST', path, { ...k12, website: 'https://denied.example' });
    platform.advance('P2D');
    expect((await call('GET', path)).body).toMatchObject([
      { vettingStatus: 'Denied', vettingReason: expect.any(String) },
    ]);
    expect((await call('POST', path, k12)).status).toBe(201);
    platform.advance('P2D');
    expect((await call('GET', path)).body).toMatchObject([{ vettingStatus: 'Approved' }]);
  });

  test('last as long in review as the settings say', async () => {
    const on = createPlatform({ seed: 'demo-latam', strict: true, settings: { vettingHours: 2 } });
    const id = await newCustomer('quick', on);
    await call(
      'POST',
      `/customers/${id}/qualifications`,
      { qualification: 'StateOwnedEntity' },
      undefined,
      on,
    );
    on.advance('PT2H');
    const { body } = await call('GET', `/customers/${id}/qualifications`, undefined, undefined, on);
    expect(body).toMatchObject([{ qualification: 'StateOwnedEntity', vettingStatus: 'Approved' }]);
  });

  test.each([
    ['None', {}, 800042],
    ['Nonprofit', {}, 800042],
    ['Royalty', {}, 900126],
    ['Education', {}, 3000],
    ['Education', { educationSegment: 'Kindergarten' }, 3000],
    ['GovernmentCommunityCloud', {}, 3000],
  ])('%s with %o is refused', async (qualification, others, code) => {
    const id = await newCustomer();
    const answer = await call('POST', `/customers/${id}/qualifications`, { qualification, ...others });
    expect(answer).toMatchObject({ status: 400, body: { code } });
    expect((await call('GET', `/customers/${id}/qualifications`)).body).toEqual([]);
  });

  test('are asked for once, and not by an application alone', async () => {
    const id = await newCustomer();
    const path = `/customers/${id}/qualifications`;
    const { applicationToken } = platform.credentials().partnerCenter;
    expect((await call('POST', path, k12, applicationToken)).body.code).toBe(900329);
    await call('POST', path, k12);
    expect(await call('POST', path, k12)).toMatchObject({ status: 409, body: { code: 800002 } });
  });

  test('are set at once in the old way, a plain text', async () => {
    const id = await newCustomer();
    const path = `/customers/${id}/qualification`;
    expect(await call('PUT', path, 'education')).toEqual({ status: 200, body: 'Education' });
    expect((await call('GET', path)).body).toBe('Education');
    expect((await call('PUT', path, 'governmentcommunitycloud')).body.code).toBe(3000);
    expect((await call('PUT', `${path}?code=1000011`, 'governmentcommunitycloud')).body).toBe(
      'GovernmentCommunityCloud',
    );
    expect((await call('PUT', path, 'none')).body.code).toBe(800042);
  });
});

describe('the consent of an application', () => {
  const consent = {
    applicationId: 'b6b84568-6c01-4981-a80f-09da9a20bbed',
    displayName: 'Panel',
    applicationGrants: [
      { enterpriseApplicationId: '00000003-0000-0000-c000-000000000000', scope: 'Domain.ReadWrite.All' },
    ],
  };

  test('is given once and taken back', async () => {
    const id = await newCustomer();
    const path = `/customers/${id}/applicationconsents`;
    expect(await call('POST', path, consent)).toEqual({ status: 201, body: consent });
    expect(await call('POST', path, consent)).toMatchObject({ status: 409, body: { code: 800002 } });
    const own = `${path}/${consent.applicationId.toUpperCase()}`;
    expect(await call('DELETE', own)).toEqual({ status: 200, body: undefined });
    expect(await call('DELETE', own)).toMatchObject({ status: 404, body: { code: 1000 } });
    expect((await call('POST', path, consent)).status).toBe(201);
  });

  test('names applications by GUID', async () => {
    const id = await newCustomer();
    const path = `/customers/${id}/applicationconsents`;
    expect((await call('POST', path, { ...consent, applicationId: 'Panel' })).body.code).toBe(3000);
    const grants = [{ enterpriseApplicationId: 'Graph', scope: 'User.Read' }];
    const refused = await call('POST', path, { ...consent, applicationGrants: grants });
    expect(refused.body.description).toContain('applicationGrants.0.enterpriseApplicationId');
  });
});

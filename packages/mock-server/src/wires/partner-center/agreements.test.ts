import { afterEach, describe, expect, test } from 'vitest';
import { hasCustomerAgreement } from '../../domain/partners/customer-agreement.ts';
import { tenants } from '../../domain/tenants/tenant.ts';
import { createPlatform } from '../../index.ts';
import { partnerCenterCaller } from './partner-center-caller.ts';

const platform = createPlatform({ seed: 'demo-latam', strict: true });
const { call, newCustomer, knownCustomer } = partnerCenterCaller(platform);
afterEach(() => platform.reset());

const cloud = '998b88de-aa99-4388-a42c-1b3517d49490';
const current = '117a77b0-9360-443b-8795-c6dedc750cf9';
const contact = {
  firstName: 'Ana',
  lastName: 'Ruiz',
  email: 'ana@nuevaempresa.example',
  phoneNumber: '+51 1 555 0100',
};
const confirmation = {
  primaryContact: contact,
  templateId: current,
  dateAgreed: '2026-11-19T00:00:00.000Z',
  type: 'MicrosoftCustomerAgreement',
};

function tenantOf(id: string) {
  const tenant = platform.world.store.of(tenants).get(id);
  if (tenant === undefined) throw new Error(`no tenant ${id}`);
  return tenant;
}

describe('agreement metadata', () => {
  test('lists every type, also for *', async () => {
    const { status, body } = await call('GET', '/agreements');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      totalCount: 2,
      items: [
        { templateId: cloud, agreementType: 'MicrosoftCloudAgreement' },
        { templateId: current, agreementType: 'MicrosoftCustomerAgreement', versionRank: 0 },
      ],
      attributes: { objectType: 'Collection' },
    });
    expect((await call('GET', '/agreements?agreementType=*')).body.totalCount).toBe(2);
  });

  test('of one type, and refuses an unknown one', async () => {
    const { body } = await call('GET', '/agreements?agreementType=microsoftcustomeragreement');
    expect(body.items).toEqual([expect.objectContaining({ templateId: current })]);
    expect(await call('GET', '/agreements?agreementType=Other')).toMatchObject({
      status: 400,
      body: { code: 900126 },
    });
  });

  test('is not for an application alone', async () => {
    const { applicationToken } = platform.credentials().partnerCenter;
    expect(await call('GET', '/agreements', undefined, applicationToken)).toMatchObject({
      status: 403,
      body: { code: 900329 },
    });
  });
});

describe('the text of an agreement', () => {
  test('comes as links that run out after five minutes and differ each call', async () => {
    const first = await call('GET', `/agreementtemplates/${current}/document`);
    const second = await call('GET', `/agreementtemplates/${current}/document`);
    expect(first.body).toMatchObject({ language: 'en-US', country: 'US' });
    expect(first.body.downloadUri).toContain(encodeURIComponent('2026-11-20T10:05:00.000Z'));
    expect(second.body.downloadUri).not.toBe(first.body.downloadUri);
    expect(second.body.displayUri).not.toBe(first.body.displayUri);
  });

  test('draws nothing from the ids of the world', async () => {
    const before = JSON.stringify(platform.world.ids.state);
    await call('GET', `/agreementtemplates/${current}/document?country=PE&language=es-PE`);
    expect(JSON.stringify(platform.world.ids.state)).toBe(before);
  });

  test.each(['pe', 'ZZ', 'Peru'])('is refused for the country %s', async (country) => {
    const { status, body } = await call('GET', `/agreementtemplates/${current}/document?country=${country}`);
    expect({ status, code: body.code }).toEqual({ status: 400, code: 3000 });
    expect(body.description).toContain('case-sensitive');
  });

  test('is not found for an unknown template', async () => {
    expect(await call('GET', '/agreementtemplates/none/document')).toMatchObject({
      status: 404,
      body: { code: 1000 },
    });
  });
});

describe('the confirmations of a customer', () => {
  test('show what was accepted through the distributor', async () => {
    const id = await knownCustomer();
    const { body } = await call(
      'GET',
      `/customers/${id}/agreements?agreementType=MicrosoftCustomerAgreement`,
    );
    expect(body).toMatchObject({
      totalCount: 1,
      items: [
        {
          primaryContact: { firstName: 'Ana', lastName: 'Ruiz', email: 'ana.ruiz@textilesrimac.example' },
          templateId: current,
          type: 'MicrosoftCustomerAgreement',
        },
      ],
    });
    expect(hasCustomerAgreement(platform.world, tenantOf(id))).toBe(true);
    const old = await call('GET', `/customers/${id}/agreements?agreementType=MicrosoftCloudAgreement`);
    expect(old.body.items).toEqual([]);
  });

  test('begin empty and hold what a partner confirms', async () => {
    const id = await newCustomer();
    expect(hasCustomerAgreement(platform.world, tenantOf(id))).toBe(false);
    expect((await call('GET', `/customers/${id}/agreements`)).body.items).toEqual([]);
    const created = await call('POST', `/customers/${id}/agreements`, confirmation);
    expect(created).toMatchObject({
      status: 201,
      body: {
        ...confirmation,
        dateAgreed: '2026-11-19T00:00:00Z',
        userId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      },
    });
    expect((await call('GET', `/customers/${id}/agreements`)).body.items).toEqual([created.body]);
    expect(hasCustomerAgreement(platform.world, tenantOf(id))).toBe(true);
  });

  test('take the same contact once, and again when name, e-mail or phone changed', async () => {
    const id = await newCustomer();
    await call('POST', `/customers/${id}/agreements`, confirmation);
    const again = { ...confirmation, primaryContact: { ...contact, email: 'ANA@nuevaempresa.example' } };
    expect(await call('POST', `/customers/${id}/agreements`, again)).toMatchObject({
      status: 400,
      body: { code: 600061, errorName: 'PartnerConfirmedAgreementAlreadyExists', isRetryable: false },
    });
    for (const change of [
      { firstName: 'Eva' },
      { email: 'eva@nuevaempresa.example' },
      { phoneNumber: '1' },
    ]) {
      const changed = { ...confirmation, primaryContact: { ...contact, ...change } };
      expect((await call('POST', `/customers/${id}/agreements`, changed)).status).toBe(201);
    }
  });

  test('refuse the contact that accepted through the distributor', async () => {
    const id = await knownCustomer();
    const { body } = await call('GET', `/customers/${id}/agreements`);
    const again = { ...confirmation, primaryContact: body.items[0].primaryContact };
    expect((await call('POST', `/customers/${id}/agreements`, again)).body.code).toBe(600061);
  });

  test.each([
    ['a date to come', { dateAgreed: '2026-11-21T00:00:00Z' }, 3000, 'dateAgreed'],
    ['what is no date', { dateAgreed: 'yesterday' }, 3000, 'dateAgreed'],
    ['an old template', { templateId: cloud }, 3000, 'templateId'],
    ['a retired type', { templateId: cloud, type: 'MicrosoftCloudAgreement' }, 800042, 'no longer'],
    ['an unknown type', { type: 'Other' }, 900126, 'type'],
    ['no last name', { primaryContact: { ...contact, lastName: '' } }, 3000, 'primaryContact.lastName'],
    ['no e-mail', { primaryContact: { ...contact, email: 'ana' } }, 3000, 'primaryContact.email'],
    ['no date', { dateAgreed: undefined }, 800002, 'dateAgreed'],
  ])('refuse %s', async (_, change, code, named) => {
    const id = await newCustomer();
    const { status, body } = await call('POST', `/customers/${id}/agreements`, {
      ...confirmation,
      ...change,
    });
    expect({ status, code: body.code }).toEqual({ status: 400, code });
    expect(body.description).toContain(named);
    expect(hasCustomerAgreement(platform.world, tenantOf(id))).toBe(false);
  });

  test('take the date of tomorrow, tomorrow', async () => {
    const id = await newCustomer();
    platform.advance('P2D');
    const later = { ...confirmation, dateAgreed: '2026-11-21T00:00:00Z' };
    expect((await call('POST', `/customers/${id}/agreements`, later)).status).toBe(201);
  });

  test('are those of own customers only', async () => {
    const stranger = [...platform.world.store.of(tenants).all()].find(
      (each) => each.companyName === 'ECOSITIO MARKET',
    );
    expect(await call('GET', `/customers/${stranger?.id}/agreements`)).toMatchObject({
      status: 403,
      body: { code: 20002 },
    });
  });
});

test('a customer that signed with Microsoft itself needs no confirmation', async () => {
  const id = await newCustomer();
  const path = `/customers/${id}/directSignedMicrosoftCustomerAgreementStatus`;
  expect((await call('GET', path)).body).toEqual({ isSigned: false });
  platform.world.store.of(tenants).put({ ...tenantOf(id), directlySigned: true });
  expect((await call('GET', path)).body).toEqual({ isSigned: true });
  expect(hasCustomerAgreement(platform.world, tenantOf(id))).toBe(true);
  expect((await call('GET', `/customers/${id}/agreements`)).body.items).toEqual([]);
});

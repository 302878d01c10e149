import { afterEach, describe, expect, test } from 'vitest';
import { tenants } from '../../domain/tenants/tenant.ts';
import { createPlatform } from '../../index.ts';
import { partnerCenterCaller } from './partner-center-caller.ts';

const platform = createPlatform({ seed: 'demo-latam', strict: true });
const { call, newCustomer } = partnerCenterCaller(platform);
afterEach(() => platform.reset());

const redmond = {
  addressLine1: '1 Microsoft Way',
  city: 'Redmond',
  state: 'WA',
  postalCode: '98052',
  country: 'US',
};

describe('an address', () => {
  test('that holds is answered with its full form', async () => {
    const { status, body } = await call('POST', '/validations/address', redmond);
    expect(status).toBe(200);
    expect(body).toEqual({
      originalAddress: redmond,
      suggestedAddresses: [{ ...redmond, postalCode: expect.stringMatching(/^98052-\d{4}$/) }],
      status: 'VerifiedShippable',
    });
  });

  test('may write its names in any case', async () => {
    const body = {
      AddressLine1: 'Av. Central 100',
      City: 'Lima',
      State: 'anything',
      PostalCode: null,
      Country: 'pe',
    };
    expect((await call('POST', '/validations/address', body)).body.status).toBe('VerifiedShippable');
  });

  test.each([
    ['a street without a number', { addressLine1: 'Microsoft Way' }, 'StreetPartial', '1 Microsoft Way'],
    ['a suite without a number', { addressLine1: '1 Microsoft Way Suite' }, 'PremisesPartial', undefined],
    ['neither number', { addressLine1: 'Microsoft Way Suite' }, 'Multiple', undefined],
    ['a post box', { addressLine1: 'P.O. Box 12' }, 'Verified', undefined],
    ['a state by its name', { state: 'washington' }, 'InteractionRequired', undefined],
  ])('with %s gets a suggestion', async (_, change, status, line) => {
    const answer = await call('POST', '/validations/address', { ...redmond, ...change });
    expect(answer).toMatchObject({ status: 200, body: { status } });
    expect(answer.body.suggestedAddresses).toHaveLength(1);
    expect(answer.body.suggestedAddresses[0].state).toBe('WA');
    if (line !== undefined) expect(answer.body.suggestedAddresses[0].addressLine1).toBe(line);
  });

  test.each([
    ['an unknown state', { state: 'XX' }, 'State'],
    ['no state', { state: undefined }, 'State'],
    ['a wrong postal code', { postalCode: '9805' }, 'PostalCode'],
    ['no city', { city: '' }, 'City'],
    ['no street', { addressLine1: undefined }, 'AddressLine1'],
    ['no country', { country: undefined }, 'Country'],
  ])('with %s is incorrect and still answered with 200', async (_, change, field) => {
    const { status, body } = await call('POST', '/validations/address', { ...redmond, ...change });
    expect({ status, found: body.status }).toEqual({ status: 200, found: 'None' });
    expect(body.validationMessage).toContain(`'${field}'`);
    expect(body.suggestedAddresses).toEqual([]);
  });

  test.each([
    ['US', '98052', 'Ontario'],
    ['CA', 'K1A 0B1', 'Washington'],
    ['CN', '100000', 'Lima'],
    ['MX', '44100', 'Lima'],
  ])('in %s must name a state of the country', async (country, postalCode, state) => {
    const address = { addressLine1: 'Calle 1', city: 'X', country, postalCode, state };
    expect((await call('POST', '/validations/address', address)).body.status).toBe('None');
  });

  test('in Mexico may write its state with accents', async () => {
    const address = {
      addressLine1: 'Calle 1',
      city: 'Leon',
      country: 'MX',
      postalCode: '37000',
      state: 'Michoacán',
    };
    expect((await call('POST', '/validations/address', address)).body.suggestedAddresses[0].state).toBe(
      'MIC',
    );
  });

  test('in a country without data is not validated', async () => {
    const { body } = await call('POST', '/validations/address', { ...redmond, country: 'FJ' });
    expect(body.status).toBe('NotValidated');
  });
});

describe('the rules of a market', () => {
  test.each([
    'PE',
    'CO',
    'CL',
    'MX',
    'US',
    'BR',
    'DE',
    'CA',
    'CN',
    'AR',
    'CR',
    'EC',
    'GB',
    'GT',
    'PA',
    'SV',
    'UY',
  ])('%s has a sample that fits its own form', async (country) => {
    const { status, body } = await call('GET', `/countryvalidationrules/${country}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ iso2Code: country, attributes: { objectType: 'CountryInformation' } });
    expect(body.supportedCulturesList).toContain(body.defaultCulture);
    expect(() => new RegExp(body.postalCodeRegex)).not.toThrow();
    expect(body.isVatIdSupported).toBe(!body.isTaxIdSupported);
    if (body.isVatIdSupported) expect(body.taxIdSample).toMatch(new RegExp(body.vatIdRegex));
    expect(body.isStateRequired).toBe(['US', 'CA', 'CN', 'MX'].includes(country));
    expect(body.supportedStatesList.length > 0).toBe(body.isStateRequired);
    expect(body.isRegistrationNumberSupported).toBe(country === 'BR');
  });

  test('are not found for an unknown country', async () => {
    for (const country of ['ZZ', 'constructor']) {
      expect(await call('GET', `/countryvalidationrules/${country}`)).toMatchObject({
        status: 404,
        body: { code: 1000 },
      });
    }
  });
});

describe('the account status of a customer', () => {
  test('is Allowed unless it was set', async () => {
    const id = await newCustomer();
    const path = `/customers/${id}/validationStatus?type=account`;
    expect((await call('GET', path)).body).toEqual({
      type: 'account',
      status: 'Allowed',
      lastUpdateDateTime: '2026-11-20T10:00:00Z',
    });
    const tenant = platform.world.store.of(tenants).get(id);
    if (tenant !== undefined)
      platform.world.store.of(tenants).put({ ...tenant, accountStatus: 'UnderReview' });
    expect((await call('GET', path)).body.status).toBe('UnderReview');
  });

  test('needs a known type and a known customer', async () => {
    const id = await newCustomer();
    for (const query of ['', '?type=other']) {
      expect(await call('GET', `/customers/${id}/validationStatus${query}`)).toMatchObject({
        status: 400,
        body: { code: 900126 },
      });
    }
    const unknown = '00000000-0000-4000-8000-000000000000';
    expect(await call('GET', `/customers/${unknown}/validationStatus?type=account`)).toMatchObject({
      status: 404,
      body: { code: 600074, errorName: 'AccountStatusNotFound' },
    });
  });
});

describe('validation codes', () => {
  test('are a bare array of the partner', async () => {
    const { status, body } = await call('GET', '/customers/all/validations');
    expect(status).toBe(200);
    expect(body).toHaveLength(3);
    expect(body[0]).toEqual({
      partnerId: platform.credentials().partnerCenter.tenantId,
      organizationName: expect.any(String),
      validationId: '1000011',
      maxCreates: 5,
      remainingCreates: 5,
      eTag: expect.stringMatching(/^W\/"datetime'2025-01-15T16%3A30%3A00\.000Z'"$/),
    });
  });

  test('count down when they are used, until they are used up', async () => {
    const once = '1000013';
    const ask = async (prefix: string, validationCode?: string) =>
      call('POST', `/customers/${await newCustomer(prefix)}/qualifications`, {
        qualification: 'GovernmentCommunityCloud',
        validationCode,
      });
    expect((await ask('first', once)).status).toBe(201);
    const codes = (await call('GET', '/customers/all/validations')).body;
    expect(codes.map((code: { remainingCreates: number }) => code.remainingCreates)).toEqual([5, 5, 0]);
    expect(codes[2].eTag).toContain('2026-11-20');
    for (const [prefix, code] of [
      ['second', once],
      ['third', '999'],
      ['fourth', undefined],
    ] as const) {
      const { status, body } = await ask(prefix, code);
      expect({ status, code: body.code }).toEqual({ status: 400, code: 3000 });
      expect(body.description).toContain('validationCode');
    }
  });
});

import { afterEach, describe, expect, test } from 'vitest';
import { licenceSkuOf } from '../../domain/catalogue/licence-skus.ts';
import { checkOneLicenceGroup } from '../../domain/tenants/assign-licences.ts';
import { createPlatform } from '../../index.ts';

const platform = createPlatform({ seed: 'demo-latam', strict: true });

afterEach(() => platform.reset());

interface Reply {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: answers are read field by field
  readonly body: any;
}

async function call(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Reply> {
  const { baseUrl, accessToken } = platform.credentials().partnerCenter;
  const response = await platform.fetch(
    new Request(`${baseUrl}/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${accessToken}`, ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    }),
  );
  const text = await response.text();
  return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
}

async function customer(prefix: string): Promise<string> {
  const filter = JSON.stringify({ Field: 'Domain', Value: prefix, Operator: 'starts_with' });
  const { body } = await call('GET', `/customers?filter=${encodeURIComponent(filter)}`);
  return `/customers/${body.items[0].id}`;
}

const password = 'Palta-Verde-27';

function newUser(name: string, more: object = {}) {
  return {
    userPrincipalName: `${name}@textilesrimac.onmicrosoft.com`,
    displayName: name,
    firstName: name,
    usageLocation: 'PE',
    passwordProfile: { password, forceChangePassword: true },
    ...more,
  };
}

async function addUser(path: string, name: string, more: object = {}): Promise<string> {
  const { status, body } = await call('POST', `${path}/users`, newUser(name, more));
  expect(status, JSON.stringify(body)).toBe(200);
  return body.id;
}

const basic = '3b555118-da6a-4418-894f-7df1e2096870';
const standard = 'f245ecc8-75af-4f8e-b61f-27d8114de5f3';

describe('users', () => {
  test('a new tenant has its administrator, who is global administrator', async () => {
    const path = await customer('textilesrimac');
    const { body } = await call('GET', `${path}/users`);
    expect(body.items).toMatchObject([
      { userPrincipalName: 'admin@textilesrimac.onmicrosoft.com', state: 'active', userDomainType: 'none' },
    ]);
    const roles = await call('GET', `${path}/users/${body.items[0].id}/directoryroles`);
    expect(roles.body.items).toMatchObject([{ name: 'Global Administrator' }]);
    const again = await call('GET', `${path}/users`);
    expect(again.body).toEqual(body);
  });

  test('a customer made here has its administrator, too', async () => {
    const made = await call('POST', '/customers', {
      companyProfile: { domain: 'quinuareal.onmicrosoft.com' },
      billingProfile: {
        email: 'ana@quinuareal.example',
        culture: 'es-PE',
        language: 'es',
        companyName: 'Quinua Real',
        firstName: 'Ana',
        lastName: 'Ruiz',
        defaultAddress: { country: 'PE', city: 'Puno', addressLine1: 'Jr. Lima 1' },
      },
    });
    const { body } = await call('GET', `/customers/${made.body.id}/users`);
    expect(body.items).toMatchObject([
      { userPrincipalName: 'admin@quinuareal.onmicrosoft.com', firstName: 'Ana', displayName: 'Quinua Real' },
    ]);
  });

  test('are created with a password that is shown once', async () => {
    const path = await customer('textilesrimac');
    const made = await call('POST', `${path}/users`, newUser('Lucia'));
    expect(made.status).toBe(200);
    expect(made.body).toMatchObject({
      usageLocation: 'PE',
      state: 'active',
      passwordProfile: { password, forceChangePassword: true },
      links: { self: { uri: `${path}/users/${made.body.id}` } },
      attributes: { objectType: 'CustomerUser' },
    });
    const { passwordProfile: _, ...shown } = made.body;
    expect((await call('GET', `${path}/users/${made.body.id}`)).body).toEqual(shown);
    const byName = await call('GET', `${path}/users/lucia@textilesrimac.onmicrosoft.com`);
    expect(byName.body.id).toBe(made.body.id);
  });

  test.each([
    ['another domain', { userPrincipalName: 'lucia@elsewhere.example' }, 400, 3000, /textilesrimac/],
    [
      'a name with blanks',
      { userPrincipalName: 'lu cia@textilesrimac.onmicrosoft.com' },
      400,
      3000,
      /letters/,
    ],
    ['no domain', { userPrincipalName: 'lucia' }, 400, 3000, /userPrincipalName/],
    ['a taken name', { userPrincipalName: 'Admin@textilesrimac.onmicrosoft.com' }, 409, 800002, /another/],
    ['an empty display name', { displayName: ' ' }, 400, 3000, /displayName/],
    ['a country by name', { usageLocation: 'Peru' }, 400, 3000, /ISO/],
    ['no password', { passwordProfile: {} }, 400, 3000, /8 to 256/],
    ['a short password', { passwordProfile: { password: 'Pa-1234' } }, 400, 3000, /8 to 256/],
    ['a plain password', { passwordProfile: { password: 'paltaverde27' } }, 400, 3000, /3 kinds/],
    ['no password profile', { passwordProfile: undefined }, 400, 800002, /passwordProfile/],
  ])('are refused with %s', async (_, more, status, code, description) => {
    const path = await customer('textilesrimac');
    const refused = await call('POST', `${path}/users`, newUser('Lucia', more));
    expect(refused).toMatchObject({
      status,
      body: { code, description: expect.stringMatching(description) },
    });
    expect((await call('GET', `${path}/users`)).body.items).toHaveLength(1);
  });

  test('need a token with a user', async () => {
    const path = await customer('textilesrimac');
    const { applicationToken } = platform.credentials().partnerCenter;
    const refused = await call('GET', `${path}/users`, undefined, {
      authorization: `Bearer ${applicationToken}`,
    });
    expect(refused).toMatchObject({ status: 403, body: { code: 900329 } });
  });

  test('are changed in part', async () => {
    const path = await customer('textilesrimac');
    const id = await addUser(path, 'Lucia');
    const changed = await call('PATCH', `${path}/users/${id}`, {
      UsageLocation: 'cl',
      displayName: 'Lucía Paredes',
      userPrincipalName: 'lparedes@textilesrimac.onmicrosoft.com',
      state: 'active',
      attributes: { objectType: 'CustomerUser' },
    });
    expect(changed).toMatchObject({
      status: 200,
      body: {
        id,
        usageLocation: 'CL',
        firstName: 'Lucia',
        displayName: 'Lucía Paredes',
        userPrincipalName: 'lparedes@textilesrimac.onmicrosoft.com',
      },
    });
    const refused = [
      [{ userPrincipalName: 'admin@textilesrimac.onmicrosoft.com' }, 409, 800002],
      [{ usageLocation: '' }, 400, 3000],
      [{ displayName: '' }, 400, 3000],
      [{ passwordProfile: { password: 'short' } }, 400, 3000],
      [{ state: 'inactive' }, 400, 3000],
    ] as const;
    for (const [change, status, code] of refused)
      expect(await call('PATCH', `${path}/users/${id}`, change)).toMatchObject({ status, body: { code } });
    expect((await call('GET', `${path}/users/${id}`)).body).toEqual(changed.body);
  });

  test('get another password', async () => {
    const path = await customer('textilesrimac');
    const id = await addUser(path, 'Lucia');
    const reset = `${path}/users/${id}/resetpassword`;
    const done = await call('PATCH', reset, {
      passwordProfile: { password: 'Cherimoya-2027', forceChangePassword: true },
    });
    expect(done.status).toBe(200);
    expect(done.body.passwordProfile).toBeUndefined();
    expect(await call('PATCH', reset, { passwordProfile: {} })).toMatchObject({
      status: 400,
      body: { code: 3000 },
    });
    expect(await call('PATCH', reset, {})).toMatchObject({ status: 400, body: { code: 800002 } });
  });

  test('of nobody are not found', async () => {
    const path = await customer('textilesrimac');
    const other = await customer('clinicasanisidro');
    const id = await addUser(path, 'Lucia');
    for (const [method, suffix, body] of [
      ['GET', ''],
      ['PATCH', '', { displayName: 'X' }],
      ['DELETE', ''],
      ['PATCH', '/resetpassword', { passwordProfile: { password } }],
      ['GET', '/directoryroles'],
      ['GET', '/licenses'],
      ['POST', '/licenseupdates', { licensesToRemove: [basic] }],
    ] as const) {
      const refused = await call(method, `${other}/users/${id}${suffix}`, body);
      expect(refused).toMatchObject({ status: 404, body: { code: 60002 } });
    }
  });

  test('are sorted, filtered and paged', async () => {
    const path = await customer('textilesrimac');
    for (const name of ['Carla', 'Bruno', 'alba']) await addUser(path, name);
    const names = (reply: Reply) => reply.body.items.map((each: { firstName: string }) => each.firstName);
    const up = await call('GET', `${path}/users?sortField=firstName&sortDirection=Ascending`);
    expect(names(up)).toEqual(['alba', 'Ana', 'Bruno', 'Carla']);
    const down = await call('GET', `${path}/users?sortField=FirstName&sortDirection=Descending`);
    expect(names(down)).toEqual(['Carla', 'Bruno', 'Ana', 'alba']);
    const first = await call('GET', `${path}/users?size=3`);
    const [token] = first.body.links.next.headers;
    const second = await call('GET', `${path}/users?size=3&seekOperation=Next`, undefined, {
      [token.key]: token.value,
    });
    expect([...names(first), ...names(second)]).toEqual(['Ana', 'Carla', 'Bruno', 'alba']);
    expect(second.body.links.next).toBeUndefined();
    const wrong = [
      'sortField=shoeSize',
      `filter=${JSON.stringify({ Field: 'Name', Value: 'x', Operator: 'equals' })}`,
      `filter=${JSON.stringify({ Field: 'UserState', Value: 'Gone', Operator: 'equals' })}`,
      `filter=${JSON.stringify({ Field: 'UserState', Value: 'Inactive', Operator: 'starts_with' })}`,
    ];
    for (const query of wrong)
      expect(await call('GET', `${path}/users?${query}`)).toMatchObject({
        status: 400,
        body: { code: 800002 },
      });
  });
});

describe('deleted users', () => {
  const inactive = `filter=${encodeURIComponent(
    JSON.stringify({ Field: 'UserState', Value: 'Inactive', Operator: 'equals' }),
  )}`;

  test('are listed apart, and come back within 30 days', async () => {
    const path = await customer('textilesrimac');
    const id = await addUser(path, 'Lucia');
    expect(await call('DELETE', `${path}/users/${id}`)).toEqual({ status: 204, body: undefined });
    expect((await call('GET', `${path}/users`)).body.items).toHaveLength(1);
    const deleted = await call('GET', `${path}/users?size=500&${inactive}`);
    expect(deleted.body.items).toMatchObject([
      { id, state: 'inactive', softDeletionTime: '2026-11-20T10:00:00Z' },
    ]);
    for (const [method, suffix, body] of [
      ['DELETE', ''],
      ['PATCH', '', { displayName: 'X' }],
      ['PATCH', '/resetpassword', { passwordProfile: { password } }],
      ['POST', '/licenseupdates', { licensesToAssign: [{ skuId: basic }] }],
    ] as const) {
      const refused = await call(method, `${path}/users/${id}${suffix}`, body);
      expect(refused).toMatchObject({ status: 404, body: { code: 60002 } });
    }
    platform.advance('P29D');
    const restored = await call('PATCH', `${path}/users/${id}`, {
      state: 'active',
      attributes: { objectType: 'CustomerUser' },
    });
    expect(restored).toMatchObject({ status: 200, body: { id, state: 'active' } });
    expect(restored.body.softDeletionTime).toBeUndefined();
    platform.advance('P31D');
    expect((await call('GET', `${path}/users/${id}`)).status).toBe(200);
  });

  test('are gone after 30 days', async () => {
    const path = await customer('textilesrimac');
    const id = await addUser(path, 'Lucia');
    await call('DELETE', `${path}/users/${id}`);
    const { fired } = platform.advance('P31D');
    expect(fired).toContainEqual(expect.objectContaining({ kind: 'directory-user-purge', subject: id }));
    expect((await call('GET', `${path}/users?${inactive}`)).body.items).toEqual([]);
    const refused = await call('PATCH', `${path}/users/${id}`, { state: 'active' });
    expect(refused).toMatchObject({ status: 404, body: { code: 60002 } });
  });

  test('leave their name to others, and need another one then', async () => {
    const path = await customer('textilesrimac');
    const id = await addUser(path, 'Lucia');
    await call('DELETE', `${path}/users/${id}`);
    await addUser(path, 'Lucia');
    expect(await call('PATCH', `${path}/users/${id}`, { state: 'active' })).toMatchObject({
      status: 409,
      body: { code: 800002 },
    });
    const userPrincipalName = 'lucia2@textilesrimac.onmicrosoft.com';
    expect(await call('PATCH', `${path}/users/${id}`, { state: 'active', userPrincipalName })).toMatchObject({
      status: 200,
      body: { userPrincipalName, state: 'active' },
    });
  });

  test('give their licences free, and have what is left of them when they come back', async () => {
    const path = await customer('textilesrimac');
    const id = await addUser(path, 'Lucia');
    await call('POST', `${path}/users/${id}/licenseupdates`, {
      licensesToAssign: [{ skuId: standard }, { skuId: basic }],
    });
    await call('DELETE', `${path}/users/${id}`);
    for (let number = 1; number <= 8; number += 1) {
      const other = await addUser(path, `user${number}`);
      await call('POST', `${path}/users/${other}/licenseupdates`, {
        licensesToAssign: [{ skuId: standard }],
      });
    }
    await call('PATCH', `${path}/users/${id}`, { state: 'active' });
    const { body } = await call('GET', `${path}/users/${id}/licenses`);
    expect(body.items).toMatchObject([{ productSku: { id: basic } }]);
  });
});

describe('directory roles', () => {
  const helpdesk = '729827e3-9c14-49f7-bb1b-9608f156bbb8';

  test('are given and taken', async () => {
    const path = await customer('textilesrimac');
    const id = await addUser(path, 'Lucia');
    const roles = await call('GET', `${path}/directoryroles`);
    expect(roles.body.items.length).toBeGreaterThanOrEqual(25);
    expect(roles.body.items).toContainEqual({
      id: helpdesk,
      name: 'Helpdesk Administrator',
      attributes: { objectType: 'DirectoryRole' },
    });
    const members = `${path}/directoryroles/${helpdesk}/usermembers`;
    const added = await call('POST', members, {
      Id: id,
      DisplayName: 'Lucia',
      Attributes: { ObjectType: 'UserMember' },
    });
    expect(added).toMatchObject({ status: 201, body: { id, roleId: helpdesk, displayName: 'Lucia' } });
    expect((await call('GET', members)).body.items).toEqual([added.body]);
    expect((await call('GET', `${path}/users/${id}/directoryroles`)).body.items).toMatchObject([
      { id: helpdesk },
    ]);
    expect(await call('POST', members, { id })).toMatchObject({ status: 409, body: { code: 800002 } });
    expect(await call('POST', members, {})).toMatchObject({ status: 400, body: { code: 800002 } });
    expect(await call('POST', members, { id: 'nobody' })).toMatchObject({
      status: 404,
      body: { code: 60002 },
    });
    expect((await call('DELETE', `${members}/${id}`)).status).toBe(204);
    expect(await call('DELETE', `${members}/${id}`)).toMatchObject({ status: 404, body: { code: 60002 } });
    expect((await call('GET', members)).body.items).toEqual([]);
  });

  test('that Entra does not have are not found', async () => {
    const path = await customer('textilesrimac');
    const refused = await call('GET', `${path}/directoryroles/${basic}/usermembers`);
    expect(refused).toMatchObject({ status: 404, body: { code: 1000 } });
  });
});

describe('licences', () => {
  test('are counted from what is owned and what is assigned', async () => {
    const path = await customer('textilesrimac');
    const id = await addUser(path, 'Lucia');
    const before = await call('GET', `${path}/subscribedskus`);
    expect(before.body.items).toMatchObject([
      {
        availableUnits: 28,
        activeUnits: 28,
        consumedUnits: 0,
        suspendedUnits: 0,
        totalUnits: 28,
        warningUnits: 0,
        productSku: {
          id: basic,
          name: 'Microsoft 365 Business Basic',
          skuPartNumber: 'O365_BUSINESS_ESSENTIALS',
          targetType: 'User',
          licenseGroupId: 'group1',
        },
        capabilityStatus: 'Enabled',
      },
      { availableUnits: 8, productSku: { id: standard, skuPartNumber: 'O365_BUSINESS_PREMIUM' } },
    ]);
    const [sku] = before.body.items;
    const excluded = sku.servicePlans[0].id;
    const update = await call('POST', `${path}/users/${id}/licenseupdates`, {
      LicensesToAssign: [
        { ExcludedPlans: [excluded], SkuId: basic },
        { SkuId: standard, ExcludedPlans: null },
      ],
      LicensesToRemove: null,
      LicenseWarnings: null,
      Attributes: { ObjectType: 'LicenseUpdate' },
    });
    expect(update).toEqual({
      status: 201,
      body: {
        licensesToAssign: [{ skuId: basic, excludedPlans: [excluded] }, { skuId: standard }],
        licenseWarnings: [],
        attributes: { objectType: 'LicenseUpdate' },
      },
    });
    const held = await call('GET', `${path}/users/${id}/licenses`);
    expect(held.body.items).toMatchObject([{ productSku: { id: basic } }, { productSku: { id: standard } }]);
    const plans = held.body.items[0].servicePlans;
    expect(plans).toHaveLength(sku.servicePlans.length - 1);
    expect(plans[0]).toMatchObject({ capabilityStatus: 'Assigned', targetType: 'User' });
    const after = await call('GET', `${path}/subscribedskus?licenseGroupIds=Group1&licenseGroupIds=Group2`);
    expect(after.body.items[0]).toMatchObject({ availableUnits: 27, consumedUnits: 1, totalUnits: 28 });
    await call('POST', `${path}/users/${id}/licenseupdates`, { licensesToRemove: [basic] });
    expect((await call('GET', `${path}/users/${id}/licenses`)).body.items).toMatchObject([
      { productSku: { id: standard } },
    ]);
  });

  test('of the other group are listed on demand only', async () => {
    const path = await customer('textilesrimac');
    const none = await call('GET', `${path}/subscribedskus?licenseGroupIds=group2`);
    expect(none.body).toEqual({ totalCount: 0, items: [], attributes: { objectType: 'Collection' } });
    const unknown = await call('GET', `${path}/subscribedskus?licenseGroupIds=group3`);
    expect(unknown).toMatchObject({ status: 400, body: { code: 900126 } });
    const minecraft = licenceSkuOf({
      name: 'minecraft',
      displayName: 'Minecraft Education Faculty',
      offerId: 'CFQ7TTC0K5DR:0002',
    });
    expect(minecraft).toMatchObject({ group: 'group2', partNumber: 'CFQ7TTC0K5DR/0002', plans: [] });
    const office = licenceSkuOf({ name: 'x', displayName: 'Basic', offerId: 'CFQ7TTC0LH18:0001' });
    expect(() => checkOneLicenceGroup([office, office])).not.toThrow();
    expect(() => checkOneLicenceGroup([office, minecraft])).toThrow(/one licence group/);
  });

  test('without a public SKU get a made-up one, which stays', () => {
    const product = { name: 'x', displayName: 'Cosecha Plan 1', offerId: 'CFQ7TTC0ZZZZ:0001' };
    const sku = licenceSkuOf(product);
    expect(sku).toEqual(licenceSkuOf({ ...product, name: 'y' }));
    expect(sku).toMatchObject({ group: 'group1', partNumber: 'COSECHA_PLAN_1' });
    expect(sku.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(sku.plans.length).toBeGreaterThanOrEqual(2);
  });

  test.each([
    ['nothing', {}, 400, 800002, /at least one/],
    [
      'a SKU twice',
      { licensesToAssign: [{ skuId: basic }], licensesToRemove: [basic] },
      400,
      800002,
      /twice/,
    ],
    [
      'a SKU not owned',
      { licensesToAssign: [{ skuId: basic }, { skuId: '05e9a617-0261-4cee-bb44-138d3ef5d965' }] },
      404,
      400018,
      /subscribedskus/,
    ],
    [
      'a plan of another SKU',
      { licensesToAssign: [{ skuId: basic, excludedPlans: [standard] }] },
      400,
      800002,
      /excludedPlans/,
    ],
    ['the removal of one not held', { licensesToRemove: [basic] }, 400, 800002, /licensesToRemove/],
  ])('are refused all together for %s', async (_, update, status, code, description) => {
    const path = await customer('textilesrimac');
    const id = await addUser(path, 'Lucia');
    const refused = await call('POST', `${path}/users/${id}/licenseupdates`, update);
    expect(refused).toMatchObject({
      status,
      body: { code, description: expect.stringMatching(description) },
    });
    expect((await call('GET', `${path}/users/${id}/licenses`)).body.items).toEqual([]);
  });

  test('need a usage location', async () => {
    const path = await customer('textilesrimac');
    const id = await addUser(path, 'Lucia', { usageLocation: undefined });
    const update = { licensesToAssign: [{ skuId: basic }] };
    const refused = await call('POST', `${path}/users/${id}/licenseupdates`, update);
    expect(refused).toMatchObject({
      status: 400,
      body: { code: 3000, description: expect.stringContaining('usageLocation') },
    });
    await call('PATCH', `${path}/users/${id}`, { usageLocation: 'PE' });
    expect((await call('POST', `${path}/users/${id}/licenseupdates`, update)).status).toBe(201);
  });

  test('run out, and a user who has one may have it again', async () => {
    const path = await customer('textilesrimac');
    const ids: string[] = [];
    for (let number = 1; number <= 9; number += 1) ids.push(await addUser(path, `user${number}`));
    const update = { licensesToAssign: [{ skuId: standard, excludedPlans: [] }] };
    for (const id of ids.slice(0, 8))
      expect((await call('POST', `${path}/users/${id}/licenseupdates`, update)).status).toBe(201);
    const refused = await call('POST', `${path}/users/${ids[8]}/licenseupdates`, update);
    expect(refused).toMatchObject({
      status: 400,
      body: { code: 60012, description: expect.stringContaining('buy more'), source: 'PartnerFD' },
    });
    expect((await call('POST', `${path}/users/${ids[0]}/licenseupdates`, update)).status).toBe(201);
  });
});

test('every change is written down once', async () => {
  const { auditEvents } = await import('../../domain/audit/audit-event.ts');
  const path = await customer('textilesrimac');
  const events = platform.world.store.of(auditEvents);
  const before = events.size;
  const id = await addUser(path, 'Lucia');
  await call('PATCH', `${path}/users/${id}`, { displayName: 'Lu' });
  await call('DELETE', `${path}/users/${id}`);
  platform.advance('P30D');
  const mine = [...events.all()].slice(before).filter(({ details }) => details?.endsWith(id));
  expect(mine.map(({ eventType, wire }) => `${wire} ${eventType}`)).toEqual([
    'partner-center DirectoryUser.Created',
    'partner-center DirectoryUser.Updated',
    'partner-center DirectoryUser.Deleted',
    'system DirectoryUser.Purged',
  ]);
});

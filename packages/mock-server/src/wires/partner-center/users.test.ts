import { afterEach, describe, expect, test } from 'vitest';
import { call, customer, platform, type Reply } from '../../../../../test/partner-center-calls.ts';
import { addUser, basic, newUser, password } from '../../../../../test/users-world.ts';

afterEach(() => platform.reset());

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

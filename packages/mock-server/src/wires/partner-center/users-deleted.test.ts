import { afterEach, describe, expect, test } from 'vitest';
import { call, customer, platform } from '../../../../../test/partner-center-calls.ts';
import { addUser, basic, password, standard } from '../../../../../test/users-world.ts';

afterEach(() => platform.reset());

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

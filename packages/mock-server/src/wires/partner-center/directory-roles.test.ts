import { afterEach, describe, expect, test } from 'vitest';
import { call, customer, platform } from '../../../../../test/partner-center-calls.ts';
import { addUser, basic } from '../../../../../test/users-world.ts';

afterEach(() => platform.reset());

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

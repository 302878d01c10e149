import { afterEach, describe, expect, test } from 'vitest';
import { addPolicy, call } from '../../../../../test/devices-world.ts';
import { customer, platform } from '../../../../../test/partner-center-calls.ts';

afterEach(() => platform.reset());

describe('policies', () => {
  test('are made, read, replaced and deleted', async () => {
    const path = await customer();
    const made = await call('POST', `${path}/policies`, {
      Name: 'Windows 11 Enterprise',
      Category: 'OOBE',
      Description: 'First start',
      PolicySettings: ['oobe_user_not_local_admin', 'SkipExpressSettings'],
    });
    expect(made).toMatchObject({
      status: 200,
      body: {
        name: 'Windows 11 Enterprise',
        category: 'o_o_b_e',
        devicesAssignedCount: 0,
        policySettings: ['oobe_user_not_local_admin', 'skip_express_settings'],
        createdDate: '2026-11-20T10:00:00Z',
        attributes: { objectType: 'ConfigurationPolicy' },
      },
    });
    const own = `${path}/policies/${made.body.id}`;
    expect((await call('GET', own)).body).toEqual(made.body);
    expect((await call('GET', `${path}/policies`)).body).toMatchObject({ totalCount: 1, items: [made.body] });
    platform.advance('PT1H');
    const replaced = await call('PUT', own, { name: 'Windows 11', policySettings: [] });
    expect(replaced.body).toMatchObject({
      id: made.body.id,
      name: 'Windows 11',
      policySettings: [],
      createdDate: '2026-11-20T10:00:00Z',
      lastModifiedDate: '2026-11-20T11:00:00Z',
    });
    expect(replaced.body.description).toBeUndefined();
    expect(await call('DELETE', own)).toMatchObject({ status: 204, body: undefined });
    for (const [method, body] of [['GET'], ['DELETE'], ['PUT', { name: 'x' }]] as const)
      expect(await call(method, own, body)).toMatchObject({ status: 404, body: { code: 1000 } });
  });

  test.each([
    ['without a name', { name: ' ' }, 3000],
    ['that leave the name out', {}, 800002],
    ['of another category', { name: 'x', category: 'kiosk' }, 900126],
    ['with settings that do not exist', { name: 'x', policySettings: ['dance'] }, 900126],
  ])('%s are refused', async (_, body, code) => {
    const path = await customer();
    expect(await call('POST', `${path}/policies`, body)).toMatchObject({ status: 400, body: { code } });
  });

  test('cannot be replaced without a name', async () => {
    const path = await customer();
    const policy = await addPolicy(path);
    const refused = await call('PUT', `${path}/policies/${policy}`, { policySettings: ['none'] });
    expect(refused).toMatchObject({ status: 400, body: { code: 3000 } });
  });

  test('of another customer are not found', async () => {
    const policy = await addPolicy(await customer('clinicasanisidro'));
    const refused = await call('GET', `${await customer()}/policies/${policy}`);
    expect(refused).toMatchObject({ status: 404, body: { code: 1000 } });
  });
});

import { afterEach, describe, expect, test } from 'vitest';
import { addPolicy, call, upload } from '../../../../../test/devices-world.ts';
import { customer, platform } from '../../../../../test/partner-center-calls.ts';

afterEach(() => platform.reset());

describe('devices', () => {
  async function withDevice() {
    const path = await customer();
    const policy = await addPolicy(path);
    const { body } = await upload(path, 'Lote', [{ hardwareHash: 'one', serialNumber: 'S-1' }]);
    const id: string = body.devicesStatus[0].deviceId;
    return { path, policy, id, own: `${path}/deviceBatches/Lote/devices/${id}` };
  }

  test('get policies, which are counted and then stay', async () => {
    const { path, policy, id, own } = await withDevice();
    const accepted = await call('PATCH', `${path}/DevicePolicyUpdates`, {
      Devices: [
        { Id: id, SerialNumber: null, Policies: [{ Key: 'o_o_b_e', Value: policy }] },
        { Id: policy, Policies: [{ Key: 'o_o_b_e', Value: policy }] },
      ],
      Attributes: { ObjectType: 'DevicePolicyUpdateRequest' },
    });
    expect(accepted.status).toBe(202);
    platform.advance('PT1M');
    expect((await call('GET', accepted.location)).body).toMatchObject({
      status: 'finished_with_errors',
      devicesStatus: [
        { deviceId: id, serialNumber: 'S-1', status: 'finished' },
        { deviceId: policy, status: 'finished_with_errors', errorCode: 'DeviceNotFound' },
      ],
    });
    const devices = await call('GET', `${path}/deviceBatches/Lote/devices`);
    expect(devices.body.items[0].policies).toEqual([{ key: 'o_o_b_e', value: policy }]);
    expect((await call('GET', `${path}/policies/${policy}`)).body.devicesAssignedCount).toBe(1);
    expect(await call('DELETE', `${path}/policies/${policy}`)).toMatchObject({
      status: 409,
      body: { code: 800002, description: expect.stringContaining('1 devices') },
    });
    const freed = await call('PATCH', own, { policies: [{ key: 'o_o_b_e' }] });
    expect(freed.body.policies).toEqual([]);
    expect((await call('DELETE', `${path}/policies/${policy}`)).status).toBe(204);
  });

  test('whose policy is deleted meanwhile do not get it', async () => {
    const { path, policy, id } = await withDevice();
    const accepted = await call('PATCH', `${path}/DevicePolicyUpdates`, {
      devices: [{ id, policies: [{ key: 'o_o_b_e', value: policy }] }],
    });
    await call('DELETE', `${path}/policies/${policy}`);
    platform.advance('PT1M');
    expect((await call('GET', accepted.location)).body.devicesStatus).toMatchObject([
      { errorCode: 'PolicyNotFound' },
    ]);
  });

  test('can be uploaded with a policy', async () => {
    const { path, policy } = await withDevice();
    await upload(path, 'Otro', [{ hardwareHash: 'two', policies: [{ key: 'OOBE', value: policy }] }]);
    expect((await call('GET', `${path}/policies/${policy}`)).body.devicesAssignedCount).toBe(1);
  });

  test('are refused policies that cannot be', async () => {
    const { path, policy, id } = await withDevice();
    const refused = [
      [[], 400, 800002],
      [[{ policies: [{ key: 'o_o_b_e', value: policy }] }], 400, 3000],
      [[{ id }], 400, 3000],
      [[{ id, policies: [{ key: 'kiosk', value: policy }] }], 400, 900126],
      [[{ id, policies: [{ key: 'o_o_b_e', value: id }] }], 404, 1000],
    ] as const;
    for (const [devices, status, code] of refused) {
      const reply = await call('PATCH', `${path}/DevicePolicyUpdates`, { devices });
      expect(reply).toMatchObject({ status, body: { code } });
    }
  });

  test('are changed and deleted', async () => {
    const { path, policy, id, own } = await withDevice();
    const changed = await call('PATCH', own, {
      modelName: 'Precision 7760',
      serialNumber: 'S-1',
      policies: [{ key: 'o_o_b_e', value: policy }],
    });
    expect(changed).toMatchObject({
      status: 200,
      body: { id, modelName: 'Precision 7760', policies: [{ value: policy }] },
    });
    expect(await call('PATCH', own, { serialNumber: 'S-2' })).toMatchObject({
      status: 400,
      body: { code: 3000 },
    });
    await upload(path, 'Otro', [{ hardwareHash: 'two' }]);
    expect(await call('DELETE', `${path}/deviceBatches/Otro/devices/${id}`)).toMatchObject({
      status: 404,
      body: { code: 1000 },
    });
    expect(await call('DELETE', own)).toMatchObject({ status: 204, body: undefined });
    expect(await call('PATCH', own, {})).toMatchObject({ status: 404, body: { code: 1000 } });
    expect((await call('GET', `${path}/policies/${policy}`)).body.devicesAssignedCount).toBe(0);
    expect((await upload(path, 'Tercero', [{ hardwareHash: 'one' }])).body.status).toBe('finished');
  });

  test('need no user in the token', async () => {
    const path = await customer();
    const { applicationToken } = platform.credentials().partnerCenter;
    const reply = await call('GET', `${path}/policies`, undefined, {
      authorization: `Bearer ${applicationToken}`,
    });
    expect(reply.status).toBe(200);
  });
});

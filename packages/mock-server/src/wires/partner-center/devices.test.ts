import { afterEach, describe, expect, test } from 'vitest';
import { createPlatform } from '../../index.ts';

const platform = createPlatform({ seed: 'demo-latam', strict: true });

afterEach(() => platform.reset());

interface Reply {
  readonly status: number;
  readonly location: string;
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
  return {
    status: response.status,
    location: response.headers.get('location') ?? '',
    body: text === '' ? undefined : JSON.parse(text),
  };
}

async function customer(prefix = 'textilesrimac'): Promise<string> {
  const filter = JSON.stringify({ Field: 'Domain', Value: prefix, Operator: 'starts_with' });
  const { body } = await call('GET', `/customers?filter=${encodeURIComponent(filter)}`);
  return `/customers/${body.items[0].id}`;
}

async function addPolicy(path: string, name = 'Oficina'): Promise<string> {
  const { status, body } = await call('POST', `${path}/policies`, { name, policySettings: ['skip_eula'] });
  expect(status).toBe(200);
  return body.id;
}

/** Uploads devices and waits until that is done. */
async function upload(path: string, batchId: string, devices: readonly object[]): Promise<Reply> {
  const accepted = await call('POST', `${path}/deviceBatches`, { batchId, devices });
  expect(accepted.status, JSON.stringify(accepted.body)).toBe(202);
  platform.advance('PT1M');
  return call('GET', accepted.location);
}

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

describe('uploads', () => {
  test('are accepted, processed and finished', async () => {
    const path = await customer();
    const accepted = await call('POST', `${path}/deviceBatches`, {
      BatchId: 'Lote Lima',
      Devices: [
        {
          Id: null,
          SerialNumber: '1R9-ZNP67',
          ProductKey: '00329-00000-0003-AA606',
          HardwareHash: 'DummyHash123',
          Policies: null,
          CreatedBy: null,
          UploadedDate: '0001-01-01T00:00:00',
          AllowedOperations: null,
          Attributes: { ObjectType: 'Device' },
        },
      ],
      Attributes: { ObjectType: 'DeviceBatchCreationRequest' },
    });
    expect(accepted.status).toBe(202);
    expect(accepted.body).toBeUndefined();
    expect(accepted.location).toMatch(new RegExp(`^${path}/batchJobStatus/[0-9a-f-]{36}$`));
    const queued = await call('GET', accepted.location);
    expect(queued.body).toMatchObject({ status: 'queued', devicesStatus: [{ status: 'queued' }] });
    expect(queued.body.startedTime).toBeUndefined();
    platform.advance('PT15S');
    expect((await call('GET', accepted.location)).body).toMatchObject({
      status: 'processing',
      startedTime: '2026-11-20T10:00:15Z',
    });
    expect((await call('GET', `${path}/deviceBatches`)).body.items).toMatchObject([{ devicesCount: 0 }]);
    platform.advance('PT45S');
    const finished = await call('GET', accepted.location);
    expect(finished.body).toMatchObject({
      batchTrackingId: accepted.location.split('/').at(-1),
      status: 'finished',
      completedTime: '2026-11-20T10:01:00Z',
      devicesStatus: [
        { serialNumber: '1R9-ZNP67', productKey: '00329-00000-0003-AA606', status: 'finished' },
      ],
      attributes: { objectType: 'BatchUploadDetails' },
    });
    const [batch] = (await call('GET', `${path}/deviceBatches`)).body.items;
    expect(batch).toMatchObject({
      id: 'Lote Lima',
      createdBy: expect.stringContaining('@'),
      creationDate: '2026-11-20T10:00:00Z',
      devicesCount: 1,
      deviceCount: 1,
      devicesLink: { uri: `${path}/deviceBatches/Lote%20Lima/devices`, method: 'GET' },
    });
    const devices = await call('GET', batch.devicesLink.uri);
    expect(devices.body.items).toMatchObject([
      {
        id: finished.body.devicesStatus[0].deviceId,
        serialNumber: '1R9-ZNP67',
        hardwareHash: 'DummyHash123',
        policies: [],
        uploadedDate: '2026-11-20T10:01:00Z',
        allowedOperations: ['GET', 'PATCH', 'DELETE'],
      },
    ]);
  });

  test.each([
    ['hash and key', { hardwareHash: 'h', productKey: 'k' }],
    ['hash and serial number', { hardwareHash: 'h', serialNumber: 's' }],
    ['hash', { hardwareHash: 'h' }],
    ['key', { productKey: 'k' }],
    [
      'serial number, manufacturer and model',
      { serialNumber: 's', oemManufacturerName: 'o', modelName: 'm' },
    ],
  ])('take a device with %s', async (_, device) => {
    expect((await upload(await customer(), 'Lote', [device])).body.status).toBe('finished');
  });

  test.each([
    ['nothing', {}],
    ['an empty hash', { hardwareHash: ' ' }],
    ['a serial number alone', { serialNumber: 's' }],
    ['a serial number and a model', { serialNumber: 's', modelName: 'm' }],
  ])('tell of a device that has %s', async (_, device) => {
    const path = await customer();
    const { body } = await upload(path, 'Lote', [{ hardwareHash: 'fine' }, device]);
    expect(body).toMatchObject({
      status: 'finished_with_errors',
      devicesStatus: [
        { status: 'finished' },
        { status: 'finished_with_errors', errorCode: 'InvalidDeviceIdentity' },
      ],
    });
    expect((await call('GET', `${path}/deviceBatches/Lote/devices`)).body.items).toHaveLength(1);
  });

  test('tell of devices that are there already, here or elsewhere', async () => {
    const path = await customer();
    const device = { serialNumber: '2R9-ZNP67', productKey: '00329', hardwareHash: 'one' };
    const first = await upload(path, 'Lote', [device, { ...device, hardwareHash: 'two' }]);
    const twin = { errorCode: '806', errorDescription: 'ZtdDeviceAlreadyAssigned' };
    expect(first.body).toMatchObject({
      status: 'finished_with_errors',
      devicesStatus: [{ status: 'finished' }, { status: 'finished_with_errors', ...twin }],
    });
    const accepted = await call('POST', `${path}/deviceBatches/LOTE/devices`, [
      { serialNumber: '2r9-znp67', hardwareHash: 'three' },
      { hardwareHash: 'one' },
      { productKey: '00329', hardwareHash: 'four' },
    ]);
    expect(accepted.status).toBe(202);
    platform.advance('PT1M');
    expect((await call('GET', accepted.location)).body.devicesStatus).toMatchObject([
      twin,
      twin,
      { status: 'finished' },
    ]);
    const other = await upload(await customer('clinicasanisidro'), 'Lote', [device]);
    expect(other.body.devicesStatus).toMatchObject([
      { errorCode: '808', errorDescription: 'ZtdDeviceAssignedToOtherTenant' },
    ]);
  });

  test('are refused as a whole when they cannot begin', async () => {
    const path = await customer();
    await upload(path, 'Lote', [{ hardwareHash: 'one' }]);
    const devices = [{ hardwareHash: 'two' }];
    const refused = [
      [`${path}/deviceBatches`, { batchId: 'lote', devices }, 409, 800002],
      [`${path}/deviceBatches`, { batchId: '', devices }, 400, 3000],
      [`${path}/deviceBatches`, { batchId: 'a/b', devices }, 400, 3000],
      [`${path}/deviceBatches`, { batchId: 'Otro', devices: [] }, 400, 800002],
      [`${path}/deviceBatches`, { batchId: 'Otro' }, 400, 800002],
      [`${path}/deviceBatches/Lote/devices`, [], 400, 800002],
      [`${path}/deviceBatches/Nadie/devices`, devices, 404, 1000],
    ] as const;
    for (const [target, body, status, code] of refused)
      expect(await call('POST', target, body)).toMatchObject({ status, body: { code } });
    expect((await call('GET', `${path}/deviceBatches`)).body.items).toHaveLength(1);
    expect(await call('GET', `${path}/deviceBatches/Nadie/devices`)).toMatchObject({
      status: 404,
      body: { code: 1000 },
    });
    expect(await call('GET', `${path}/batchJobStatus/nothing`)).toMatchObject({
      status: 404,
      body: { code: 1000 },
    });
  });

  test('of more than a page are read page by page', async () => {
    const path = await customer();
    const many = Array.from({ length: 120 }, (_, index) => ({ hardwareHash: `hash-${index}` }));
    await upload(path, 'Lote', many);
    const first = await call('GET', `${path}/deviceBatches/Lote/devices`);
    expect(first.body.items).toHaveLength(100);
    const second = await call('GET', `${path}/deviceBatches/Lote/devices?seekOperation=Next`, undefined, {
      'MS-ContinuationToken': first.body.continuationToken,
    });
    expect(second.body.items).toHaveLength(20);
    expect(second.body.continuationToken).toBeUndefined();
  });

  test('repeated with the same request id are one', async () => {
    const path = await customer();
    const headers = { 'ms-requestid': '1b658428-5afa-46d4-af86-c9c6af5634e2' };
    const body = { batchId: 'Lote', devices: [{ hardwareHash: 'one' }] };
    const first = await call('POST', `${path}/deviceBatches`, body, headers);
    const second = await call('POST', `${path}/deviceBatches`, body, headers);
    expect(second).toEqual(first);
  });
});

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

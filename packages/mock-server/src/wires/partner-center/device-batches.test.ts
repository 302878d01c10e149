import { afterEach, describe, expect, test } from 'vitest';
import { call, upload } from '../../../../../test/devices-world.ts';
import { customer, platform } from '../../../../../test/partner-center-calls.ts';

afterEach(() => platform.reset());

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

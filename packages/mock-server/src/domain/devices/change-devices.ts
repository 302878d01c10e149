import type { World } from '../../world.ts';
import type { Actor } from '../actor.ts';
import { Refusal } from '../refusal.ts';
import { auditTenant } from '../tenants/audit-tenant.ts';
import type { Tenant } from '../tenants/tenant.ts';
import { checkedCategory } from './change-policy.ts';
import {
  batchKeyOf,
  type Device,
  type DeviceBatch,
  type DeviceIdentity,
  deviceBatches,
  devices,
  requirePolicy,
} from './device.ts';
import { chosen, type DeviceJob, type PolicyChoice, queueDeviceJob } from './device-job.ts';

type Given<Type> = { readonly [Name in keyof Type]?: Type[Name] | undefined };

/** A device as a request names it. */
export interface DeviceInput extends Given<DeviceIdentity> {
  readonly id?: string | undefined;
  readonly policies?:
    | readonly { readonly key?: string | undefined; readonly value?: string | undefined }[]
    | undefined;
}

/** Accepts devices for a new batch; the batch is there at once, its devices when the job is done. */
export function createBatch(
  world: World,
  actor: Actor,
  tenant: Tenant,
  input: { readonly batchId: string; readonly devices: readonly DeviceInput[] },
): DeviceJob {
  const batchId = input.batchId.trim();
  if (batchId === '' || batchId.includes('/')) {
    throw new Refusal(
      'invalid',
      'device_batch.name',
      `batchId "${input.batchId}" must be a name without slashes.`,
      'batchId',
    );
  }
  const key = batchKeyOf(tenant.id, batchId);
  if (world.store.of(deviceBatches).has(key)) {
    throw new Refusal(
      'conflict',
      'device_batch.exists',
      `batchId "${batchId}" is that of another batch of the customer; choose another name, or add the devices to that batch.`,
      'batchId',
    );
  }
  const tasks = uploadsOf(world, tenant, input.devices);
  world.store.of(deviceBatches).put({
    key,
    tenantId: tenant.id,
    batchId,
    createdBy: actor.username,
    createdAt: world.clock.now(),
  });
  const job = queueDeviceJob(world, tenant, tasks, key);
  audit(world, actor, tenant.id, 'DeviceBatch.Created', batchId, job.id);
  return job;
}

/** Accepts more devices for a batch. */
export function addDevices(
  world: World,
  actor: Actor,
  tenant: Tenant,
  batch: DeviceBatch,
  given: readonly DeviceInput[],
): DeviceJob {
  const job = queueDeviceJob(world, tenant, uploadsOf(world, tenant, given), batch.key);
  audit(world, actor, tenant.id, 'DeviceBatch.DevicesAdded', batch.batchId, job.id);
  return job;
}

/** Accepts policies for devices, whichever batches they are in. */
export function assignPolicies(
  world: World,
  actor: Actor,
  tenant: Tenant,
  given: readonly DeviceInput[],
): DeviceJob {
  checkSome(given);
  const tasks = given.map(({ id, policies }, index) => {
    const field = `devices[${index}]`;
    if (id === undefined || id === '') {
      throw new Refusal(
        'invalid',
        'device.id_missing',
        `${field}.id is missing; take it from GET /v1/customers/{id}/deviceBatches/{batchId}/devices.`,
        `${field}.id`,
      );
    }
    const choice = choiceOf(world, tenant, policies, field);
    if (Object.keys(choice).length === 0) {
      throw new Refusal(
        'invalid',
        'device.no_policies',
        `${field}.policies is empty; name a policy as {"key": "o_o_b_e", "value": id}.`,
        `${field}.policies`,
      );
    }
    return { deviceId: id.toLowerCase(), identity: {}, policies: choice };
  });
  const job = queueDeviceJob(world, tenant, tasks);
  audit(world, actor, tenant.id, 'Device.PoliciesAssigned', `${tasks.length} devices`, job.id);
  return job;
}

/** Changes the policies, model or manufacturer of a device; what identifies it stays. evidence: modelled, only the route is known */
export function updateDevice(
  world: World,
  actor: Actor,
  tenant: Tenant,
  device: Device,
  given: DeviceInput,
): Device {
  const identity = identityOf(given);
  for (const name of ['serialNumber', 'productKey', 'hardwareHash'] as const) {
    if (identity[name] !== undefined && identity[name] !== device[name]) {
      throw new Refusal(
        'invalid',
        'device.identity_fixed',
        `${name} identifies the device and cannot be changed; delete the device and upload it again.`,
        name,
      );
    }
  }
  const choice = choiceOf(world, tenant, given.policies, 'device');
  const updated = world.store
    .of(devices)
    .put({ ...device, ...identity, policies: chosen(device.policies, choice) });
  audit(world, actor, tenant.id, 'Device.Updated', nameOf(device), device.id);
  return updated;
}

export function deleteDevice(world: World, actor: Actor, device: Device): void {
  world.store.of(devices).delete(device.id);
  audit(world, actor, device.tenantId, 'Device.Deleted', nameOf(device), device.id);
}

function uploadsOf(world: World, tenant: Tenant, given: readonly DeviceInput[]) {
  checkSome(given);
  return given.map((device, index) => ({
    identity: identityOf(device),
    policies: choiceOf(world, tenant, device.policies, `devices[${index}]`),
  }));
}

function checkSome(given: readonly DeviceInput[]): void {
  if (given.length > 0) return;
  throw new Refusal('invalid', 'device.none', 'devices is empty; send at least one device.', 'devices');
}

/** An empty text says nothing of a device. */
function identityOf(given: DeviceInput): DeviceIdentity {
  const { serialNumber, productKey, hardwareHash, modelName, oemManufacturerName } = given;
  const named = { serialNumber, productKey, hardwareHash, modelName, oemManufacturerName };
  return Object.fromEntries(
    Object.entries(named)
      .map(([name, value]) => [name, value?.trim()])
      .filter(([, value]) => value !== undefined && value !== ''),
  );
}

function choiceOf(
  world: World,
  tenant: Tenant,
  policies: DeviceInput['policies'],
  field: string,
): PolicyChoice {
  return Object.fromEntries(
    (policies ?? []).map(({ key, value }) => [
      checkedCategory(key ?? '', `${field}.policies.key`),
      value === undefined || value === ''
        ? null
        : requirePolicy(world, tenant, value, `${field}.policies.value`).id,
    ]),
  );
}

function nameOf(device: Device): string {
  return device.serialNumber ?? device.productKey ?? device.id;
}

function audit(
  world: World,
  actor: Actor,
  tenantId: string,
  eventType: string,
  name: string,
  id: string,
): void {
  auditTenant(world, actor, tenantId, { eventType, name, id });
}

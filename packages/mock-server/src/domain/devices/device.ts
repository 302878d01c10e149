import { defineCollection } from '../../kernel/collection.ts';
import type { World } from '../../world.ts';
import { Refusal } from '../refusal.ts';
import type { Tenant } from '../tenants/tenant.ts';

/** What new devices of a customer do at their first start (Windows Autopilot). */
export interface ConfigurationPolicy {
  readonly id: string;
  readonly tenantId: string;
  readonly name: string;
  readonly category: string;
  readonly description?: string;
  readonly settings: readonly string[];
  readonly createdAt: number;
  readonly modifiedAt: number;
}

export const configurationPolicies = defineCollection<ConfigurationPolicy>()({
  name: 'configurationPolicies',
  key: (policy) => policy.id,
  indexes: { tenant: (policy) => policy.tenantId },
});

/** Devices that were uploaded under one name. */
export interface DeviceBatch {
  readonly key: string;
  readonly tenantId: string;
  /** The name that the partner gave it; unique within the customer, whatever its case. */
  readonly batchId: string;
  readonly createdBy: string;
  readonly createdAt: number;
}

export const deviceBatches = defineCollection<DeviceBatch>()({
  name: 'deviceBatches',
  key: (batch) => batch.key,
  indexes: { tenant: (batch) => batch.tenantId },
});

/** What tells one device from another, and what it is. */
export interface DeviceIdentity {
  readonly serialNumber?: string;
  readonly productKey?: string;
  readonly hardwareHash?: string;
  readonly modelName?: string;
  readonly oemManufacturerName?: string;
}

export interface Device extends DeviceIdentity {
  readonly id: string;
  readonly tenantId: string;
  readonly batchKey: string;
  /** Policy ids by category: one of each. */
  readonly policies: Readonly<Record<string, string>>;
  readonly uploadedAt: number;
}

export const devices = defineCollection<Device>()({
  name: 'devices',
  key: (device) => device.id,
  indexes: {
    tenant: (device) => device.tenantId,
    batch: (device) => device.batchKey,
    policy: (device) => Object.values(device.policies),
    identifier: identifiersOf,
  },
});

/** What may not occur twice. A product key alone counts only where nothing else names the device. evidence: docs for "uniquely associated", modelled for the key: published samples use one for several devices */
export function identifiersOf(device: DeviceIdentity): string[] {
  const { serialNumber, hardwareHash, productKey } = device;
  return [
    ...(serialNumber === undefined ? [] : [`serial:${serialNumber.toUpperCase()}`]),
    ...(hardwareHash === undefined ? [] : [`hash:${hardwareHash}`]),
    ...(productKey === undefined || serialNumber !== undefined || hardwareHash !== undefined
      ? []
      : [`key:${productKey.toUpperCase()}`]),
  ];
}

/** Whether what is known of a device is enough: its hash, its key, or serial number with manufacturer and model. evidence: docs */
export function isIdentified(device: DeviceIdentity): boolean {
  const { serialNumber, hardwareHash, productKey, oemManufacturerName, modelName } = device;
  return (
    hardwareHash !== undefined ||
    productKey !== undefined ||
    (serialNumber !== undefined && oemManufacturerName !== undefined && modelName !== undefined)
  );
}

export function batchKeyOf(tenantId: string, batchId: string): string {
  return `${tenantId}:${batchId.trim().toLowerCase()}`;
}

/** @throws Refusal when the customer has no such policy */
export function requirePolicy(world: World, tenant: Tenant, id: string, field: string): ConfigurationPolicy {
  const policy = world.store.of(configurationPolicies).get(id.toLowerCase());
  if (policy?.tenantId === tenant.id) return policy;
  throw new Refusal(
    'not-found',
    'policy.unknown',
    `${field} "${id}" is no policy of customer ${tenant.id}; take an id from GET /v1/customers/{id}/policies.`,
    field,
  );
}

/** @throws Refusal when the customer has no such batch */
export function requireBatch(world: World, tenant: Tenant, batchId: string): DeviceBatch {
  const batch = world.store.of(deviceBatches).get(batchKeyOf(tenant.id, batchId));
  if (batch !== undefined) return batch;
  throw new Refusal(
    'not-found',
    'device_batch.unknown',
    `batchId "${batchId}" is no device batch of customer ${tenant.id}; make it with POST /v1/customers/{id}/deviceBatches.`,
    'batchId',
  );
}

/** @throws Refusal when the batch has no such device */
export function requireDevice(world: World, batch: DeviceBatch, id: string): Device {
  const device = world.store.of(devices).get(id.toLowerCase());
  if (device?.batchKey === batch.key) return device;
  throw new Refusal(
    'not-found',
    'device.unknown',
    `deviceId "${id}" is no device of batch ${batch.batchId}; take an id from GET /v1/customers/{id}/deviceBatches/{batchId}/devices.`,
    'deviceId',
  );
}

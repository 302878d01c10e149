import { assignedCount } from '../../../domain/devices/change-policy.ts';
import {
  type ConfigurationPolicy,
  type Device,
  type DeviceBatch,
  devices,
} from '../../../domain/devices/device.ts';
import type { DeviceJob, DeviceTask } from '../../../domain/devices/device-job.ts';
import type * as Wire from '../../../generated/partner-center.gen.ts';
import type { World } from '../../../world.ts';
import { attributes, instant, link } from './resource.ts';

/** A policy; the number of its devices goes by two names. evidence: docs for devicesAssignedCount, sample for devicesAssigned */
export function toPolicy(world: World, policy: ConfigurationPolicy): Wire.ConfigurationPolicy {
  const assigned = assignedCount(world, policy);
  return {
    id: policy.id,
    name: policy.name,
    category: policy.category,
    ...(policy.description !== undefined && { description: policy.description }),
    devicesAssignedCount: assigned,
    devicesAssigned: assigned,
    policySettings: [...policy.settings] as Wire.PolicySettingsType[],
    createdDate: instant(policy.createdAt),
    lastModifiedDate: instant(policy.modifiedAt),
    attributes: attributes('ConfigurationPolicy'),
  };
}

/** The path of a batch's devices. */
export function devicesPath({ tenantId, batchId }: DeviceBatch): string {
  return `/customers/${tenantId}/deviceBatches/${encodeURIComponent(batchId)}/devices`;
}

/** A batch; the number of its devices goes by two names. evidence: docs for deviceCount, sample for devicesCount */
export function toBatch(world: World, batch: DeviceBatch): Wire.DeviceBatch {
  const count = world.store.of(devices).count('batch', batch.key);
  return {
    id: batch.batchId,
    createdBy: batch.createdBy,
    creationDate: instant(batch.createdAt),
    devicesCount: count,
    deviceCount: count,
    devicesLink: link(devicesPath(batch)),
    attributes: attributes('DeviceBatch'),
  };
}

export function toDevice(device: Device): Wire.Device {
  const { id, serialNumber, productKey, hardwareHash, modelName, oemManufacturerName } = device;
  return {
    id,
    ...(serialNumber !== undefined && { serialNumber }),
    ...(productKey !== undefined && { productKey }),
    ...(hardwareHash !== undefined && { hardwareHash }),
    ...(modelName !== undefined && { modelName }),
    ...(oemManufacturerName !== undefined && { oemManufacturerName }),
    policies: Object.entries(device.policies).map(([key, value]) => ({ key, value })),
    uploadedDate: instant(device.uploadedAt),
    allowedOperations: ['GET', 'PATCH', 'DELETE'],
    attributes: attributes('Device'),
  };
}

export function toBatchStatus(job: DeviceJob): Wire.BatchUploadDetails {
  return {
    batchTrackingId: job.id,
    status: job.status,
    ...(job.startedAt !== undefined && { startedTime: instant(job.startedAt) }),
    ...(job.completedAt !== undefined && { completedTime: instant(job.completedAt) }),
    devicesStatus: job.tasks.map((task) => toDeviceStatus(job, task)),
    attributes: attributes('BatchUploadDetails'),
  };
}

function toDeviceStatus({ completedAt, status }: DeviceJob, task: DeviceTask): Wire.DeviceUploadDetails {
  const { deviceId, error } = task;
  const { serialNumber, productKey } = task.identity;
  return {
    ...(deviceId !== undefined && { deviceId }),
    ...(serialNumber !== undefined && { serialNumber }),
    ...(productKey !== undefined && { productKey }),
    status: completedAt === undefined ? status : error === undefined ? 'finished' : 'finished_with_errors',
    ...(error && { errorCode: error.code, errorDescription: error.description }),
    attributes: attributes('DeviceUploadDetails'),
  };
}

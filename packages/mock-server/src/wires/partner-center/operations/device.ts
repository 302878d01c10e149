import {
  addDevices,
  assignPolicies,
  createBatch,
  deleteDevice,
  updateDevice,
} from '../../../domain/devices/change-devices.ts';
import { createPolicy, deletePolicy, replacePolicy } from '../../../domain/devices/change-policy.ts';
import {
  configurationPolicies,
  deviceBatches,
  devices,
  requireBatch,
  requireDevice,
  requirePolicy,
} from '../../../domain/devices/device.ts';
import { type DeviceJob, requireDeviceJob } from '../../../domain/devices/device-job.ts';
import type {
  ConfigurationPolicyUpdate,
  DevicePolicyUpdateRequest,
  DeviceUpdate,
  NewConfigurationPolicy,
  NewDevice,
  NewDeviceBatch,
} from '../../../generated/partner-center.gen.ts';
import type { Call, OperationHandler } from '../../../http/wire.ts';
import { seekPage } from '../query.ts';
import { accepted } from '../respond.ts';
import { devicesPath, toBatch, toBatchStatus, toDevice, toPolicy } from '../shapes/device.ts';
import { collection } from '../shapes/resource.ts';
import { customerOf } from './customer.ts';

/** evidence: docs */
const devicesOnPage = 100;

export const deviceOperations = {
  ListConfigurationPolicies: (call: Call) => {
    const { world } = call;
    const found = world.store.of(configurationPolicies).find('tenant', customerOf(call).id);
    return collection(found.map((policy) => toPolicy(world, policy)));
  },
  CreateConfigurationPolicy: (call: Call<NewConfigurationPolicy>) => {
    const { world, actor, body } = call;
    const { name, category, description, policySettings: settings = [] } = body;
    const input = { name, category, description, settings };
    return toPolicy(world, createPolicy(world, actor, customerOf(call), input));
  },
  GetConfigurationPolicy: (call: Call) => toPolicy(call.world, policyOf(call)),
  UpdateConfigurationPolicy: (call: Call<ConfigurationPolicyUpdate>) => {
    const { world, actor, body } = call;
    const { name = '', category, description, policySettings: settings = [] } = body;
    const input = { name, category, description, settings };
    return toPolicy(world, replacePolicy(world, actor, policyOf(call), input));
  },
  DeleteConfigurationPolicy: (call: Call) => {
    deletePolicy(call.world, call.actor, policyOf(call));
  },
  ListDeviceBatches: (call: Call) => {
    const { world } = call;
    const found = world.store.of(deviceBatches).find('tenant', customerOf(call).id);
    return collection(found.map((batch) => toBatch(world, batch)));
  },
  CreateDeviceBatch: (call: Call<NewDeviceBatch>) =>
    tracked(createBatch(call.world, call.actor, customerOf(call), call.body)),
  ListDevices: (call: Call) => {
    const batch = batchOf(call);
    const found = call.world.store.of(devices).find('batch', batch.key);
    return seekPage(call, found, toDevice, { defaultSize: devicesOnPage, path: devicesPath(batch) });
  },
  AddDevices: (call: Call<NewDevice[]>) =>
    tracked(addDevices(call.world, call.actor, customerOf(call), batchOf(call), call.body)),
  UpdateDevice: (call: Call<DeviceUpdate>) => {
    const { world, actor, body } = call;
    return toDevice(updateDevice(world, actor, customerOf(call), deviceOf(call), body));
  },
  DeleteDevice: (call: Call) => {
    deleteDevice(call.world, call.actor, deviceOf(call));
  },
  UpdateDevicePolicies: (call: Call<DevicePolicyUpdateRequest>) =>
    tracked(assignPolicies(call.world, call.actor, customerOf(call), call.body.devices)),
  GetBatchJobStatus: (call: Call) =>
    toBatchStatus(requireDeviceJob(call.world, customerOf(call), call.parameters.trackingId ?? '')),
} satisfies Record<string, OperationHandler>;

function policyOf(call: Call<unknown>) {
  return requirePolicy(call.world, customerOf(call), call.parameters.policyId ?? '', 'policyId');
}

function batchOf(call: Call<unknown>) {
  return requireBatch(call.world, customerOf(call), call.parameters.batchId ?? '');
}

function deviceOf(call: Call<unknown>) {
  return requireDevice(call.world, batchOf(call), call.parameters.deviceId ?? '');
}

function tracked(job: DeviceJob) {
  return accepted(`/customers/${job.tenantId}/batchJobStatus/${job.id}`);
}

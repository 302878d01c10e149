import { defineCollection } from '../../kernel/collection.ts';
import type { Job } from '../../kernel/scheduler.ts';
import type { World } from '../../world.ts';
import { systemActor } from '../actor.ts';
import { Refusal } from '../refusal.ts';
import { auditTenant } from '../tenants/audit-tenant.ts';
import { type Tenant, tenants } from '../tenants/tenant.ts';
import {
  configurationPolicies,
  type DeviceIdentity,
  deviceBatches,
  devices,
  identifiersOf,
  isIdentified,
} from './device.ts';

/** Policy ids by category; null takes the policy of the category away. */
export type PolicyChoice = Readonly<Record<string, string | null>>;

/** One device of a job, and how it went. */
export interface DeviceTask {
  /** Which device gets policies, or which one the upload made. */
  readonly deviceId?: string;
  readonly identity: DeviceIdentity;
  readonly policies: PolicyChoice;
  readonly error?: { readonly code: string; readonly description: string };
}

/** An upload of devices, or an assignment of policies, that goes on after it was accepted. */
export interface DeviceJob {
  /** The tracking id. */
  readonly id: string;
  readonly tenantId: string;
  /** The batch that devices are uploaded into; absent where policies are assigned. */
  readonly batchKey?: string;
  readonly status: 'queued' | 'processing' | 'finished' | 'finished_with_errors';
  readonly acceptedAt: number;
  readonly startedAt?: number;
  readonly completedAt?: number;
  readonly tasks: readonly DeviceTask[];
}

export const deviceJobs = defineCollection<DeviceJob>()({
  name: 'deviceJobs',
  key: (job) => job.id,
  indexes: { tenant: (job) => job.tenantId },
});

/** How long a job waits, and when it is done. evidence: modelled */
const startsAfter = 15_000;
const doneAfter = 60_000;

/** Queues a job; its work is done when the scheduler comes to it. */
export function queueDeviceJob(
  world: World,
  tenant: Tenant,
  tasks: readonly DeviceTask[],
  batchKey?: string,
): DeviceJob {
  const acceptedAt = world.clock.now();
  const job = world.store.of(deviceJobs).put({
    id: world.ids.uuid(),
    tenantId: tenant.id,
    ...(batchKey !== undefined && { batchKey }),
    status: 'queued' as const,
    acceptedAt,
    tasks,
  });
  plan(world, job, 'device-job-start', acceptedAt + startsAfter);
  return job;
}

/** @throws Refusal when the customer has no such job */
export function requireDeviceJob(world: World, tenant: Tenant, id: string): DeviceJob {
  const job = world.store.of(deviceJobs).get(id.toLowerCase());
  if (job?.tenantId === tenant.id) return job;
  throw new Refusal(
    'not-found',
    'device_job.unknown',
    `trackingId "${id}" is no upload or assignment of customer ${tenant.id}; take it from the Location of its answer.`,
    'trackingId',
  );
}

export const deviceDeploymentJobs = {
  'device-job-start': (world: World, { subject }: Job) => {
    const job = world.store.of(deviceJobs).get(subject);
    if (job?.status !== 'queued') return;
    world.store.of(deviceJobs).put({ ...job, status: 'processing' as const, startedAt: world.clock.now() });
    plan(world, job, 'device-job-finish', job.acceptedAt + doneAfter);
  },
  'device-job-finish': (world: World, { subject }: Job) => {
    const job = world.store.of(deviceJobs).get(subject);
    if (job?.status !== 'processing' || !world.store.of(tenants).has(job.tenantId)) return;
    const tasks = job.tasks.map((task) => done(world, job, task));
    const status = tasks.some(({ error }) => error !== undefined) ? 'finished_with_errors' : 'finished';
    world.store.of(deviceJobs).put({ ...job, status, completedAt: world.clock.now(), tasks });
    auditTenant(world, systemActor, job.tenantId, {
      eventType: `DeviceJob.${status === 'finished' ? 'Finished' : 'FinishedWithErrors'}`,
      name: (job.batchKey && world.store.of(deviceBatches).get(job.batchKey)?.batchId) ?? 'Policies',
      id: job.id,
    });
  },
};

function plan(world: World, job: DeviceJob, kind: keyof typeof deviceDeploymentJobs, due: number): void {
  world.scheduler.schedule({ key: `device-job:${job.id}`, kind, due, subject: job.id });
}

function done(world: World, job: DeviceJob, task: DeviceTask): DeviceTask {
  const error = policyProblem(world, job, task);
  if (error !== undefined) return { ...task, error };
  return job.batchKey === undefined
    ? withPolicies(world, job, task)
    : uploaded(world, job, job.batchKey, task);
}

/** evidence: docs for 806, sample for 808, modelled for missing identification */
function uploaded(world: World, job: DeviceJob, batchKey: string, task: DeviceTask): DeviceTask {
  const { identity } = task;
  if (!isIdentified(identity)) {
    return failed(
      task,
      'InvalidDeviceIdentity',
      'The device is not identified; send hardwareHash, or productKey, or serialNumber with oemManufacturerName and modelName.',
    );
  }
  const twin = identifiersOf(identity)
    .map((identifier) => world.store.of(devices).first('identifier', identifier))
    .find((device) => device !== undefined);
  if (twin?.tenantId === job.tenantId) return failed(task, '806', 'ZtdDeviceAlreadyAssigned');
  if (twin !== undefined) return failed(task, '808', 'ZtdDeviceAssignedToOtherTenant');
  const device = world.store.of(devices).put({
    id: world.ids.uuid(),
    tenantId: job.tenantId,
    batchKey,
    ...identity,
    policies: chosen({}, task.policies),
    uploadedAt: world.clock.now(),
  });
  return { ...task, deviceId: device.id };
}

function withPolicies(world: World, job: DeviceJob, task: DeviceTask): DeviceTask {
  const device = world.store.of(devices).get(task.deviceId ?? '');
  if (device?.tenantId !== job.tenantId)
    return failed(task, 'DeviceNotFound', `Device ${task.deviceId} is none of the customer's.`);
  const { serialNumber, productKey } = device;
  world.store.of(devices).put({ ...device, policies: chosen(device.policies, task.policies) });
  return {
    ...task,
    identity: {
      ...(serialNumber !== undefined && { serialNumber }),
      ...(productKey !== undefined && { productKey }),
    },
  };
}

/** Policies can be deleted between the acceptance of a job and its end. */
function policyProblem(world: World, job: DeviceJob, { policies }: DeviceTask): DeviceTask['error'] {
  const gone = Object.values(policies).find(
    (id) => id !== null && world.store.of(configurationPolicies).get(id)?.tenantId !== job.tenantId,
  );
  return gone === undefined || gone === null
    ? undefined
    : { code: 'PolicyNotFound', description: `Policy ${gone} has been deleted.` };
}

function failed(task: DeviceTask, code: string, description: string): DeviceTask {
  return { ...task, error: { code, description } };
}

/** The policies of a device after a choice. */
export function chosen(
  known: Readonly<Record<string, string>>,
  choice: PolicyChoice,
): Readonly<Record<string, string>> {
  const merged = Object.entries({ ...known, ...choice });
  return Object.fromEntries(merged.filter((entry): entry is [string, string] => entry[1] !== null));
}

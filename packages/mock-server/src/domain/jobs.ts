import type { Job } from '../kernel/scheduler.ts';
import type { World } from '../world.ts';
import { billingJobs } from './billing/charge.ts';
import { orderJobs } from './subscriptions/order.ts';
import { provisioningJobs } from './subscriptions/provision.ts';
import { renewalJobs } from './subscriptions/renew.ts';
import { tenantJobs } from './tenants/provision-tenant.ts';

type JobHandler = (world: World, job: Job) => void;

/** What runs when a job of a kind falls due; each area of the domain has its own. */
const handlers: Readonly<Record<string, JobHandler>> = {
  ...billingJobs,
  ...orderJobs,
  ...provisioningJobs,
  ...renewalJobs,
  ...tenantJobs,
};

export function runJob(world: World, job: Job): void {
  const handler = handlers[job.kind];
  if (handler === undefined) throw new Error(`No handler is registered for jobs of kind ${job.kind}.`);
  handler(world, job);
}

import type { Job } from '../kernel/scheduler.ts';
import type { World } from '../world.ts';

type JobHandler = (world: World, job: Job) => void;

/** What runs when a job of a kind falls due; each area of the domain adds its own. */
const handlers: Readonly<Record<string, JobHandler>> = {};

export function runJob(world: World, job: Job): void {
  const handler = handlers[job.kind];
  if (handler === undefined) throw new Error(`No handler is registered for jobs of kind ${job.kind}.`);
  handler(world, job);
}

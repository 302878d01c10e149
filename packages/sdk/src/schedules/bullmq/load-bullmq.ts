import { TenantryError } from '../../http/errors/tenantry-error.ts';

/** Loaded when a runner connects, so that only who uses Redis installs them. @throws TenantryError that names the packages */
export async function loadBullMq() {
  try {
    // A dynamic import in a catch also tells bundlers that it may be missing.
    const [{ Queue, UnrecoverableError, Worker }, { Redis }] = await Promise.all([
      import('bullmq'),
      import('ioredis'),
    ]);
    return { Queue, Redis, UnrecoverableError, Worker };
  } catch (cause) {
    throw new TenantryError(
      'BullScheduleRunner needs the packages bullmq and ioredis, which could not be loaded.',
      {
        code: 'schedule.bullmq_missing',
        solution: 'Install them: npm install bullmq ioredis',
        cause,
      },
    );
  }
}

import { expect } from 'vitest';
import { platform, type Reply, replyOf, send } from './partner-center-calls.ts';

interface LocatedReply extends Reply {
  readonly location: string;
}

/** Calls what is answered with the address of a batch. */
export async function call(...request: Parameters<typeof send>): Promise<LocatedReply> {
  const response = await send(...request);
  return { ...(await replyOf(response)), location: response.headers.get('location') ?? '' };
}

export async function addPolicy(path: string, name = 'Oficina'): Promise<string> {
  const { status, body } = await call('POST', `${path}/policies`, { name, policySettings: ['skip_eula'] });
  expect(status).toBe(200);
  return body.id;
}

/** Uploads devices and waits until that is done. */
export async function upload(
  path: string,
  batchId: string,
  devices: readonly object[],
): Promise<LocatedReply> {
  const accepted = await call('POST', `${path}/deviceBatches`, { batchId, devices });
  expect(accepted.status, JSON.stringify(accepted.body)).toBe(202);
  platform.advance('PT1M');
  return call('GET', accepted.location);
}

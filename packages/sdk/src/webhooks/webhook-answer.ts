import type { WebhookOutcome } from './webhook-handler.ts';

/** What Partner Center is answered: it tries again unless the status is of success. */
const statuses: Readonly<Record<WebhookOutcome, number>> = {
  applied: 200,
  duplicate: 200,
  stale: 200,
  busy: 503,
  failed: 500,
  rejected: 401,
};

/** Far more than an event has. */
export const largestBodyBytes = 64 * 1024;

export function statusOf(outcome: WebhookOutcome): number {
  return statuses[outcome];
}

/** Reads a body up to the limit; undefined when there is more. */
export async function readBody(chunks: AsyncIterable<Uint8Array | string>): Promise<Uint8Array | undefined> {
  const read: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    const bytes = typeof chunk === 'string' ? new TextEncoder().encode(chunk) : chunk;
    length += bytes.byteLength;
    if (length > largestBodyBytes) return undefined;
    read.push(bytes);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const bytes of read) {
    whole.set(bytes, at);
    at += bytes.byteLength;
  }
  return whole;
}

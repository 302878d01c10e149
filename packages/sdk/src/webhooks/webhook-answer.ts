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

import { readUpTo } from './read-up-to.ts';
import { largestBodyBytes, statusOf } from './webhook-answer.ts';
import type { WebhookHandler } from './webhook-handler.ts';

/**
 * Takes webhooks where requests are those of fetch: Hono, Next.js, Bun, Deno, Workers.
 * Answers 200 to what was applied, is known or is stale, 401 to what is not believed, 500 and 503 to what is to come again.
 * @example
 * const POST = webhookFetchHandler(webhooks);
 */
export function webhookFetchHandler(handler: WebhookHandler): (request: Request) => Promise<Response> {
  return async (request) => {
    if (request.method !== 'POST') return new Response(null, { status: 405, headers: { allow: 'POST' } });
    if (request.bodyUsed) throw new TypeError('The body was read before: hand the request on as it came.');
    const body = await readUpTo(largestBodyBytes, request.body ?? []);
    if (body === undefined) return new Response(null, { status: 413 });
    const outcome = await handler.handle({ headers: request.headers, body });
    return Response.json({ outcome }, { status: statusOf(outcome) });
  };
}

import { readUpTo } from './read-up-to.ts';
import { largestBodyBytes, statusOf } from './webhook-answer.ts';
import type { WebhookHandler } from './webhook-handler.ts';

/** As much of Express's request as is needed. */
export interface ExpressRequest extends AsyncIterable<Uint8Array | string> {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly readableEnded?: boolean;
  body?: unknown;
}

/** As much of Express's response as is needed. */
export interface ExpressResponse {
  status(code: number): { json(body: unknown): unknown };
}

/**
 * Takes webhooks in Express. The signature is over the bytes of the body, so they must not have been parsed: put the route before `express.json()`, or give it `express.raw({ type: '*' + '/*' })`. A body that was parsed already is an error, told to Express's error handler.
 * Answers 200 to what was applied, is known or is stale, 401 to what is not believed, 500 and 503 to what is to come again.
 * @example
 * app.post('/webhooks', expressWebhook(webhooks));
 */
export function expressWebhook(
  handler: WebhookHandler,
): (request: ExpressRequest, response: ExpressResponse, next: (error?: unknown) => void) => Promise<void> {
  return async (request, response, next) => {
    try {
      const body = await rawBodyOf(request);
      if (body === undefined) {
        response.status(413).json({ error: 'The body is too large.' });
        return;
      }
      const outcome = await handler.handle({ headers: request.headers, body });
      response.status(statusOf(outcome)).json({ outcome });
    } catch (error) {
      next(error);
    }
  };
}

async function rawBodyOf(request: ExpressRequest): Promise<Uint8Array | string | undefined> {
  const { body } = request;
  if (body instanceof Uint8Array || typeof body === 'string') return body;
  if (body === undefined && request.readableEnded !== true) return readUpTo(largestBodyBytes, request);
  throw new TypeError(
    'The body was parsed before expressWebhook saw it, and its bytes are gone: put the route before express.json().',
  );
}

import { largestBodyBytes, statusOf } from './webhook-answer.ts';
import type { WebhookHandler } from './webhook-handler.ts';

interface FastifyRequest {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: unknown;
}

interface FastifyReply {
  code(status: number): { send(body: unknown): unknown };
}

/** As much of a Fastify instance as is needed. */
export interface FastifyInstance {
  removeAllContentTypeParsers(): unknown;
  addContentTypeParser(
    type: string,
    options: { parseAs: 'buffer'; bodyLimit: number },
    parser: (request: never, body: Uint8Array, done: (error: Error | null, body?: unknown) => void) => void,
  ): unknown;
  post(path: string, handler: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>): unknown;
}

/**
 * A Fastify plugin that takes webhooks. The signature is over the bytes of the body: inside the plugin, and only there, bodies are not parsed.
 * Answers 200 to what was applied, is known or is stale, 401 to what is not believed, 500 and 503 to what is to come again.
 * @example
 * fastify.register(fastifyWebhook(webhooks, '/webhooks'));
 */
export function fastifyWebhook(
  handler: WebhookHandler,
  path = '/',
): (fastify: FastifyInstance) => Promise<void> {
  return async (fastify) => {
    fastify.removeAllContentTypeParsers();
    fastify.addContentTypeParser(
      '*',
      { parseAs: 'buffer', bodyLimit: largestBodyBytes },
      (_request, body, done) => done(null, body),
    );
    fastify.post(path, async ({ headers, body }, reply) => {
      const raw = body === undefined || body === null ? new Uint8Array() : body;
      if (!(raw instanceof Uint8Array) && typeof raw !== 'string')
        throw new TypeError('The body was parsed before fastifyWebhook saw it, and its bytes are gone.');
      const outcome = await handler.handle({ headers, body: raw });
      return reply.code(statusOf(outcome)).send({ outcome });
    });
  };
}

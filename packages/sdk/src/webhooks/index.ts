export type { Fetch } from '../http/transport.ts';
export type { Claim, Delivery, DeliveryStore } from './delivery-store.ts';
export { type ExpressRequest, type ExpressResponse, expressWebhook } from './express-webhook.ts';
export { type FastifyInstance, fastifyWebhook } from './fastify-webhook.ts';
export { InMemoryDeliveryStore } from './in-memory-delivery-store.ts';
export { parseWebhookEvent } from './parse-webhook-event.ts';
export { type SignedWebhook, type SignWebhookOptions, signWebhook } from './sign-webhook.ts';
export { verifyWebhook } from './verify-webhook.ts';
export type * from './webhook-event.ts';
export { webhookFetchHandler } from './webhook-fetch-handler.ts';
export {
  type WebhookContext,
  WebhookHandler,
  type WebhookHandlerOptions,
  type WebhookHandlers,
  type WebhookOutcome,
} from './webhook-handler.ts';
export type { WebhookRequest } from './webhook-request.ts';
export { type WebhookVerificationCode, WebhookVerificationError } from './webhook-verification-error.ts';
export { WebhookVerifier, type WebhookVerifierOptions } from './webhook-verifier.ts';

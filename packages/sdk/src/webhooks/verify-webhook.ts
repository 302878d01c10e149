import type { WebhookEvent } from './webhook-event.ts';
import type { WebhookRequest } from './webhook-request.ts';
import { WebhookVerifier, type WebhookVerifierOptions } from './webhook-verifier.ts';

const verifiers = new WeakMap<WebhookVerifierOptions, WebhookVerifier>();
const byDefault: WebhookVerifierOptions = {};

/**
 * Verifies one request and reads its event, as a `WebhookVerifier` does. Give the same options object each time: certificates are kept with it.
 * Source: Partner Center developer documentation: partner-center-webhooks
 * @throws {WebhookVerificationError} unless the request is Partner Center's, and recent
 * @example
 * const event = await verifyWebhook({ headers, body });
 */
export function verifyWebhook(
  request: WebhookRequest,
  options: WebhookVerifierOptions = byDefault,
): Promise<WebhookEvent> {
  const verifier = verifiers.get(options) ?? new WebhookVerifier(options);
  verifiers.set(options, verifier);
  return verifier.verify(request);
}

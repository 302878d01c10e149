import { Refusal, type RefusalKind } from '../../domain/refusal.ts';
import type { Exchange, WireResponse } from '../../http/wire.ts';
import { failure, gatewayFailure } from './respond.ts';
import { Throttled } from './throttle.ts';

/** A conflict of business is a 500 there. evidence: sample for that, docs for 404, modelled for the rest */
const statuses: Readonly<Record<RefusalKind, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 500,
};

/** What is unknown in an order is no page that is missing. evidence: modelled */
const statusByCode: Readonly<Record<string, number>> = {
  'product.unknown': 400,
};

/** A failure as the marketplace writes it; those of the key and of haste are the gateway's. */
export function refusalOf(reason: unknown, exchange: Exchange): WireResponse {
  if (reason instanceof Throttled) {
    return gatewayFailure(429, reason.message, exchange, { 'retry-after': String(reason.seconds) });
  }
  if (!(reason instanceof Refusal)) {
    return failure(500, reason instanceof Error ? reason.message : String(reason), exchange);
  }
  const { kind, code, message } = reason;
  if (code.startsWith('api_key.')) return gatewayFailure(401, message, exchange);
  const answer = failure(statusByCode[code] ?? statuses[kind], message, exchange);
  if (answer.status !== 401) return answer;
  const challenge = code === 'api_token.credentials' ? 'Basic' : 'Bearer';
  return { ...answer, headers: { ...answer.headers, 'www-authenticate': challenge } };
}

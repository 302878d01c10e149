import { Refusal, type RefusalKind } from '../../domain/refusal.ts';
import type { Exchange, WireResponse } from '../../http/wire.ts';
import { refusals } from './refusals/index.ts';
import { json } from './respond.ts';
import { Throttled } from './throttle.ts';

/** What a refusal without a code of its own is answered with. */
const byKind: Readonly<Record<RefusalKind, readonly [status: number, code: number]>> = {
  invalid: [400, 800002],
  unauthenticated: [401, 800001],
  forbidden: [403, 2032],
  'not-found': [404, 1000],
  conflict: [409, 900278],
};

/** Codes that the customer service answers in its own shape, by their names. evidence: sample for the first, docs for the names */
const customerServiceErrors: Readonly<Record<number, string>> = {
  600061: 'PartnerConfirmedAgreementAlreadyExists',
  600074: 'AccountStatusNotFound',
};

/** The numeric code that a refusal is answered with. */
export function codeOf(reason: Refusal): readonly [status: number, code: number] {
  return refusals[reason.code] ?? byKind[reason.kind];
}

/** A failure as Partner Center writes it, in one of its three shapes. evidence: sample */
export function refusalOf(reason: unknown, exchange: Exchange): WireResponse {
  if (reason instanceof Throttled) {
    const seconds = reason.seconds;
    const body = { statusCode: 429, message: `Rate limit is exceeded. Try again in ${seconds} seconds.` };
    return json(429, body, exchange, { 'retry-after': String(seconds) });
  }
  if (!(reason instanceof Refusal)) {
    const description = reason instanceof Error ? reason.message : String(reason);
    return json(500, { code: 800003, description, data: [], source: 'PartnerFD' }, exchange);
  }
  const [status, code] = codeOf(reason);
  const errorName = customerServiceErrors[code];
  if (errorName !== undefined) {
    const { message } = reason;
    const body = {
      code,
      message,
      description: message,
      errorName,
      isRetryable: false,
      parameters: {},
      errorMessageExtended: `InternalErrorCode=${code}`,
    };
    return json(status, body, exchange);
  }
  const body = { code, description: reason.message, data: [], source: 'PartnerFD' };
  return json(status, body, exchange, challengeOf(reason));
}

/** A token that lacks MFA is told so in a header too. evidence: docs */
function challengeOf({ code }: Refusal): Readonly<Record<string, string>> {
  return code === 'access_token.no_mfa' ? { 'www-authenticate': 'Bearer error="invalid_token"' } : {};
}

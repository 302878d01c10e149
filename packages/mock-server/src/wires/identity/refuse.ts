import { Refusal } from '../../domain/refusal.ts';
import type { Exchange, WireResponse } from '../../http/wire.ts';
import { isoOf } from '../../kernel/calendar.ts';
import { derivedId } from '../../kernel/derived-id.ts';

interface EntraError {
  readonly number: number;
  readonly error: string;
  readonly status: 400 | 401;
  readonly suberror?: string;
  /** What to send along with the next sign-in. */
  readonly claims?: true;
}

function entra(
  number: number,
  error: string,
  status: 400 | 401 = 400,
  more: Partial<EntraError> = {},
): EntraError {
  return { number, error, status, ...more };
}

/** Refusals as the authority says them. evidence: docs, partly from general knowledge of Entra */
const errors: Readonly<Record<string, EntraError>> = {
  'identity.secret_wrong': entra(7_000_215, 'invalid_client', 401),
  'identity.secret_expired': entra(7_000_222, 'invalid_client', 401),
  'identity.secret_missing': entra(7_000_218, 'invalid_client', 401),
  'identity.assertion_wrong': entra(700_027, 'invalid_client', 401),
  'identity.assertion_audience': entra(700_023, 'invalid_client', 401),
  'identity.assertion_expired': entra(700_024, 'invalid_client', 401),
  'identity.application_unknown': entra(700_016, 'unauthorized_client'),
  'identity.tenant_unknown': entra(90_002, 'invalid_request'),
  'identity.no_consent': entra(65_001, 'invalid_grant', 400, { suberror: 'consent_required' }),
  'identity.multi_factor': entra(50_076, 'invalid_grant', 400, { suberror: 'basic_action', claims: true }),
  'identity.enrolment': entra(50_079, 'invalid_grant', 400, { suberror: 'basic_action', claims: true }),
  'identity.outside_check': entra(50_158, 'invalid_grant', 400, { suberror: 'basic_action', claims: true }),
  'identity.blocked': entra(53_003, 'invalid_grant', 400, { suberror: 'message_only' }),
  'identity.no_access': entra(50_020, 'invalid_grant'),
  'identity.code_expired': entra(70_008, 'invalid_grant'),
  'identity.refresh_expired': entra(700_082, 'invalid_grant'),
  'identity.revoked': entra(50_173, 'invalid_grant'),
  'identity.code_used': entra(54_005, 'invalid_grant'),
  'identity.grant_unknown': entra(70_000, 'invalid_grant'),
  'identity.code_redirect': entra(500_112, 'invalid_grant'),
  'identity.code_verifier': entra(501_481, 'invalid_grant'),
  'identity.assertion_of_user': entra(50_013, 'invalid_grant'),
  'identity.assertion_of_user_expired': entra(500_133, 'invalid_grant'),
  'identity.scope': entra(70_011, 'invalid_scope'),
  'identity.resource_unknown': entra(500_011, 'invalid_resource'),
  'identity.redirect': entra(50_011, 'invalid_request'),
  'identity.password': entra(50_126, 'invalid_grant'),
  'identity.user_unknown': entra(50_034, 'invalid_grant'),
  'identity.signed_out': entra(50_058, 'login_required'),
  'identity.response_type': entra(70_005, 'unsupported_response_type'),
  'identity.pending': entra(70_016, 'authorization_pending'),
  'identity.declined': entra(70_017, 'authorization_declined'),
  'identity.device_expired': entra(70_020, 'expired_token'),
  'identity.user_code': entra(70_019, 'invalid_grant'),
  'identity.grant_type': entra(70_003, 'unsupported_grant_type'),
  'identity.field_missing': entra(900_144, 'invalid_request'),
};

/** Version 1 has a name of its own for what needs the user again. evidence: docs */
const interactive = new Set([50_076, 50_079, 50_158]);
const claimsChallenge = JSON.stringify({
  access_token: { capolids: { essential: true, values: ['00000000-0000-4000-8000-000000000001'] } },
});

export function errorOf(reason: Refusal): EntraError {
  return errors[reason.code] ?? entra(900_144, 'invalid_request');
}

/** A failure as the authority writes it. Ids follow from the call: a read draws none of the world's. */
export function refusalOf(reason: unknown, exchange: Exchange): WireResponse {
  if (!(reason instanceof Refusal)) {
    const message = reason instanceof Error ? reason.message : String(reason);
    return failure(entra(90_033, 'temporarily_unavailable'), message, exchange, 500);
  }
  return failure(errorOf(reason), reason.message, exchange);
}

export function failure(
  known: EntraError,
  message: string,
  { world, request }: Exchange,
  status: number = known.status,
): WireResponse {
  const at = world.clock.now();
  const timestamp = `${isoOf(at).slice(0, 19).replace('T', ' ')}Z`;
  const traceId = derivedId(`trace ${known.number} ${at}`);
  const correlationId =
    request.headers['client-request-id'] ?? derivedId(`correlation ${known.number} ${at}`);
  const version1 = !request.path.toLowerCase().includes('/v2.0/');
  const body = {
    error: version1 && interactive.has(known.number) ? 'interaction_required' : known.error,
    error_description: `AADSTS${known.number}: ${message} Trace ID: ${traceId} Correlation ID: ${correlationId} Timestamp: ${timestamp}`,
    error_codes: [known.number],
    timestamp,
    trace_id: traceId,
    correlation_id: correlationId,
    error_uri: `https://login.microsoftonline.com/error?code=${known.number}`,
    ...(known.suberror !== undefined && { suberror: known.suberror }),
    ...(known.claims && { claims: claimsChallenge }),
  };
  return {
    status,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store, no-cache',
    },
    body: JSON.stringify(body),
  };
}

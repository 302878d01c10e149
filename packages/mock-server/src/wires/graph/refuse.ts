import { Refusal, type RefusalKind } from '../../domain/refusal.ts';
import type { Exchange, WireResponse } from '../../http/wire.ts';
import { errorBody } from './respond.ts';

type Said = readonly [status: number, code: string];

/** evidence: docs for the statuses; modelled for the codes, which are not published */
const byKind: Readonly<Record<RefusalKind, Said>> = {
  invalid: [400, 'badRequest'],
  unauthenticated: [401, 'InvalidAuthenticationToken'],
  forbidden: [403, 'Authorization_RequestDenied'],
  'not-found': [404, 'notFound'],
  conflict: [409, 'conflict'],
};

const byCode: Readonly<Record<string, Said>> = {
  'graph.precondition': [412, 'preconditionFailed'],
  'directory_user.unknown': [404, 'Request_ResourceNotFound'],
  'directory_user.deleted': [404, 'Request_ResourceNotFound'],
};

/** A failure as Graph writes it. */
export function refusalOf(reason: unknown, exchange: Exchange): WireResponse {
  if (!(reason instanceof Refusal)) {
    const message = reason instanceof Error ? reason.message : String(reason);
    return errorBody(500, 'generalException', message, exchange);
  }
  const [status, code] = byCode[reason.code] ?? byKind[reason.kind];
  const answer = errorBody(status, code, reason.message, exchange);
  if (status !== 401) return answer;
  const challenge =
    'Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize"';
  return { ...answer, headers: { ...answer.headers, 'www-authenticate': challenge } };
}

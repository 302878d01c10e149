import { claimsSolution } from '../../auth/claims-challenge.ts';
import type { DecodedError, FailedResponse } from '../../http/dialect.ts';
import { jsonObject } from '../../http/json-object.ts';
import { solutionOf } from './solution.ts';

/** Codes that mean another thing than the status they come with. */
const meanings: Readonly<Record<string, number>> = {
  // A stale ETag, told as 400.
  2055: 412,
  900278: 409,
  800060: 409,
  800064: 409,
  800082: 409,
  800014: 409,
};

/** Refused sign-ins that a new token does not mend: the second factor is missing, or the user is. */
const beyondRenewal: readonly unknown[] = ['900421', '900329'];

/** An error of Partner Center in any of its shapes: commerce, customer service, gateway; or whatever a proxy said. */
export function decodeError({ status, headers, text }: FailedResponse): DecodedError {
  const body = jsonObject(text);
  // Of the gateway; beside a `value`, as in insights, it only repeats the status.
  const said = body.code ?? ('value' in body ? undefined : body.statusCode);
  const code = said === undefined || said === null ? undefined : String(said);
  const message = [body.description, body.message].find((part) => typeof part === 'string' && part !== '');
  return {
    message: String(message ?? `HTTP ${status}`),
    code,
    solution: claimsSolution(headers) ?? solutionOf(code),
    correlationId: headers.get('ms-correlationid') ?? undefined,
    meaning: meanings[code ?? ''],
    expired: status === 401 && !beyondRenewal.includes(code),
  };
}

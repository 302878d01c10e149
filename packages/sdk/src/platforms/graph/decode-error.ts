import type { DecodedError, FailedResponse } from '../../http/dialect.ts';
import { jsonObject } from '../../http/json-object.ts';

interface GraphError {
  readonly code?: unknown;
  readonly message?: unknown;
  readonly innerError?: Readonly<Record<string, unknown>> | null;
}

const solutions: Readonly<Record<number, string>> = {
  403: 'The token needs DelegatedAdminRelationship.ReadWrite.All, and its user must be an admin agent of the partner.',
  412: 'Read it again, and repeat the change with its new @odata.etag.',
};

/** An error of Graph, or whatever a proxy said. */
export function decodeError({ status, headers, text }: FailedResponse): DecodedError {
  const { error } = jsonObject(text);
  const { code, message, innerError } = (error ?? {}) as GraphError;
  const requestId = innerError?.['request-id'] ?? headers.get('request-id') ?? undefined;
  return {
    message: typeof message === 'string' && message !== '' ? message : `HTTP ${status}`,
    code: code ? String(code) : undefined,
    solution: solutions[status],
    correlationId: requestId === undefined ? undefined : String(requestId),
    expired: status === 401,
  };
}

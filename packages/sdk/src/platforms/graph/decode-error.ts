import type { DecodedError, FailedResponse } from '../../http/dialect.ts';

interface GraphErrorBody {
  readonly error?: {
    readonly code?: unknown;
    readonly message?: unknown;
    readonly innerError?: Readonly<Record<string, unknown>>;
  };
}

const solutions: Readonly<Record<number, string>> = {
  403: 'The token needs DelegatedAdminRelationship.ReadWrite.All, and its user must be an admin agent of the partner.',
  412: 'Read it again, and repeat the change with its new @odata.etag.',
};

/** An error of Graph, or whatever a proxy said. */
export function decodeError({ status, headers, text }: FailedResponse): DecodedError {
  const { error = {} } = bodyIn(text);
  const { code, message, innerError = {} } = error;
  const requestId = innerError['request-id'] ?? headers.get('request-id') ?? undefined;
  return {
    message: typeof message === 'string' && message !== '' ? message : `HTTP ${status}`,
    code: code === undefined || code === '' ? undefined : String(code),
    solution: solutions[status],
    correlationId: requestId === undefined ? undefined : String(requestId),
    expired: status === 401,
  };
}

function bodyIn(text: string): GraphErrorBody {
  try {
    const body: unknown = JSON.parse(text.trim());
    const { error } = (typeof body === 'object' && body !== null ? body : {}) as GraphErrorBody;
    return typeof error === 'object' && error !== null ? { error } : {};
  } catch {
    return {};
  }
}

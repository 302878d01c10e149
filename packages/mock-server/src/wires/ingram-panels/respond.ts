import { Refusal, type RefusalKind } from '../../domain/refusal.ts';
import type { WireResponse } from '../../http/wire.ts';

/** An answer that is a file. */
export class FileAnswer {
  readonly contentType: string;
  readonly bytes: Uint8Array;

  constructor(contentType: string, bytes: Uint8Array) {
    this.contentType = contentType;
    this.bytes = bytes;
  }
}

/** On every answer: nobody shall take it for the vendor's. */
const evidence = { 'x-tenantry-evidence': 'modelled' };
const safety = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };

export function answer(status: number, body: unknown): WireResponse {
  if (body instanceof FileAnswer)
    return {
      status,
      headers: { 'content-type': body.contentType, ...evidence, ...safety },
      body: body.bytes,
    };
  return {
    status,
    headers: { ...(status !== 204 && { 'content-type': 'application/json' }), ...evidence, ...safety },
    body: status === 204 ? '' : JSON.stringify(body),
  };
}

const statuses: Readonly<Record<RefusalKind, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
};

export function refusalOf(reason: unknown): WireResponse {
  if (!(reason instanceof Refusal)) {
    const message = reason instanceof Error ? reason.message : String(reason);
    return answer(500, { code: 'panel.failed', message, modelled: true });
  }
  const { kind, code, message, field } = reason;
  return answer(statuses[kind], { code, message, ...(field !== undefined && { field }), modelled: true });
}

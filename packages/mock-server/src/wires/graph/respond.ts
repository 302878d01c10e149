import type { Exchange, WireResponse } from '../../http/wire.ts';
import { isoOf } from '../../kernel/calendar.ts';
import type { World } from '../../world.ts';

/** 202 with nothing in it: under way, look at the operation. A private field is no part of the body. */
export class Accepted {
  readonly #operationId: string;
  readonly #path: string | undefined;

  constructor(operationId: string, path?: string) {
    this.#operationId = operationId;
    this.#path = path;
  }

  /** Where the operation is, when it is not below what the call was about. */
  get path(): string | undefined {
    return this.#path;
  }

  get operationId(): string {
    return this.#operationId;
  }
}

/** A file that is sent while it is made. */
export class Blob {
  readonly bytes: AsyncIterable<Uint8Array>;

  constructor(bytes: AsyncIterable<Uint8Array>) {
    this.bytes = bytes;
  }
}

/** The ids of a call, given or made up. evidence: docs */
export function idsOf({ world, request }: Exchange) {
  const requestId = madeUpId(world);
  return { 'request-id': requestId, 'client-request-id': request.headers['client-request-id'] ?? requestId };
}

export function json(
  status: number,
  body: unknown,
  exchange: Exchange,
  headers: Readonly<Record<string, string>> = {},
): WireResponse {
  return {
    status,
    headers: {
      ...(body !== undefined && { 'content-type': 'application/json;odata.metadata=minimal;charset=utf-8' }),
      ...idsOf(exchange),
      ...headers,
    },
    body: body === undefined ? '' : JSON.stringify(body),
  };
}

/** Graph's error body. evidence: docs for the shape, modelled codes */
export function errorBody(status: number, code: string, message: string, exchange: Exchange): WireResponse {
  const ids = idsOf(exchange);
  const innerError = { date: isoOf(exchange.world.clock.now()).slice(0, 19), ...ids };
  return json(status, { error: { code, message, innerError } }, exchange, ids);
}

const madeUp = new WeakMap<World, number>();

/** Counted, since a read draws nothing from the world's ids. */
function madeUpId(world: World): string {
  const count = (madeUp.get(world) ?? 0) + 1;
  madeUp.set(world, count);
  return `00000000-0000-4000-9000-${count.toString(16).padStart(12, '0')}`;
}

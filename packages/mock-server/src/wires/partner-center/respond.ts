import type { Exchange, WireResponse } from '../../http/wire.ts';
import type { World } from '../../world.ts';

const byteOrderMark = '\uFEFF';

/** An answer whose status or headers depend on what happened. */
export class Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, body?: unknown, headers: Readonly<Record<string, string>> = {}) {
    this.status = status;
    this.body = body;
    this.headers = headers;
  }
}

/** 202: under way, look there. The location is relative, without /v1. */
export function accepted(location: string): Answer {
  return new Answer(202, undefined, { location });
}

/** An answer with the headers that every one carries: the ids of the call, given or made up. evidence: sample */
export function json(
  status: number,
  body: unknown,
  { world, request }: Exchange,
  headers: Readonly<Record<string, string>> = {},
): WireResponse {
  const text = body === undefined ? '' : JSON.stringify(body);
  return {
    status,
    headers: {
      ...(text !== '' && { 'content-type': 'application/json; charset=utf-8' }),
      'ms-requestid': request.headers['ms-requestid'] ?? madeUpId(world),
      'ms-correlationid': request.headers['ms-correlationid'] ?? madeUpId(world),
      ...(request.headers['ms-cv'] !== undefined && { 'ms-cv': request.headers['ms-cv'] }),
      'x-locale': request.headers['x-locale'] ?? 'en-US',
      ...headers,
    },
    body: text !== '' && world.settings.byteOrderMark ? byteOrderMark + text : text,
  };
}

/** A file, as it is. */
export function file(content: string, exchange: Exchange): WireResponse {
  const { status, headers } = json(200, undefined, exchange);
  return { status, headers: { ...headers, 'content-type': 'application/octet-stream' }, body: content };
}

const madeUp = new WeakMap<World, number>();

/** For a call without an id of its own; counted, since a read draws nothing from the world's ids. */
function madeUpId(world: World): string {
  const count = (madeUp.get(world) ?? 0) + 1;
  madeUp.set(world, count);
  return `00000000-0000-4000-8000-${count.toString(16).padStart(12, '0')}`;
}

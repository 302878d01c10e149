import type { Exchange, WireRequest, WireResponse } from '../../http/wire.ts';
import type { World } from '../../world.ts';

/** An answer with the id that support asks for. evidence: docs */
export function json(
  status: number,
  body: unknown,
  { world }: Exchange,
  headers: Readonly<Record<string, string>> = {},
): WireResponse {
  return answer(status, body, correlationId(world), headers);
}

function answer(
  status: number,
  body: unknown,
  id: string,
  headers: Readonly<Record<string, string>> = {},
): WireResponse {
  return {
    status,
    headers: { 'content-type': 'application/json', 'x-correlation-id': id, ...headers },
    body: JSON.stringify(body),
  };
}

/** A failure of the platform in the envelope that was captured. evidence: sample */
export function failure(status: number, message: string, { world, request }: Exchange): WireResponse {
  const id = correlationId(world);
  const timeStamp = new Date(world.clock.now()).toISOString().replace('Z', '+00:00');
  return answer(status, { correlationId: id, status, message, path: pathOf(request), timeStamp }, id);
}

/** A failure of the gateway before it, which has an envelope of its own. evidence: modelled */
export function gatewayFailure(
  statusCode: number,
  message: string,
  exchange: Exchange,
  headers: Readonly<Record<string, string>> = {},
): WireResponse {
  return json(statusCode, { statusCode, message }, exchange, headers);
}

/** The region of the path; undefined on hosts that have none. */
export function regionOf({ path }: WireRequest): string | undefined {
  const [, first = '', second] = path.split('/').slice(1);
  return second === undefined || sections.has(first) ? undefined : first;
}

const sections: ReadonlySet<string> = new Set([
  'token',
  'customers',
  'resellers',
  'products',
  'plans',
  'orders',
  'subscriptions',
  'validation',
  'reports',
]);

/** Without what stands before the API's own paths. */
function pathOf(request: WireRequest): string {
  const region = regionOf(request);
  return request.path.slice(`/marketplace${region === undefined ? '' : `/${region}`}`.length);
}

const madeUp = new WeakMap<World, number>();

/** Counted, since a read draws nothing from the world's ids. */
function correlationId(world: World): string {
  const count = (madeUp.get(world) ?? 0) + 1;
  madeUp.set(world, count);
  return `t0n-00000000-0000-4000-a000-${count.toString(16).padStart(12, '0')}`;
}

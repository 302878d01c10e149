import type { WireRequest } from './wire.ts';

const worldHeader = 'x-tenantry-world';
const worldPrefix = '/_tenantry/worlds/';

/** A request that a header or a path says is for a forked world. */
export function inNamedWorld(request: WireRequest): { world: string; request: WireRequest } | undefined {
  const named = request.headers[worldHeader];
  if (named !== undefined) return { world: named, request };
  if (!request.path.startsWith(worldPrefix)) return undefined;
  const end = request.path.indexOf('/', worldPrefix.length);
  if (end < 0) return undefined;
  const headers = { ...request.headers, 'x-forwarded-prefix': request.path.slice(0, end) };
  return {
    world: request.path.slice(worldPrefix.length, end),
    request: { ...request, headers, path: request.path.slice(end) },
  };
}

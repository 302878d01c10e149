import { Refusal } from '../../domain/refusal.ts';
import { offsetOf, pageToken } from '../../http/page-token.ts';
import type { Call } from '../../http/wire.ts';
import { attributes, link } from './shapes/resource.ts';

/** The query of a call; names in any case. */
export function queryOf({ request }: Call): Readonly<Record<string, string | undefined>> {
  const found: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(request.query)) found[name.toLowerCase()] ??= value;
  return found;
}

/** All values of a query parameter that may be repeated. */
export function queryValues({ request }: Call, name: string): string[] {
  return [...new URLSearchParams(request.query)]
    .filter(([key]) => key.toLowerCase() === name.toLowerCase())
    .map(([, value]) => value);
}

export interface SimpleFilter {
  readonly field: string;
  readonly value: string;
  readonly operator: string;
}

/** The simple filter of a call, if it has one. @throws Refusal when it is no JSON, or compound: no endpoint here documents one */
export function filterOf(call: Call): SimpleFilter | undefined {
  const text = queryOf(call).filter;
  if (text === undefined || text === '') return undefined;
  let parsed: Record<string, unknown>;
  try {
    parsed = JSON.parse(text) as Record<string, unknown>;
  } catch {
    throw new Refusal(
      'invalid',
      'filter.not_json',
      'filter is not JSON; send {"Field","Value","Operator"} URL-encoded.',
      'filter',
    );
  }
  const folded = Object.fromEntries(
    Object.entries(parsed).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const { field, value, operator } = folded;
  if (typeof field !== 'string' || typeof value !== 'string' || typeof operator !== 'string') {
    throw new Refusal(
      'invalid',
      'filter.not_simple',
      'filter must have Field, Value and Operator as texts; compound filters are not supported here.',
      'filter',
    );
  }
  return { field, value, operator: operator.toLowerCase().replaceAll('_', '') };
}

const largestPage = 500;

/** One page of a list that is walked by continuation tokens; the token comes in the body and in the next link's headers. evidence: docs, sample */
export function seekPage<Entity, Item>(
  call: Call,
  entities: readonly Entity[],
  toItem: (entity: Entity) => Item,
  options: { readonly defaultSize: number; readonly path: string; readonly largest?: number },
) {
  const query = queryOf(call);
  const size = sizeOf(query.size, options.defaultSize, options.largest);
  const token = call.request.headers['ms-continuationtoken'];
  const operation = (query.seekoperation ?? 'First').toLowerCase();
  const offset = token !== undefined && operation === 'next' ? startOf(token) : 0;
  const items = entities.slice(offset, offset + size).map(toItem);
  const end = offset + items.length;
  const next = end < entities.length ? pageToken(end) : undefined;
  const others = otherParameters(call);
  return {
    totalCount: items.length,
    items,
    ...(next !== undefined && { continuationToken: next }),
    links: {
      self: link(`${options.path}?${others}size=${size}`),
      ...(next !== undefined && {
        next: {
          uri: `${options.path}?${others}size=${size}&seekOperation=Next`,
          method: 'GET',
          headers: [{ key: 'MS-ContinuationToken', value: next }],
        },
      }),
    },
    attributes: attributes('Collection'),
  };
}

/** The rest of the query, for links: a page that was filtered has filtered ones after it. */
function otherParameters({ request }: Call): string {
  const query = new URLSearchParams(request.query);
  for (const name of [...query.keys()]) {
    if (name.toLowerCase() === 'size' || name.toLowerCase() === 'seekoperation') query.delete(name);
  }
  const text = query.toString();
  return text === '' ? '' : `${text}&`;
}

function sizeOf(given: string | undefined, fallback: number, largest = largestPage): number {
  const size = given === undefined || given === '0' ? fallback : Number(given);
  if (Number.isInteger(size) && size > 0 && size <= largest) return size;
  throw new Refusal('invalid', 'page.size', `size must be a whole number from 0 to ${largest}.`, 'size');
}

function startOf(token: string): number {
  const offset = offsetOf(token);
  if (offset !== undefined) return offset;
  throw new Refusal(
    'invalid',
    'page.token',
    'MS-ContinuationToken is not one that a page gave; begin anew.',
    'MS-ContinuationToken',
  );
}

/** A part of a list that is walked by size and offset. */
export function indexPage<Entity>(call: Call, entities: readonly Entity[]): readonly Entity[] {
  const query = queryOf(call);
  const offset = Number(query.offset ?? 0);
  const size = query.size === undefined ? entities.length : Number(query.size);
  if (!Number.isInteger(offset) || offset < 0 || !Number.isInteger(size) || size < 0) {
    throw new Refusal('invalid', 'page.size', 'size and offset must be whole numbers, zero or more.', 'size');
  }
  return entities.slice(offset, size === 0 ? undefined : offset + size);
}

import { Refusal } from '../../domain/refusal.ts';
import { originOf } from '../../http/origin.ts';
import { offsetOf, pageToken } from '../../http/page-token.ts';
import type { Call } from '../../http/wire.ts';
import { type FilterFields, filterOf } from './filter.ts';

/** evidence: docs */
const largestPage = 300;

/** What a list takes; one that takes nothing has `$select` and `$skiptoken` only. */
interface ListOptions<Entity> {
  readonly fields?: FilterFields<Entity>;
}

/** One page of a list, with the link to the next. @throws Refusal on options that it does not take */
export function pageOf<Entity, Item>(
  call: Call,
  entities: readonly Entity[],
  toItem: (entity: Entity) => Item,
  { fields }: ListOptions<Entity> = {},
) {
  const query = new URLSearchParams(call.request.query);
  const option = (name: string) => query.get(name) ?? query.get(name.slice(1)) ?? undefined;
  if (fields === undefined) refuse(query, ['$top', '$filter', '$orderby', '$count', '$skip']);
  const filter = option('$filter');
  const matching =
    filter === undefined || fields === undefined ? entities : entities.filter(filterOf(filter, fields));
  const order = option('$orderby');
  const sorted = order === undefined || fields === undefined ? matching : sortedBy(matching, order, fields);
  const size = sizeOf(option('$top'));
  const start = startOf(query.get('$skiptoken') ?? query.get('$skipToken') ?? undefined);
  const value = sorted.slice(start, start + size).map(toItem);
  const end = start + value.length;
  return {
    '@odata.context': contextOf(call),
    ...(option('$count') === 'true' && { '@odata.count': matching.length }),
    ...(end < sorted.length && { '@odata.nextLink': nextLink(call, query, end) }),
    value,
  };
}

/** What the metadata calls the answer. evidence: modelled form */
export function contextOf({ request }: Call): string {
  const [, version = 'v1.0', path = ''] = /\/(v1\.0|beta)\/(.*)$/i.exec(request.path) ?? [];
  return `${originOf(request)}/${version}/$metadata#${path}`;
}

function refuse(query: URLSearchParams, names: readonly string[]): void {
  const given = names.find((name) => query.has(name));
  if (given === undefined) return;
  throw new Refusal(
    'invalid',
    'graph.option_not_supported',
    `The query option ${given} is not supported on this list; it comes ${largestPage} a page.`,
    given,
  );
}

function sizeOf(given: string | undefined): number {
  const size = given === undefined ? largestPage : Number(given);
  if (Number.isInteger(size) && size >= 1 && size <= largestPage) return size;
  throw new Refusal('invalid', 'graph.top', `$top must be a whole number from 1 to ${largestPage}.`, '$top');
}

function sortedBy<Entity>(
  entities: readonly Entity[],
  order: string,
  fields: FilterFields<Entity>,
): readonly Entity[] {
  const [, name = '', direction] = /^([\w/]+)(?:\s+(asc|desc))?$/i.exec(order.trim()) ?? [];
  const valueIn = Object.entries(fields).find(([known]) => known.toLowerCase() === name.toLowerCase())?.[1];
  if (valueIn === undefined) {
    throw new Refusal(
      'invalid',
      'graph.orderby',
      `$orderby "${order}" must be one of ${Object.keys(fields).join(', ')}, and desc for the other way round.`,
      '$orderby',
    );
  }
  const sign = direction?.toLowerCase() === 'desc' ? -1 : 1;
  return [...entities].sort(
    (left, right) => sign * (valueIn(left) ?? '').localeCompare(valueIn(right) ?? ''),
  );
}

function nextLink({ request }: Call, query: URLSearchParams, end: number): string {
  const next = new URLSearchParams(query);
  next.delete('$skipToken');
  next.set('$skiptoken', pageToken(end));
  return `${originOf(request)}${request.path}?${next.toString().replaceAll('%24', '$')}`;
}

function startOf(token: string | undefined): number {
  if (token === undefined) return 0;
  const start = offsetOf(token);
  if (start !== undefined) return start;
  throw new Refusal('invalid', 'graph.skiptoken', '$skiptoken is not one that a page gave.', '$skiptoken');
}

/** What `$select` leaves of an answer: its annotations, and what was named. */
export function selected(body: unknown, query: string): unknown {
  const names = new URLSearchParams(query).get('$select');
  if (names === null || typeof body !== 'object' || body === null) return body;
  const wanted = new Set(names.split(',').map((name) => name.trim()));
  const project = (item: object) =>
    Object.fromEntries(Object.entries(item).filter(([name]) => name.startsWith('@') || wanted.has(name)));
  const { value } = body as { value?: unknown };
  return Array.isArray(value) ? { ...body, value: value.map(project) } : project(body);
}

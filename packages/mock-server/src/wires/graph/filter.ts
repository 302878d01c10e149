import { Refusal } from '../../domain/refusal.ts';

/** The properties that a list is filtered by, as OData names them. */
export type FilterFields<Entity> = Readonly<Record<string, (entity: Entity) => string | undefined>>;

type Test<Entity> = (entity: Entity) => boolean;

const comparison = /^([\w/]+)\s+(eq|ne)\s+(?:'((?:[^']|'')*)'|(null))$/i;
const beginning = /^startswith\(\s*([\w/]+)\s*,\s*'((?:[^']|'')*)'\s*\)$/i;

/** As much of OData's `$filter` as is documented for these lists: eq, ne, startswith, and. evidence: docs. @throws Refusal for anything else */
export function filterOf<Entity>(text: string, fields: FilterFields<Entity>): Test<Entity> {
  const tests = conditionsOf(text).map((condition) => testOf(condition.trim(), fields));
  return (entity) => tests.every((test) => test(entity));
}

/** What stands between the `and`s; those within quotes are text. */
function conditionsOf(text: string): string[] {
  const conditions: string[] = [];
  let quoted = false;
  let start = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === "'") quoted = !quoted;
    if (!quoted && /^\s+and\s/i.test(text.slice(at, at + 12))) {
      conditions.push(text.slice(start, at));
      at = text.toLowerCase().indexOf('and', at) + 2;
      start = at + 1;
    }
  }
  return [...conditions, text.slice(start)];
}

function testOf<Entity>(condition: string, fields: FilterFields<Entity>): Test<Entity> {
  const [, begun, prefix] = beginning.exec(condition) ?? [];
  if (begun !== undefined && prefix !== undefined) {
    const valueIn = field(begun, fields);
    const start = unquoted(prefix);
    return (entity) => (valueIn(entity) ?? '').toLowerCase().startsWith(start);
  }
  const [, name, operator, text, none] = comparison.exec(condition) ?? [];
  if (name === undefined || operator === undefined) {
    throw new Refusal(
      'invalid',
      'graph.filter',
      `Invalid filter clause: "${condition}"; write property eq 'value', property ne 'value' or startswith(property,'value'), with and between.`,
      '$filter',
    );
  }
  const valueIn = field(name, fields);
  const wanted = none === undefined ? unquoted(text ?? '') : undefined;
  const same = operator.toLowerCase() === 'eq';
  return (entity) => (valueIn(entity)?.toLowerCase() === wanted) === same;
}

function unquoted(text: string): string {
  return text.replaceAll("''", "'").toLowerCase();
}

function field<Entity>(name: string, fields: FilterFields<Entity>): (entity: Entity) => string | undefined {
  const valueIn = Object.entries(fields).find(([known]) => known.toLowerCase() === name.toLowerCase())?.[1];
  if (valueIn !== undefined) return valueIn;
  throw new Refusal(
    'invalid',
    'graph.filter',
    `Could not find a property named "${name}" to filter or sort by; known are ${Object.keys(fields).join(', ')}.`,
    '$filter',
  );
}

import { distance } from '../kernel/text-distance.ts';
import type { Wire, WireRequest } from './wire.ts';
import type { WireOperation } from './wire-document.ts';

export interface Route {
  readonly wire: Wire;
  readonly operation: WireOperation;
  /** Values of the path's `{names}`, decoded. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** An operation, and what its path calls the values in it. */
interface Target {
  readonly operation: WireOperation;
  readonly names: readonly string[];
}

interface Node {
  readonly literal: Map<string, Node>;
  parameter?: Node;
  /** Segments with values in the midst, as OData has them: `fxrates(Month='{month}')`. */
  patterns?: { readonly segment: string; readonly expression: RegExp; readonly node: Node }[];
  readonly operations: Map<string, Target>;
}

interface Table {
  readonly wire: Wire;
  readonly root: Node;
  readonly segmentsOf: (path: string) => readonly string[];
  readonly fold: (segment: string) => string;
}

const asIs = (segment: string): string => segment;
const lowerCase = (segment: string): string => segment.toLowerCase();
const strictly = (path: string): readonly string[] => path.split('/');
const leniently = (path: string): readonly string[] =>
  path
    .replace(/\/{2,}/g, '/')
    .replace(/\/$/, '')
    .split('/');

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];
/** Enough of a path to tell what was meant; comparing costs the square of it. */
const longestCompared = 200;
const noParameters: Readonly<Record<string, string>> = Object.freeze({});

/** Finds the operation of a request: by production host where one is named, else by base path. */
export class Router {
  readonly #tables: readonly Table[];

  constructor(wires: readonly Wire[]) {
    this.#tables = wires.map((wire) => {
      const fold = wire.lenientPaths ? lowerCase : asIs;
      return { wire, root: tableOf(wire, fold), fold, segmentsOf: wire.lenientPaths ? leniently : strictly };
    });
  }

  find(request: WireRequest): Route | undefined {
    for (const { wire, root, fold, segmentsOf } of this.#tablesFor(request)) {
      const values: string[] = [];
      const target = lookUp(root, segmentsOf(request.path), fold, request.method, values);
      if (target === undefined) continue;
      const { operation, names } = target;
      const parameters =
        names.length > 0
          ? Object.fromEntries(names.map((name, index) => [name, values[index] ?? '']))
          : noParameters;
      return { wire, operation, parameters };
    }
    return undefined;
  }

  /** The methods that a path does answer. */
  methodsOf(request: WireRequest): string[] {
    return methods.filter((method) =>
      this.#tablesFor(request).some(
        ({ root, fold, segmentsOf }) =>
          lookUp(root, segmentsOf(request.path), fold, method, []) !== undefined,
      ),
    );
  }

  /** The operations most like one that was not found, nearest first: for people who mistyped. */
  nearest(request: WireRequest, count = 3): string[] {
    const wanted = `${request.method} ${request.path}`.slice(0, longestCompared);
    return this.#tables
      .flatMap(({ wire }) =>
        wire.document.operations.map(
          (operation) =>
            `${operation.method} ${operation.basePath ?? wire.document.basePath}${operation.path}`,
        ),
      )
      .map((candidate) => ({ candidate, distance: distance(candidate, wanted) }))
      .sort((left, right) => left.distance - right.distance)
      .slice(0, count)
      .map(({ candidate }) => candidate);
  }

  #tablesFor(request: WireRequest): readonly Table[] {
    const host = (request.headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
    const named = this.#tables.find(({ wire }) => wire.hosts.some((pattern) => pattern.test(host)));
    return named ? [named] : this.#tables;
  }
}

function tableOf(wire: Wire, fold: Table['fold']): Node {
  const root: Node = { literal: new Map(), operations: new Map() };
  for (const operation of wire.document.operations) {
    const { basePath = wire.document.basePath, otherBasePaths = [], alias = [] } = operation;
    for (const path of [operation.path, ...alias]) {
      for (const start of [basePath, ...otherBasePaths]) {
        const whole = `${start}${path}`;
        const names = [...whole.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
        let node = root;
        for (const segment of whole.split('/').slice(1)) node = step(node, segment, fold);
        node.operations.set(operation.method, { operation, names });
      }
    }
  }
  return root;
}

function step(node: Node, segment: string, fold: Table['fold']): Node {
  if (segment.startsWith('{')) {
    node.parameter ??= { literal: new Map(), operations: new Map() };
    return node.parameter;
  }
  if (segment.includes('{')) return patternStep(node, segment);
  const known = node.literal.get(fold(segment));
  if (known !== undefined) return known;
  const next: Node = { literal: new Map(), operations: new Map() };
  node.literal.set(fold(segment), next);
  return next;
}

function patternStep(node: Node, segment: string): Node {
  node.patterns ??= [];
  const known = node.patterns.find((pattern) => pattern.segment === segment);
  if (known !== undefined) return known.node;
  const source = segment
    .split(/\{\w+\}/)
    .map((literal) => literal.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('(.*)');
  const next: Node = { literal: new Map(), operations: new Map() };
  node.patterns.push({ segment, expression: new RegExp(`^${source}$`, 'i'), node: next });
  return next;
}

function lookUp(
  node: Node,
  segments: readonly string[],
  fold: Table['fold'],
  method: string,
  values: string[],
  index = 1,
): Target | undefined {
  const segment = segments[index];
  if (segment === undefined) {
    return node.operations.get(method) ?? (method === 'HEAD' ? node.operations.get('GET') : undefined);
  }
  const literal = node.literal.get(fold(segment));
  const found = literal && lookUp(literal, segments, fold, method, values, index + 1);
  if (found !== undefined || segment === '') return found;
  for (const pattern of node.patterns ?? []) {
    const match = pattern.expression.exec(decoded(segment));
    if (match === null) continue;
    const before = values.length;
    values.push(...match.slice(1));
    const matched = lookUp(pattern.node, segments, fold, method, values, index + 1);
    if (matched !== undefined) return matched;
    values.length = before;
  }
  if (node.parameter === undefined) return undefined;
  const taken = values.length;
  values.push(decoded(segment));
  const below = lookUp(node.parameter, segments, fold, method, values, index + 1);
  if (below === undefined) values.length = taken;
  return below;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

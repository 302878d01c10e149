import { distance } from '../kernel/text-distance.ts';
import type { Wire, WireRequest } from './wire.ts';
import type { WireOperation } from './wire-document.ts';

export interface Route {
  readonly wire: Wire;
  readonly operation: WireOperation;
  /** Values of the path's `{names}`, decoded. */
  readonly parameters: Readonly<Record<string, string>>;
}

interface Node {
  readonly literal: Map<string, Node>;
  parameter?: { readonly name: string; readonly node: Node };
  readonly operations: Map<string, WireOperation>;
}

interface Table {
  readonly wire: Wire;
  readonly root: Node;
}

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];
/** Enough of a path to tell what was meant; comparing costs the square of it. */
const longestCompared = 200;
const noParameters: Readonly<Record<string, string>> = Object.freeze({});

/** Finds the operation of a request: by production host where one is named, else by base path. */
export class Router {
  readonly #tables: readonly Table[];

  constructor(wires: readonly Wire[]) {
    this.#tables = wires.map((wire) => ({ wire, root: tableOf(wire) }));
  }

  find(request: WireRequest): Route | undefined {
    const segments = request.path.split('/');
    for (const { wire, root } of this.#tablesFor(request)) {
      const values: [string, string][] = [];
      const operation = lookUp(root, segments, request.method, values);
      if (operation !== undefined) {
        return { wire, operation, parameters: values.length > 0 ? Object.fromEntries(values) : noParameters };
      }
    }
    return undefined;
  }

  /** The methods that a path does answer. */
  methodsOf(request: WireRequest): string[] {
    const segments = request.path.split('/');
    return methods.filter((method) =>
      this.#tablesFor(request).some(({ root }) => lookUp(root, segments, method, []) !== undefined),
    );
  }

  /** The operations most like one that was not found, nearest first: for people who mistyped. */
  nearest(request: WireRequest, count = 3): string[] {
    const wanted = `${request.method} ${request.path}`.slice(0, longestCompared);
    return this.#tables
      .flatMap(({ wire }) =>
        wire.document.operations.map(
          (operation) => `${operation.method} ${wire.document.basePath}${operation.path}`,
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

function tableOf(wire: Wire): Node {
  const root: Node = { literal: new Map(), operations: new Map() };
  for (const operation of wire.document.operations) {
    let node = root;
    for (const segment of `${wire.document.basePath}${operation.path}`.split('/').slice(1)) {
      node = step(node, segment);
    }
    node.operations.set(operation.method, operation);
  }
  return root;
}

function step(node: Node, segment: string): Node {
  if (segment.startsWith('{')) {
    node.parameter ??= { name: segment.slice(1, -1), node: { literal: new Map(), operations: new Map() } };
    return node.parameter.node;
  }
  const known = node.literal.get(segment);
  if (known !== undefined) return known;
  const next: Node = { literal: new Map(), operations: new Map() };
  node.literal.set(segment, next);
  return next;
}

function lookUp(
  node: Node,
  segments: readonly string[],
  method: string,
  values: [string, string][],
  index = 1,
): WireOperation | undefined {
  const segment = segments[index];
  if (segment === undefined) {
    return node.operations.get(method) ?? (method === 'HEAD' ? node.operations.get('GET') : undefined);
  }
  const literal = node.literal.get(segment);
  const found = literal && lookUp(literal, segments, method, values, index + 1);
  if (found !== undefined || node.parameter === undefined || segment === '') return found;
  const taken = values.length;
  values.push([node.parameter.name, decoded(segment)]);
  const below = lookUp(node.parameter.node, segments, method, values, index + 1);
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

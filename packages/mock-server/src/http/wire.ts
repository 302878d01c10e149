import type { Actor } from '../domain/actor.ts';
import type { World } from '../world.ts';
import type { WireDocument, WireOperation } from './wire-document.ts';

/** A request as the pipeline sees it: cheaper than a fetch Request, which only MSW and in-process callers need. */
export interface WireRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The caller's address, where there is one. */
  readonly remoteAddress?: string;
}

export interface WireResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
  /** Sent instead of the body, as fast as it is read; it is told when nobody reads on. */
  readonly stream?: AsyncIterable<Uint8Array>;
}

/** One operation being called: everything a handler may look at. */
export interface Call<Body = unknown> {
  readonly world: World;
  readonly operation: WireOperation;
  readonly request: WireRequest;
  readonly parameters: Readonly<Record<string, string>>;
  /** The parsed body, valid against the document. */
  readonly body: Body;
  readonly actor: Actor;
}

/** A handler is synchronous: what it changes is one transaction, rolled back when it throws. */
export type OperationHandler = (call: Call<never>) => unknown;

/** How a request does not fit the document. */
export interface ContractViolation {
  readonly pointer: string;
  readonly message: string;
}

/** What an answer is to, for wires that echo parts of it. */
export interface Exchange {
  readonly world: World;
  readonly request: WireRequest;
}

/** What differs between platforms: who calls, how results and refusals are written. */
export interface Wire {
  readonly document: WireDocument;
  /** Production hosts that name this platform by themselves. */
  readonly hosts: readonly RegExp[];
  /** The same by name, where a pattern stands for several: certificates know no patterns. */
  readonly hostNames?: readonly string[];
  /** By operation id. An operation of the document without a handler answers 501. */
  readonly operations: Readonly<Record<string, OperationHandler>>;
  /** No platform that clients know: its calls are not written down and no fault strikes them. */
  readonly behindTheScenes?: true;
  /** Writes that hold their own transactions instead of being one. */
  readonly outsideTransactions?: ReadonlySet<string>;
  /** Paths are found whatever their case, with slashes doubled or trailing. */
  readonly lenientPaths?: true;
  /** What calls of a path are counted by, and held back by when there are too many; by operation without it. */
  countedBy?(path: string): string;
  /** @throws Refusal of kind `unauthenticated` */
  authenticate(world: World, operation: WireOperation, request: WireRequest): Actor;
  /** What a body says, before it is held against the document; JSON as it is unless the wire reads it its own way. */
  readBody?(operation: WireOperation, request: WireRequest): unknown;
  respond(operation: WireOperation, result: unknown, exchange: Exchange): WireResponse;
  /** The wire's own answer to a Refusal, a list of contract violations, or a fault of ours. */
  refuse(operation: WireOperation | undefined, reason: unknown, exchange: Exchange): WireResponse;
  violated(
    operation: WireOperation,
    violations: readonly ContractViolation[],
    exchange: Exchange,
  ): WireResponse;
}

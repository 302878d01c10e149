import type { Actor } from '../domain/actor.ts';
import { Refusal } from '../domain/refusal.ts';
import type { FaultEffect, Faults } from '../faults/faults.ts';
import type { Journal } from '../journal/journal.ts';
import type { World } from '../world.ts';
import { Contract } from './contract.ts';
import { type Route, Router } from './router.ts';
import type { Call, ContractViolation, OperationHandler, Wire, WireRequest, WireResponse } from './wire.ts';

/** What a connection does with an answer. */
export interface Outcome {
  readonly response: WireResponse;
  /** Only once this is done may the answer leave: the change is on disk then. */
  readonly durable?: Promise<void>;
  readonly delayMilliseconds?: number;
  readonly socket?: 'reset' | 'truncate' | 'hang';
}

export interface PipelineOptions {
  readonly world: World;
  readonly wires: readonly Wire[];
  readonly journal: Journal;
  readonly faults: Faults;
  /** Answers that do not fit their document become a 500 that says so. */
  readonly strict: boolean;
  /** Waits until what was committed is on disk; absent without persistence. */
  readonly durable?: () => Promise<void> | undefined;
}

const htmlGatewayTimeout: WireResponse = {
  status: 504,
  headers: { 'content-type': 'text/html' },
  body: '<html><head><title>504 Gateway Time-out</title></head><body><h1>504 Gateway Time-out</h1></body></html>',
};

/** What happens to a request, top to bottom. Synchronous: nothing comes between its reading and its writing. */
export class Pipeline {
  readonly #options: PipelineOptions;
  readonly #router: Router;
  readonly #contracts = new Map<Wire, Contract>();
  readonly #retryAt = new Map<string, number>();

  constructor(options: PipelineOptions) {
    this.#options = options;
    this.#router = new Router(options.wires);
  }

  handle(request: WireRequest): Outcome {
    const { world, journal, faults } = this.#options;
    world.catchUp();
    const route = this.#router.find(request);
    if (route === undefined) return this.#unmatched(request);
    const { platform } = route.wire.document;
    const { operationId } = route.operation;
    const tooEarly = this.#retryAt.size > 0 && this.#cameTooEarly(route);
    const fault = faults.active
      ? faults.strike({ platform, operationId, path: request.path }, world.ids.random)
      : undefined;
    const answer =
      fault && strikesBefore(fault.effect)
        ? { response: faulty(fault.effect) }
        : this.#answer(request, route);
    const durable = this.#options.durable?.();
    const outcome = fault ? withFault(fault.effect, answer.response, durable) : { ...answer, durable };
    const { response, socket } = outcome;
    const retryAfter = response.headers['retry-after'];
    if (retryAfter !== undefined) this.#expectLater(route, retryAfter);
    journal.write({
      at: world.clock.now(),
      platform,
      operationId,
      request,
      response: socket === 'reset' || socket === 'hang' ? undefined : response,
      fault: fault?.id,
      violations: answer.violations,
      tooEarly,
    });
    return outcome;
  }

  /** Parse, authenticate, validate, run, translate. */
  #answer(
    request: WireRequest,
    { wire, operation, parameters }: Route,
  ): { response: WireResponse; violations?: readonly ContractViolation[] } {
    const handler = wire.operations[operation.operationId];
    try {
      if (handler === undefined) throw new NotBuilt(operation.operationId);
      const body = parsed(request.body);
      const { world } = this.#options;
      const actor: Actor = wire.authenticate(world, operation, request);
      const contract = this.#contractOf(wire);
      const violations = contract.request(operation, body);
      if (violations.length > 0) return { response: wire.violated(operation, violations), violations };
      const call: Call = { world, operation, request, parameters, body, actor };
      const result =
        operation.effect === 'read'
          ? (handler as OperationHandler)(call as Call<never>)
          : world.transact(() => (handler as OperationHandler)(call as Call<never>));
      if (this.#options.strict) {
        const mismatches = contract.response(operation, result ?? null);
        if (mismatches.length > 0) throw new ContractBroken(operation.operationId, mismatches);
      }
      return { response: wire.respond(operation, result) };
    } catch (reason) {
      return { response: wire.refuse(operation, reason) };
    }
  }

  #contractOf(wire: Wire): Contract {
    let contract = this.#contracts.get(wire);
    if (contract === undefined) {
      contract = new Contract(wire.document);
      this.#contracts.set(wire, contract);
    }
    return contract;
  }

  #unmatched(request: WireRequest): Outcome {
    const nearest = this.#router.nearest(request);
    const response: WireResponse = {
      status: 404,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        error: `No operation answers ${request.method} ${request.path}.`,
        nearest,
        remedy: 'Check the method, the path and its case; GET /_tenantry/coverage lists every operation.',
      }),
    };
    this.#options.journal.write({
      at: this.#options.world.clock.now(),
      platform: undefined,
      operationId: undefined,
      request,
      response,
      nearest,
    });
    return { response };
  }

  #cameTooEarly({ operation }: Route, now: number): boolean {
    const retryAt = this.#retryAt.get(operation.operationId);
    if (retryAt === undefined) return false;
    this.#retryAt.delete(operation.operationId);
    return now < retryAt;
  }
}

/** An operation that the document has and this version does not. */
export class NotBuilt extends Error {
  constructor(operationId: string) {
    super(`${operationId} is in the document but not simulated yet.`);
  }
}

/** An answer of ours that does not fit the document: a fault of the simulator. */
export class ContractBroken extends Error {
  constructor(operationId: string, violations: readonly ContractViolation[]) {
    super(
      `The simulator's answer to ${operationId} does not fit its document: ${violations
        .map((violation) => `${violation.pointer} ${violation.message}`)
        .join('; ')}`,
    );
  }
}

function parsed(body: string): unknown {
  if (body === '') return undefined;
  try {
    return JSON.parse(body);
  } catch {
    throw new Refusal('invalid', 'request.not_json', 'The body is not JSON; send one JSON object in UTF-8.');
  }
}

function strikesBefore(effect: FaultEffect): boolean {
  return effect.kind !== 'latency' && effect.kind !== 'truncate' && effect.kind !== 'commit-then-fail';
}

function faulty(effect: FaultEffect): WireResponse {
  if (effect.kind !== 'status') return htmlGatewayTimeout;
  return {
    status: effect.status,
    headers: {
      'content-type': effect.contentType ?? 'application/json',
      ...(effect.retryAfterSeconds !== undefined && { 'retry-after': String(effect.retryAfterSeconds) }),
    },
    body: effect.body ?? '',
  };
}

function withFault(effect: FaultEffect, response: WireResponse, durable: Promise<void> | undefined): Outcome {
  const base = durable ? { response, durable } : { response };
  switch (effect.kind) {
    case 'latency':
      return { ...base, delayMilliseconds: effect.milliseconds };
    case 'reset':
    case 'truncate':
    case 'hang':
      return { ...base, socket: effect.kind };
    case 'commit-then-fail':
      return effect.failure === 'html504'
        ? { ...base, response: htmlGatewayTimeout }
        : { ...base, socket: effect.failure };
    default:
      return base;
  }
}

import { Refusal } from '../domain/refusal.ts';
import type { Faults } from '../faults/faults.ts';
import type { Journal } from '../journal/journal.ts';
import type { World } from '../world.ts';
import { Contract } from './contract.ts';
import { faultAnswer, type Outcome, outcomeOf, strikesBefore } from './outcome.ts';
import { type Route, Router } from './router.ts';
import type { Call, ContractViolation, OperationHandler, Wire, WireRequest, WireResponse } from './wire.ts';

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

interface Answer {
  readonly response: WireResponse;
  readonly violations?: readonly ContractViolation[];
  /** What went wrong inside the simulator. */
  readonly error?: string;
}

/** What happens to a request, top to bottom. Synchronous: nothing comes between its reading and its writing. */
export class Pipeline {
  readonly #options: PipelineOptions;
  readonly #router: Router;
  readonly #contracts: ReadonlyMap<Wire, Contract>;
  /** When a client that was told to wait may come back, by what is held back. */
  readonly #retryAt = new Map<string, number>();

  constructor(options: PipelineOptions) {
    this.#options = options;
    this.#router = new Router(options.wires);
    this.#contracts = new Map(options.wires.map((wire) => [wire, new Contract(wire.document)]));
  }

  handle(request: WireRequest): Outcome {
    const { world, journal, faults } = this.#options;
    world.catchUp();
    const route = this.#router.find(request);
    if (route === undefined) return this.#unmatched(request);
    const { platform } = route.wire.document;
    const { operationId } = route.operation;
    if (route.wire.behindTheScenes) {
      return { response: this.#answer(request, route).response, durable: this.#options.durable?.() };
    }
    const tooEarly = this.#retryAt.size > 0 && this.#cameTooEarly(route, request);
    const fault = faults.active
      ? faults.strike({ platform, operationId, path: request.path }, world.ids.random)
      : undefined;
    const answer: Answer =
      fault && strikesBefore(fault.effect)
        ? { response: faultAnswer(fault.effect) }
        : this.#answer(request, route);
    const durable = this.#options.durable?.();
    const outcome = fault
      ? outcomeOf(fault.effect, answer.response, durable)
      : { response: answer.response, durable };
    this.#noteRetryAfter(route, request, outcome.response);
    journal.write({
      at: world.clock.now(),
      platform,
      operationId,
      request,
      response: outcome.socket === 'reset' || outcome.socket === 'hang' ? undefined : outcome.response,
      fault: fault?.id,
      violations: answer.violations,
      error: answer.error,
      tooEarly,
    });
    return outcome;
  }

  /** Parse, authenticate, validate, run, check, translate. */
  #answer(request: WireRequest, { wire, operation, parameters }: Route): Answer {
    const { world, strict } = this.#options;
    const exchange = { world, request };
    try {
      const handler: OperationHandler | undefined = wire.operations[operation.operationId];
      if (handler === undefined) throw new NotBuilt(operation.operationId);
      const body = operation.request && (wire.readBody?.(operation, request) ?? parsed(request.body));
      const actor = wire.authenticate(world, operation, request);
      const contract = this.#contracts.get(wire);
      const violations = contract?.request(operation, body) ?? [];
      if (violations.length > 0)
        return { response: wire.violated(operation, violations, exchange), violations };
      const call: Call = { world, operation, request, parameters, body, actor };
      const run = () => {
        const result = handler(call as Call<never>);
        const mismatches = (strict && contract?.response(operation, result ?? null)) || [];
        if (mismatches.length > 0) throw new ContractBroken(operation.operationId, mismatches);
        return result;
      };
      const result = isTransaction(wire, operation) ? world.transact(run) : run();
      return { response: wire.respond(operation, result, exchange) };
    } catch (reason) {
      const response = wire.refuse(operation, reason, exchange);
      if (reason instanceof Refusal) return { response };
      const error = reason instanceof Error ? reason.message : String(reason);
      return { response: reason instanceof NotBuilt ? { ...response, status: 501 } : response, error };
    }
  }

  #unmatched(request: WireRequest): Outcome {
    const allowed = this.#router.methodsOf(request);
    const nearest = this.#router.nearest(request);
    const response: WireResponse = {
      status: allowed.length > 0 ? 405 : 404,
      headers: {
        'content-type': 'application/json',
        ...(allowed.length > 0 && { allow: allowed.join(', ') }),
      },
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

  #noteRetryAfter(route: Route, request: WireRequest, response: WireResponse): void {
    const retryAfter = response.headers['retry-after'];
    if (retryAfter === undefined) return;
    const at = this.#options.world.clock.reached() + Number(retryAfter) * 1_000;
    this.#retryAt.set(heldBack(route, request), at);
  }

  #cameTooEarly(route: Route, request: WireRequest): boolean {
    const key = heldBack(route, request);
    const retryAt = this.#retryAt.get(key);
    if (retryAt === undefined) return false;
    if (this.#options.world.clock.reached() < retryAt) return true;
    this.#retryAt.delete(key);
    return false;
  }
}

/** What a Retry-After is about: what the wire counts by, or the operation. */
function heldBack({ wire, operation }: Route, { path }: WireRequest): string {
  return `${wire.document.platform} ${wire.countedBy?.(path) ?? operation.operationId}`;
}

/** An operation that the document has and this version does not. */
class NotBuilt extends Error {
  constructor(operationId: string) {
    super(`${operationId} is in the document but not simulated yet.`);
  }
}

/** An answer of ours that does not fit the document: a fault of the simulator. */
class ContractBroken extends Error {
  constructor(operationId: string, violations: readonly ContractViolation[]) {
    super(
      `The simulator's answer to ${operationId} does not fit its document: ${violations
        .map((violation) => `${violation.pointer} ${violation.message}`)
        .join('; ')}`,
    );
  }
}

function isTransaction(wire: Wire, { effect, operationId }: Route['operation']): boolean {
  return effect === 'write' && !wire.outsideTransactions?.has(operationId);
}

/** @throws Refusal when a body is not JSON */
export function parsed(body: string): unknown {
  if (body === '') return undefined;
  try {
    return JSON.parse(body);
  } catch {
    throw new Refusal('invalid', 'request.not_json', 'The body is not JSON; send one JSON object in UTF-8.');
  }
}

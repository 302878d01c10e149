import { auditEvents } from '../../packages/mock-server/src/domain/audit/audit-event.ts';
import { orders } from '../../packages/mock-server/src/domain/orders/order.ts';
import { subscriptions } from '../../packages/mock-server/src/domain/subscriptions/subscription.ts';
import { transitions } from '../../packages/mock-server/src/domain/subscriptions/transition.ts';
import type { Platform } from '../../packages/mock-server/src/index.ts';
import type { World } from '../../packages/mock-server/src/world.ts';
import { Comparison, checkRefusal, fingerprint, sameFingerprint } from './compare.ts';
import { type Door, domainDoor, wireDoor } from './doors.ts';
import { Model } from './model.ts';
import { buy, cancel, patch, startUpgrade } from './model-changes.ts';
import { customers, origin, providerOf, tenantOf } from './origin.ts';
import type { LineBody, Outcome, RequestOf } from './requests.ts';
import { instantOf, type Names, requestOf, type Step } from './steps.ts';

/** How often what happened, over all histories. */
export class Tally {
  readonly kinds = new Map<string, number>();
  readonly codes = new Map<number, number>();
  done = 0;
  refused = 0;

  accept(kind: string): void {
    this.done += 1;
    this.kinds.set(kind, (this.kinds.get(kind) ?? 0) + 1);
  }

  refuse(code: number): void {
    this.refused += 1;
    this.codes.set(code, (this.codes.get(code) ?? 0) + 1);
  }
}

/** The catalogue item of each offer, which alone the engine knows. */
export function namesIn(world: World, catalogItems: ReadonlyMap<string, string>): Names {
  return {
    catalogItem: (offerId) => catalogItems.get(offerId) ?? offerId,
    reference: (id) => world.store.of(subscriptions).get(id)?.vendorReferenceId ?? '',
  };
}

/** All that is stored, in no order, but carts: a refused checkout leaves its cart. */
function contentOf(world: World): string {
  const { carts: _, ...content } = world.snapshot().content;
  return JSON.stringify(
    Object.entries(content).map(([name, all]) => [name, all.map((each) => JSON.stringify(each)).sort()]),
  );
}

export class History {
  readonly world: World;
  readonly #model: Model;
  readonly #door: Door;
  readonly #names: Names;
  readonly #comparison: Comparison;
  readonly #tally: Tally;
  readonly #everyByte: boolean;
  #steps = 0;
  #orders = 0;

  /** Through the wire when a platform is given; with every byte compared around a refusal when that is asked for. */
  constructor(
    which: number,
    catalogItems: ReadonlyMap<string, string>,
    tally: Tally,
    platform?: Platform,
    everyByte = false,
  ) {
    this.world = platform?.world ?? origin.world.fork();
    const tenant = tenantOf(this.world, which);
    const actor = providerOf(this.world);
    this.#door = platform ? wireDoor(platform, actor, tenant) : domainDoor(this.world, actor, tenant);
    this.#model = new Model(customers[which]?.currency ?? 'USD', this.world.clock.now());
    this.#names = namesIn(this.world, catalogItems);
    this.#comparison = new Comparison(this.world, this.#model);
    this.#tally = tally;
    this.#everyByte = everyByte;
  }

  /** Takes a step in the engine and in the model, and compares the two. */
  take(each: Step): void | Promise<void> {
    this.#steps += 1;
    const instant = instantOf(this.#model, each);
    if (instant !== undefined) {
      this.#passTime(instant);
      return undefined;
    }
    const request = requestOf(this.#model, this.#names, each, this.#steps);
    if (request === undefined) return undefined;
    const before = fingerprint(this.world);
    const audited = this.world.store.of(auditEvents).size;
    const bytes = this.#everyByte ? contentOf(this.world) : undefined;
    const settle = (outcome: Outcome) => {
      const same = sameFingerprint(before, fingerprint(this.world));
      if (outcome.done) {
        if (!same && this.world.store.of(auditEvents).size <= audited)
          throw new Error(`${request.kind} left no audit row.`);
        this.#apply(request, outcome);
        this.#tally.accept(request.kind);
      } else {
        checkRefusal(outcome);
        if (!same || (bytes !== undefined && contentOf(this.world) !== bytes))
          throw new Error(`A refused ${request.kind} changed the world: ${outcome.refusal}`);
        this.#tally.refuse(outcome.code);
      }
      this.#comparison.check(false);
    };
    const outcome = this.#door(request);
    return outcome instanceof Promise ? outcome.then(settle) : settle(outcome);
  }

  #passTime(instant: number): void {
    for (const fired of this.world.scheduler.advanceTo(instant))
      if (fired.error) throw new Error(fired.error);
    this.#model.advance(instant);
    for (const { made, operationId } of this.#model.upgrades) {
      if (made === undefined || made.id !== undefined) continue;
      const id = this.world.store.of(transitions).get(operationId)?.targetId;
      if (id !== undefined) made.id = id;
    }
    this.#comparison.check(true);
  }

  #apply(request: RequestOf, outcome: Extract<Outcome, { done: true }>): void {
    const held = request.kind === 'buy' ? undefined : this.#model.byId(request.id);
    if (request.kind === 'buy') this.#bought(request.lines);
    else if (held === undefined) throw new Error(`The model has no ${request.id}.`);
    else if (request.kind === 'patch') patch(this.#model, held, outcome.merged ?? {});
    else if (request.kind === 'transition')
      startUpgrade(this.#model, held, request.body, outcome.operationId ?? '');
    else if (request.kind === 'cancel-order') cancel(this.#model, held);
    else this.#model.activate(held);
  }

  /** What a checkout bought: each group of lines is an order, and some may have failed. */
  #bought(lines: readonly LineBody[]): void {
    const made = [...this.world.store.of(orders).all()].slice(this.#orders);
    this.#orders += made.length;
    for (const order of made) {
      const ordered = order.lines.map(({ friendlyName, subscriptionId }) => {
        const line = lines.find((one) => one.friendlyName === friendlyName);
        if (line === undefined) throw new Error(`Nobody asked for ${friendlyName}.`);
        return { line, id: subscriptionId, orderId: order.id };
      });
      buy(this.#model, ordered);
    }
  }
}

import { collections } from './domain/collections.ts';
import { SigningKeys } from './domain/identity/signing-keys.ts';
import { runJob } from './domain/jobs.ts';
import { defaultSettings, type WorldSettings } from './domain/settings.ts';
import { raiseEvents } from './domain/webhooks/raise-events.ts';
import { parseInstant } from './kernel/calendar.ts';
import { Clock, type TimeSource } from './kernel/clock.ts';
import { type IdState, Ids } from './kernel/ids.ts';
import { type FiredJob, Scheduler } from './kernel/scheduler.ts';
import { Store } from './kernel/store.ts';

export interface WorldOptions {
  /** Fills an empty world; it runs once, and reset() comes back to what it made. */
  readonly seed?: (world: World) => void;
  /** The number all ids and chance of the world come from. */
  readonly randomSeed?: number;
  /** The first instant of the world, ISO 8601 in UTC. */
  readonly start?: string;
  /** Lets the clock move on with real time; otherwise it stands until it is moved. */
  readonly flowing?: boolean;
  readonly timeSource?: TimeSource;
  readonly settings?: Partial<WorldSettings>;
  /** What signed the tokens of a world that goes on; made when first needed otherwise. */
  readonly signingKeys?: SigningKeys;
  /** What the world starts as instead of running its seed; reset() still comes back to the seed. */
  readonly snapshot?: WorldSnapshot;
}

/** What a world is besides its entities, as plain JSON. */
export interface WorldState {
  readonly version: 1;
  readonly now: number;
  readonly ids: IdState;
  readonly settings: WorldSettings;
}

/** A world as plain JSON. */
export interface WorldSnapshot extends WorldState {
  readonly content: Readonly<Record<string, readonly object[]>>;
}

interface Pristine {
  readonly store: Store;
  readonly state: WorldState;
}

export const defaultStart = '2026-11-20T10:00:00Z';

/** An isolated universe: its clock, its ids, its entities. Nothing in it is shared with another. */
export class World {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly store: Store;
  readonly scheduler: Scheduler;
  /** Of forks, the same; in no snapshot. */
  readonly signingKeys: SigningKeys;
  settings: WorldSettings;
  readonly #pristine: () => Pristine;

  constructor(options: WorldOptions = {}, source?: World) {
    this.clock = new Clock({
      start: source?.clock.now() ?? parseInstant(options.start ?? defaultStart),
      flowing: options.flowing ?? source?.clock.flowing ?? false,
      ...(options.timeSource && { timeSource: options.timeSource }),
    });
    this.ids = source ? new Ids(source.ids.state) : Ids.seeded(options.randomSeed ?? 1);
    this.store = source ? source.store.fork() : new Store();
    for (const definition of collections) this.store.of(definition);
    this.signingKeys = source?.signingKeys ?? options.signingKeys ?? new SigningKeys();
    this.settings = { ...(source?.settings ?? defaultSettings), ...options.settings };
    this.scheduler = new Scheduler(this.store, this.clock, (job) => runJob(this, job));
    if (options.snapshot !== undefined) {
      this.restore(options.snapshot);
      this.settings = { ...this.settings, ...options.settings };
    } else if (!source) this.transact(() => options.seed?.(this));
    this.#pristine = source ? source.#pristine : this.#seeded(options);
    this.store.onCommit((changes) => raiseEvents(this, changes));
  }

  /** Runs a change whole or not at all: entities, ids and chance go back together when it throws. */
  transact<Result>(change: () => Result): Result {
    const ids = this.ids.state;
    try {
      return this.store.transact(change);
    } catch (error) {
      this.ids.restore(ids);
      throw error;
    }
  }

  /** Brings a flowing clock to the real time that has passed, running what fell due. */
  catchUp(): FiredJob[] {
    const reached = this.clock.reached();
    return reached > this.clock.now() ? this.scheduler.advanceTo(reached) : [];
  }

  /** A second world that starts as this one stands; changes in one never show in the other. */
  fork(options: Pick<WorldOptions, 'flowing' | 'timeSource' | 'settings'> = {}): World {
    return new World(options, this);
  }

  /** Back to the seed, not to nothing. */
  reset(): void {
    const { store, state } = this.#pristine();
    this.store.replaceWith(store);
    this.ids.restore(state.ids);
    this.clock.restore(state.now);
    this.settings = state.settings;
    this.scheduler.rebuild();
  }

  snapshot(): WorldSnapshot {
    return { ...this.state(), content: this.store.content() };
  }

  /** A snapshot without the entities. */
  state(): WorldState {
    return { version: 1, now: this.clock.now(), ids: this.ids.state, settings: this.settings };
  }

  /** All of it or nothing. @throws RangeError when the snapshot is of another version */
  restore(snapshot: WorldSnapshot): void {
    if (snapshot.version !== 1) {
      throw new RangeError(
        `This snapshot has version ${String(snapshot.version)}; this server reads version 1.`,
      );
    }
    const store = new Store();
    for (const definition of collections) store.of(definition);
    store.load(snapshot.content);
    this.ids.restore(snapshot.ids);
    this.store.replaceWith(store);
    this.clock.restore(snapshot.now);
    this.settings = { ...defaultSettings, ...snapshot.settings };
    this.scheduler.rebuild();
  }

  /** The world as its seed made it; one that started from a snapshot runs the seed when that is first asked for. */
  #seeded({ snapshot, ...options }: WorldOptions): () => Pristine {
    if (snapshot === undefined) {
      const pristine = { store: this.store.fork(), state: this.state() };
      return () => pristine;
    }
    let pristine: Pristine | undefined;
    return () => {
      pristine ??= new World(options).#pristine();
      return pristine;
    };
  }
}

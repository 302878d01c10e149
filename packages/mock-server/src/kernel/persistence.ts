import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { Change } from './collection.ts';
import type { Store } from './store.ts';

const schemaVersion = 1;

/** What is kept: entities one by one, the rest as one piece of JSON. */
export interface Persistent<State extends object> {
  readonly store: Store;
  state(): State;
}

interface Pending {
  readonly collection: string;
  readonly key: string;
  readonly after: object | undefined;
  /** It came to be in this batch, perhaps again: its row goes to the end. */
  readonly isNew: boolean;
}

/** A world on disk: what an answered request changed is there, whatever happens to the process. */
export class Persistence<State extends object> {
  readonly #file: string;
  readonly #database: DatabaseSync;
  readonly #put: StatementSync;
  readonly #delete: StatementSync;
  readonly #putState: StatementSync;
  #pending = new Map<string, Pending>();
  #world: Persistent<State> | undefined;
  #committing: Promise<void> | undefined;
  #stateChanged = false;

  /** Opens or makes the file. @throws Error when it is no Tenantry file, damaged, or in use by another process */
  constructor(file: string) {
    this.#file = file;
    this.#database = opened(file);
    const { tables } = this.#database.prepare('SELECT count(*) AS tables FROM sqlite_schema').get() ?? {};
    if (tables === 0) {
      this.#database.exec(
        `BEGIN;
         CREATE TABLE entities (collection TEXT NOT NULL, key TEXT NOT NULL, json TEXT NOT NULL, PRIMARY KEY (collection, key));
         CREATE TABLE state (id INTEGER PRIMARY KEY CHECK (id = 1), json TEXT NOT NULL);
         PRAGMA user_version = ${schemaVersion};
         COMMIT;`,
      );
    }
    const version = this.#database.prepare('PRAGMA user_version').get()?.user_version;
    if (version !== schemaVersion) {
      this.#database.close();
      throw new Error(
        `${file} is no world of this version (found ${String(version)}, want ${schemaVersion}); name another --data file.`,
      );
    }
    this.#put = this.#database.prepare(
      'INSERT INTO entities (collection, key, json) VALUES (?, ?, ?) ON CONFLICT (collection, key) DO UPDATE SET json = excluded.json',
    );
    this.#delete = this.#database.prepare('DELETE FROM entities WHERE collection = ? AND key = ?');
    this.#putState = this.#database.prepare(
      'INSERT INTO state (id, json) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET json = excluded.json',
    );
  }

  /** The world in the file, if one was ever written. @throws Error when the file is damaged */
  load(): (State & { readonly content: Record<string, object[]> }) | undefined {
    try {
      return this.#read();
    } catch (error) {
      this.#database.close();
      throw unusable(this.#file, error);
    }
  }

  #read(): (State & { readonly content: Record<string, object[]> }) | undefined {
    const state = this.#database.prepare('SELECT json FROM state WHERE id = 1').get() as
      | { json: string }
      | undefined;
    if (state === undefined) return undefined;
    const content: Record<string, object[]> = {};
    for (const row of this.#database
      .prepare('SELECT collection, json FROM entities ORDER BY rowid')
      .iterate()) {
      const collection = String(row.collection);
      content[collection] ??= [];
      content[collection].push(JSON.parse(String(row.json)) as object);
    }
    return { ...(JSON.parse(state.json) as State), content };
  }

  /** Follows a world's commits; a world that did not come from the file is written whole first. */
  follow(world: Persistent<State>, options: { readonly loaded: boolean }): void {
    this.#world = world;
    if (!options.loaded) this.replace();
    world.store.onCommit((changes) => {
      for (const change of changes) this.#note(change);
    });
  }

  /** Keeps the newest state of each entity, in the order in which they came to be: it is theirs when they are read back. */
  #note({ collection, key, before, after }: Change): void {
    const name = `${collection}\n${keyText(key)}`;
    const isNew = before === undefined || (this.#pending.get(name)?.isNew ?? false);
    if (before === undefined) this.#pending.delete(name);
    this.#pending.set(name, { collection, key: keyText(key), after, isNew });
  }

  /** Writes the whole world anew, after a reset or a restore. */
  replace(): void {
    const world = this.#world;
    if (world === undefined) return;
    this.#pending.clear();
    this.#transaction(() => {
      this.#database.exec('DELETE FROM entities');
      for (const [collection, entities] of Object.entries(world.store.content())) {
        for (const entity of entities)
          this.#put.run(collection, keyText(world.store.keyOf(collection, entity)), JSON.stringify(entity));
      }
      this.#putState.run(JSON.stringify(world.state()));
    });
  }

  /** What is not an entity has changed, the clock or the settings: the next commit is needed even without entities. */
  stateChanged(): void {
    this.#stateChanged = true;
  }

  /** Done when everything committed so far is on disk; undefined when nothing waits. Requests of one turn share a write. */
  durable(): Promise<void> | undefined {
    if (this.#pending.size === 0 && !this.#stateChanged) return this.#committing;
    this.#committing ??= new Promise((resolve, reject) => {
      setImmediate(() => {
        this.#committing = undefined;
        try {
          this.#commit();
          resolve();
        } catch (error) {
          reject(error);
        }
      });
    });
    return this.#committing;
  }

  close(): void {
    if (!this.#database.isOpen) return;
    this.#commit();
    this.#database.close();
  }

  #commit(): void {
    const world = this.#world;
    if (world === undefined || (this.#pending.size === 0 && !this.#stateChanged)) return;
    const changes = this.#pending;
    this.#pending = new Map();
    this.#stateChanged = false;
    try {
      this.#transaction(() => {
        for (const { collection, key, after, isNew } of changes.values()) {
          if (isNew || after === undefined) this.#delete.run(collection, key);
          if (after !== undefined) this.#put.run(collection, key, JSON.stringify(after));
        }
        this.#putState.run(JSON.stringify(world.state()));
      });
    } catch (error) {
      this.#pending = changes;
      throw error;
    }
  }

  #transaction(work: () => void): void {
    this.#database.exec('BEGIN');
    try {
      work();
      this.#database.exec('COMMIT');
    } catch (error) {
      this.#database.exec('ROLLBACK');
      throw error;
    }
  }
}

function opened(file: string): DatabaseSync {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(file);
    database.exec(
      'PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; BEGIN EXCLUSIVE; COMMIT;',
    );
    return database;
  } catch (error) {
    database?.close();
    throw unusable(file, error);
  }
}

function unusable(file: string, error: unknown): Error {
  const reason = error instanceof Error ? error.message : String(error);
  return new Error(
    reason.includes('locked')
      ? `${file} is in use by another process; stop that server or name another --data file.`
      : `${file} cannot be used as a world's file (${reason}); name another --data file, or restore this one from a copy.`,
  );
}

function keyText(key: string | number): string {
  return `${typeof key === 'number' ? 'n' : 's'}:${key}`;
}

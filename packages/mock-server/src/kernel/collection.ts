export type Key = string | number;
export type IndexValue = string | number | boolean;

/** What a kind of entity is stored by and found by. Entities are plain JSON and never changed in place. */
export interface CollectionDefinition<T extends object, IndexName extends string = string> {
  readonly name: string;
  readonly key: (entity: T) => Key;
  /** An index gives the value (or values) an entity is found by; undefined keeps it out. */
  readonly indexes: Readonly<
    Record<IndexName, (entity: T) => IndexValue | readonly IndexValue[] | undefined>
  >;
}

/** Names a collection with its entity type; the index names are inferred. */
export function defineCollection<T extends object>() {
  return <IndexName extends string>(
    definition: CollectionDefinition<T, IndexName>,
  ): CollectionDefinition<T, IndexName> => definition;
}

/** One committed change of one entity. */
export interface Change {
  readonly collection: string;
  readonly key: Key;
  readonly before: object | undefined;
  readonly after: object | undefined;
}

/** A lone key stands for a set of one: most index values have a single entity. */
type Bucket = Key | Set<Key>;

type RecordChange = (
  collection: Collection<object, string>,
  key: Key,
  before: object | undefined,
  after: object | undefined,
) => void;

/** The entities of one kind, indexed; shares its maps with forks until either side writes. */
export class Collection<T extends object, IndexName extends string> {
  readonly definition: CollectionDefinition<T, IndexName>;
  readonly #record: RecordChange;
  #entries: Map<Key, T>;
  #indexes: Map<string, Map<IndexValue, Bucket>>;
  #shared: boolean;
  #ownedSets: WeakSet<Set<Key>> | undefined;

  constructor(
    definition: CollectionDefinition<T, IndexName>,
    record: RecordChange,
    source?: { entries: Map<Key, T>; indexes: Map<string, Map<IndexValue, Bucket>> },
  ) {
    this.definition = definition;
    this.#record = record;
    this.#shared = source !== undefined;
    this.#entries = source?.entries ?? new Map();
    this.#indexes =
      source?.indexes ?? new Map(Object.keys(definition.indexes).map((name) => [name, new Map()]));
  }

  get size(): number {
    return this.#entries.size;
  }

  get(key: Key): T | undefined {
    return this.#entries.get(key);
  }

  has(key: Key): boolean {
    return this.#entries.has(key);
  }

  /** All entities, oldest first. */
  all(): IterableIterator<T> {
    return this.#entries.values();
  }

  /** Stores an entity: a new one, or a new version of the one with its key. */
  put<Entity extends T>(entity: Entity): Entity {
    const key = this.definition.key(entity);
    const before = this.#entries.get(key);
    this.write(key, Object.freeze(entity));
    this.#record(this as unknown as Collection<object, string>, key, before, entity);
    return entity;
  }

  delete(key: Key): boolean {
    const before = this.#entries.get(key);
    if (before === undefined) return false;
    this.write(key, undefined);
    this.#record(this as unknown as Collection<object, string>, key, before, undefined);
    return true;
  }

  /** The entities an index gives for a value, oldest first. */
  find(index: IndexName, value: IndexValue): T[] {
    const found: T[] = [];
    for (const key of this.keys(index, value)) {
      const entity = this.#entries.get(key);
      if (entity !== undefined) found.push(entity);
    }
    return found;
  }

  first(index: IndexName, value: IndexValue): T | undefined {
    for (const key of this.keys(index, value)) return this.#entries.get(key);
    return undefined;
  }

  count(index: IndexName, value: IndexValue): number {
    const bucket = this.#indexes.get(index)?.get(value);
    return bucket === undefined ? 0 : bucket instanceof Set ? bucket.size : 1;
  }

  keys(index: IndexName, value: IndexValue): Iterable<Key> {
    const bucket = this.#indexes.get(index)?.get(value);
    return bucket === undefined ? [] : bucket instanceof Set ? bucket : [bucket];
  }

  fork(record: RecordChange): Collection<T, IndexName> {
    this.#shared = true;
    return new Collection(this.definition, record, { entries: this.#entries, indexes: this.#indexes });
  }

  /** Writes without recording a change: for the store's rollback and restore only. */
  write(key: Key, after: T | undefined): void {
    if (this.#shared) this.#unshare();
    const before = this.#entries.get(key);
    if (after === undefined) this.#entries.delete(key);
    else this.#entries.set(key, after);
    for (const [name, index] of this.#indexes) {
      const valuesFor = this.definition.indexes[name as IndexName];
      const leaving = before === undefined ? [] : valuesOf(valuesFor(before));
      const entering = after === undefined ? [] : valuesOf(valuesFor(after));
      for (const value of leaving) if (!entering.includes(value)) this.#unlink(index, value, key);
      for (const value of entering) if (!leaving.includes(value)) this.#link(index, value, key);
    }
  }

  #link(index: Map<IndexValue, Bucket>, value: IndexValue, key: Key): void {
    const bucket = index.get(value);
    if (bucket === undefined) index.set(value, key);
    else if (bucket instanceof Set) this.#owned(index, value, bucket).add(key);
    else if (bucket !== key) index.set(value, this.#own(new Set([bucket, key])));
  }

  #unlink(index: Map<IndexValue, Bucket>, value: IndexValue, key: Key): void {
    const bucket = index.get(value);
    if (bucket instanceof Set) {
      const set = this.#owned(index, value, bucket);
      set.delete(key);
      if (set.size === 0) index.delete(value);
    } else if (bucket === key) index.delete(value);
  }

  #unshare(): void {
    this.#entries = new Map(this.#entries);
    this.#indexes = new Map(Array.from(this.#indexes, ([name, index]) => [name, new Map(index)]));
    this.#ownedSets = new WeakSet();
    this.#shared = false;
  }

  #own(set: Set<Key>): Set<Key> {
    this.#ownedSets?.add(set);
    return set;
  }

  #owned(index: Map<IndexValue, Bucket>, value: IndexValue, set: Set<Key>): Set<Key> {
    if (this.#ownedSets === undefined || this.#ownedSets.has(set)) return set;
    const copy = this.#own(new Set(set));
    index.set(value, copy);
    return copy;
  }
}

function valuesOf(value: IndexValue | readonly IndexValue[] | undefined): readonly IndexValue[] {
  return value === undefined ? [] : typeof value === 'object' ? value : [value];
}

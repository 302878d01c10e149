import { type Change, Collection, type CollectionDefinition, type Key } from './collection.ts';

type AnyCollection = Collection<object, string>;

export type CommitListener = (changes: readonly Change[]) => void;

/** All entities of a world: collections, transactions that roll back, commits that can be listened to. */
export class Store {
  readonly #collections = new Map<string, AnyCollection>();
  /** Entities restored before any code named their collection. */
  readonly #unclaimed = new Map<string, readonly object[]>();
  readonly #listeners = new Set<CommitListener>();
  #changes: { collection: AnyCollection; key: Key; before: object | undefined; after: object | undefined }[] =
    [];
  #depth = 0;

  of<T extends object, IndexName extends string>(
    definition: CollectionDefinition<T, IndexName>,
  ): Collection<T, IndexName> {
    const known = this.#collections.get(definition.name);
    if (known !== undefined) return known as unknown as Collection<T, IndexName>;
    const collection = new Collection(definition, this.#record);
    this.#collections.set(definition.name, collection as unknown as AnyCollection);
    for (const entity of this.#unclaimed.get(definition.name) ?? []) {
      collection.write(definition.key(entity as T), entity as T);
    }
    this.#unclaimed.delete(definition.name);
    return collection;
  }

  /** Runs a change whole or not at all; a nested transaction belongs to the outer one. */
  transact<Result>(change: () => Result): Result {
    this.#depth += 1;
    const from = this.#changes.length;
    try {
      const result = change();
      this.#depth -= 1;
      if (this.#depth === 0) this.#commit();
      return result;
    } catch (error) {
      this.#depth -= 1;
      this.#rollBack(from);
      throw error;
    }
  }

  onCommit(listener: CommitListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** A store with the same content that shares memory until either side writes. */
  fork(): Store {
    const fork = new Store();
    for (const [name, collection] of this.#collections)
      fork.#collections.set(name, collection.fork(fork.#record));
    for (const [name, entities] of this.#unclaimed) fork.#unclaimed.set(name, entities);
    return fork;
  }

  /** Takes over another store's content, as a fork would. */
  replaceWith(source: Store): void {
    this.#collections.clear();
    this.#unclaimed.clear();
    for (const [name, collection] of source.#collections)
      this.#collections.set(name, collection.fork(this.#record));
    for (const [name, entities] of source.#unclaimed) this.#unclaimed.set(name, entities);
  }

  /** Everything stored, by collection; plain JSON. */
  content(): Record<string, readonly object[]> {
    const content: Record<string, readonly object[]> = Object.fromEntries(this.#unclaimed);
    for (const [name, collection] of this.#collections) {
      if (collection.size > 0) content[name] = [...collection.all()];
    }
    return content;
  }

  /** The key of an entity of a named collection. @throws Error when no code has named that collection yet */
  keyOf(name: string, entity: object): Key {
    const collection = this.#collections.get(name);
    if (collection === undefined) throw new Error(`The world has no collection ${name}.`);
    return collection.definition.key(entity);
  }

  load(content: Readonly<Record<string, readonly object[]>>): void {
    const definitions = [...this.#collections.values()].map((collection) => collection.definition);
    this.#collections.clear();
    this.#unclaimed.clear();
    for (const [name, entities] of Object.entries(content)) this.#unclaimed.set(name, entities);
    for (const definition of definitions) this.of(definition);
  }

  readonly #record = (
    collection: AnyCollection,
    key: Key,
    before: object | undefined,
    after: object | undefined,
  ): void => {
    this.#changes.push({ collection, key, before, after });
    if (this.#depth === 0) this.#commit();
  };

  #commit(): void {
    if (this.#changes.length === 0) return;
    const committed = this.#changes;
    this.#changes = [];
    if (this.#listeners.size === 0) return;
    const changes = committed.map(({ collection, key, before, after }) => ({
      collection: collection.definition.name,
      key,
      before,
      after,
    }));
    for (const listener of this.#listeners) listener(changes);
  }

  #rollBack(from: number): void {
    const undone = this.#changes.splice(from);
    for (const { collection, key, before } of undone.reverse()) collection.write(key, before);
  }
}

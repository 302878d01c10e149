import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defineCollection } from './collection.ts';
import { Store } from './store.ts';

interface Thing {
  readonly id: number;
  readonly colour: string;
  readonly tags: readonly string[];
}

const things = defineCollection<Thing>()({
  name: 'things',
  key: (thing) => thing.id,
  indexes: { colour: (thing) => thing.colour, tag: (thing) => thing.tags },
});

const colour = fc.constantFrom('red', 'green', 'blue');
const step = fc.oneof(
  fc.record({
    kind: fc.constant('put' as const),
    thing: fc.record({ id: fc.integer({ min: 1, max: 8 }), colour, tags: fc.uniqueArray(colour) }),
  }),
  fc.record({ kind: fc.constant('delete' as const), id: fc.integer({ min: 1, max: 8 }) }),
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

function apply(store: Store, steps: readonly Step[]): void {
  for (const each of steps) {
    if (each.kind === 'put') store.of(things).put({ ...each.thing });
    else store.of(things).delete(each.id);
  }
}

function scan(store: Store, value: string): number[] {
  return [...store.of(things).all()].filter((thing) => thing.colour === value).map((thing) => thing.id);
}

describe('a store', () => {
  test('finds by index what a scan finds, after any history', () => {
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const store = new Store();
        apply(store, steps);
        for (const value of ['red', 'green', 'blue']) {
          const found = store.of(things).find('colour', value);
          expect(found.map((thing) => thing.id).sort()).toEqual(scan(store, value).sort());
          expect(store.of(things).count('colour', value)).toBe(found.length);
          const tagged = [...store.of(things).all()].filter((thing) => thing.tags.includes(value));
          expect(store.of(things).count('tag', value)).toBe(tagged.length);
        }
      }),
    );
  });

  test('rolls a thrown change back whole, entities and indexes alike', () => {
    fc.assert(
      fc.property(fc.array(step), fc.array(step), (before, failed) => {
        const store = new Store();
        apply(store, before);
        const byId = (left: object, right: object) => (left as Thing).id - (right as Thing).id;
        const content = [...(store.content().things ?? [])].sort(byId);
        expect(() =>
          store.transact(() => {
            apply(store, failed);
            throw new Error('no');
          }),
        ).toThrow('no');
        expect([...(store.content().things ?? [])].sort(byId)).toEqual(content);
        for (const value of ['red', 'green', 'blue']) {
          expect(store.of(things).count('colour', value)).toBe(scan(store, value).length);
        }
      }),
    );
  });

  test('forks that share nothing a caller can see', () => {
    fc.assert(
      fc.property(fc.array(step), fc.array(step), fc.array(step), (common, left, right) => {
        const origin = new Store();
        apply(origin, common);
        const fork = origin.fork();
        apply(origin, left);
        apply(fork, right);
        const alone = new Store();
        apply(alone, [...common, ...right]);
        expect(fork.content()).toEqual(alone.content());
        const other = new Store();
        apply(other, [...common, ...left]);
        expect(origin.content()).toEqual(other.content());
        for (const value of ['red', 'green', 'blue']) {
          expect(fork.of(things).count('colour', value)).toBe(scan(fork, value).length);
          expect(origin.of(things).count('tag', value)).toBe(other.of(things).count('tag', value));
        }
      }),
    );
  });

  test('tells its listeners the net steps of each commit, and nothing of a rollback', () => {
    const store = new Store();
    const heard: string[] = [];
    store.onCommit((changes) =>
      heard.push(changes.map((change) => `${change.collection}:${change.key}`).join()),
    );
    store.transact(() => {
      store.of(things).put({ id: 1, colour: 'red', tags: [] });
      store.of(things).put({ id: 2, colour: 'red', tags: [] });
    });
    try {
      store.transact(() => {
        store.of(things).delete(1);
        throw new Error('no');
      });
    } catch {}
    expect(heard).toEqual(['things:1,things:2']);
  });

  test('keeps content that was loaded before its collection is first asked for', () => {
    const store = new Store();
    store.load({ things: [{ id: 3, colour: 'blue', tags: ['red'] }] });
    expect(store.fork().content()).toEqual(store.content());
    expect(store.of(things).first('tag', 'red')?.id).toBe(3);
  });
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Page, PagePromise } from './paging.ts';

function listOf(items: readonly number[], size: number) {
  let asked = 0;
  const pageAt = async (from: number): Promise<Page<number>> => {
    asked += 1;
    return {
      items: items.slice(from, from + size),
      ...(from + size < items.length && { next: () => pageAt(from + size) }),
    };
  };
  return { list: new PagePromise(() => pageAt(0)), asked: () => asked };
}

test('every item once and in order, whatever the page size; pages and a bounded array agree', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer()), fc.integer({ min: 1, max: 7 }), async (items, size) => {
      const { list, asked } = listOf(items, size);
      const collected: number[] = [];
      for await (const item of list) collected.push(item);
      expect(collected).toEqual(items);
      expect(await list.toArray({ limit: items.length })).toEqual(items);
      expect((await list).items).toEqual(items.slice(0, size));
      const pages = Math.max(1, Math.ceil(items.length / size));
      // The first page is asked for once, however often the list is used.
      expect(asked()).toBe(1 + 2 * (pages - 1));
    }),
  );
});

test('an array is never longer than was allowed, and says so', async () => {
  await expect(listOf([1, 2, 3], 2).list.toArray({ limit: 2 })).rejects.toThrow('more than 2 items');
});

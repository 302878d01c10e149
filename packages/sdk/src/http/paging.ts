/** A page of a list, and how to get the next. */
export interface Page<Item> {
  readonly items: readonly Item[];
  /** Absent on the last page. */
  next?(): Promise<Page<Item>>;
}

/** A list: `await` gives its first page, `for await` every item, `byPage()` every page. */
export class PagePromise<Item> implements PromiseLike<Page<Item>>, AsyncIterable<Item> {
  readonly #first: () => Promise<Page<Item>>;
  #started: Promise<Page<Item>> | undefined;

  constructor(first: () => Promise<Page<Item>>) {
    this.#first = first;
  }

  // biome-ignore lint/suspicious/noThenProperty: awaiting a list is how its first page is asked for
  then<Result = Page<Item>, Failure = never>(
    onFulfilled?: ((page: Page<Item>) => Result | PromiseLike<Result>) | null,
    onRejected?: ((reason: unknown) => Failure | PromiseLike<Failure>) | null,
  ): Promise<Result | Failure> {
    this.#started ??= this.#first();
    return this.#started.then(onFulfilled, onRejected);
  }

  async *byPage(): AsyncGenerator<Page<Item>, void, undefined> {
    for (let page: Page<Item> | undefined = await this; page !== undefined; page = await page.next?.())
      yield page;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Item, void, undefined> {
    for await (const page of this.byPage()) yield* page.items;
  }

  /** All items in memory, if they are no more than so many. @throws RangeError when there are more */
  async toArray({ limit }: { readonly limit: number }): Promise<Item[]> {
    const items: Item[] = [];
    for await (const item of this) {
      if (items.length >= limit)
        throw new RangeError(`The list has more than ${limit} items; raise the limit or iterate.`);
      items.push(item);
    }
    return items;
  }
}

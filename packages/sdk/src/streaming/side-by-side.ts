/** Begins a reader; it is to end soon once the signal is aborted. */
type Start<Item> = (stopped: AbortSignal) => AsyncGenerator<Item>;

interface Turns {
  /** How many readers run at once, at least one. */
  readonly concurrency: number;
  /** Stops all readers when it is aborted. */
  readonly signal: AbortSignal | undefined;
}

/**
 * What several readers give, in the order in which it comes; each begins when there is room for it.
 * The next item of a reader is asked for only once the one before was taken. When one fails, or nobody reads on, all are stopped.
 */
export async function* sideBySide<Item>(
  starts: readonly Start<Item>[],
  { concurrency, signal }: Turns,
): AsyncGenerator<Item> {
  const controller = new AbortController();
  const stop = () => controller.abort(signal?.reason);
  signal?.addEventListener('abort', stop, { once: true });
  const waiting = [...starts];
  type Reader = AsyncGenerator<Item>;
  const pending = new Map<Reader, Promise<{ reader: Reader; next: IteratorResult<Item> }>>();
  const readers = new Set<Reader>();
  const ask = (reader: Reader) => {
    const asked = reader.next().then((next) => ({ reader, next }));
    // It is heard of when its turn comes, or not at all when another failed first.
    asked.catch(() => undefined);
    pending.set(reader, asked);
  };
  try {
    for (;;) {
      while (readers.size < Math.max(1, concurrency)) {
        const reader = waiting.shift()?.(controller.signal);
        if (reader === undefined) break;
        readers.add(reader);
        ask(reader);
      }
      if (readers.size === 0) return;
      const { reader, next } = await Promise.race(pending.values());
      pending.delete(reader);
      if (next.done) {
        readers.delete(reader);
        continue;
      }
      yield next.value;
      ask(reader);
    }
  } finally {
    signal?.removeEventListener('abort', stop);
    // First, so that no reader waits for what nobody wants.
    controller.abort();
    await Promise.all([...readers].map((reader) => reader.return(undefined).catch(() => undefined)));
  }
}

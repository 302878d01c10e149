import type { OperationOptions } from '../progress.ts';

/** Calls that ask for the same at once share one answer; nothing is kept afterwards. */
export class InFlight<Value> {
  readonly #running = new Map<string, Promise<Value>>();

  /** Whoever has a limit of its own asks alone: it would be the others' too. */
  share(key: string, options: OperationOptions, ask: () => Promise<Value>): Promise<Value> {
    if (hasLimit(options)) return ask();
    const running = this.#running.get(key) ?? ask().finally(() => this.#running.delete(key));
    this.#running.set(key, running);
    return running;
  }
}

export function hasLimit({ signal, totalTimeoutMs }: OperationOptions): boolean {
  return signal !== undefined || totalTimeoutMs !== undefined;
}

import type { Claim, Delivery, DeliveryStore } from './delivery-store.ts';

/**
 * Remembers deliveries in this process: for one process, and what may be applied once more after a restart. Old ones are forgotten, those longest ago first.
 * @example
 * const store = new InMemoryDeliveryStore({ size: 50_000 });
 */
export class InMemoryDeliveryStore implements DeliveryStore {
  readonly #size: number;
  readonly #claimed = new Set<string>();
  readonly #completed = new Set<string>();
  /** The latest change that was completed, by resource. */
  readonly #latest = new Map<string, string>();

  /** @param options how many deliveries, and how many resources, are remembered: 10,000 unless said otherwise */
  constructor({ size = 10_000 }: { readonly size?: number } = {}) {
    this.#size = size;
  }

  async claim(
    { key, resource, changedAt }: Delivery,
    { acceptStale }: { readonly acceptStale: boolean },
  ): Promise<Claim> {
    if (this.#completed.has(key)) return 'completed';
    if (this.#claimed.has(key)) return 'busy';
    if (!acceptStale && changedAt < (this.#latest.get(resource) ?? '')) return 'stale';
    this.#claimed.add(key);
    return 'claimed';
  }

  /** The effect must be synchronous here: nothing can come between it and its note. @throws TypeError when it is not */
  async complete({ key, resource, changedAt }: Delivery, effect: () => unknown): Promise<void> {
    if (effect() instanceof Promise)
      throw new TypeError('The effect of an InMemoryDeliveryStore must be synchronous.');
    this.#claimed.delete(key);
    this.#completed.add(key);
    const latest = this.#latest.get(resource) ?? '';
    this.#latest.delete(resource);
    this.#latest.set(resource, changedAt > latest ? changedAt : latest);
    for (const each of [this.#completed, this.#latest]) {
      const [oldest] = each.keys();
      if (each.size > this.#size && oldest !== undefined) each.delete(oldest);
    }
  }

  async release({ key }: Delivery): Promise<void> {
    this.#claimed.delete(key);
  }
}

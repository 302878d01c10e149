import type { Environment } from '../http/environment.ts';

export interface ExpiringToken {
  readonly accessToken: string;
  /** Milliseconds since 1970, UTC. */
  readonly expiresAt: number;
}

const earlyMs = 300_000;

/** Keeps one access token: fetched once for all who wait, and renewed in the background before it expires. */
export class CachedToken {
  readonly #environment: Pick<Environment, 'now'>;
  readonly #fetch: () => Promise<ExpiringToken>;
  readonly #onEarlyFailure: ((error: unknown) => void) | undefined;
  #current: (ExpiringToken & { readonly renewAt: number }) | undefined;
  #pending: Promise<string> | undefined;
  /** The token whose early renewal was begun: one is, so that an authority that is down is not asked by every call. */
  #renewed: ExpiringToken | undefined;

  constructor(
    environment: Pick<Environment, 'now'>,
    fetch: () => Promise<ExpiringToken>,
    onEarlyFailure?: (error: unknown) => void,
  ) {
    this.#environment = environment;
    this.#fetch = fetch;
    this.#onEarlyFailure = onEarlyFailure;
  }

  async token(renew: boolean): Promise<string> {
    // A request under way brings a newer token than the refused one: it serves this caller too.
    if (renew) this.#current = undefined;
    const now = this.#environment.now();
    const current = this.#current;
    if (current === undefined || now >= current.expiresAt) return this.#fetchOnce();
    if (now >= current.renewAt && this.#renewed !== current) {
      this.#renewed = current;
      this.#fetchOnce().catch((error: unknown) => this.#onEarlyFailure?.(error));
    }
    return current.accessToken;
  }

  #fetchOnce(): Promise<string> {
    this.#pending ??= this.#fetchAndKeep().finally(() => {
      this.#pending = undefined;
    });
    return this.#pending;
  }

  async #fetchAndKeep(): Promise<string> {
    const begun = this.#environment.now();
    const issued = await this.#fetch();
    // Half of a short life: else a token of five minutes would be renewed by each call.
    const early = Math.min(earlyMs, (issued.expiresAt - begun) / 2);
    this.#current = { ...issued, renewAt: issued.expiresAt - early };
    return issued.accessToken;
  }
}

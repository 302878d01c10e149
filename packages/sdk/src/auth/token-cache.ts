import type { Environment } from '../http/environment.ts';
import type { Logger } from '../http/request-options.ts';
import { CachedToken, type ExpiringToken } from './cached-token.ts';

type FetchToken = (tenantId: string, scope: string) => Promise<ExpiringToken>;

/** One token for each tenant and scope. */
export class TokenCache {
  readonly #environment: Pick<Environment, 'now'>;
  readonly #logger: Logger | undefined;
  readonly #fetch: FetchToken;
  readonly #tokens = new Map<string, CachedToken>();

  constructor(environment: Pick<Environment, 'now'>, logger: Logger | undefined, fetch: FetchToken) {
    this.#environment = environment;
    this.#logger = logger;
    this.#fetch = fetch;
  }

  token(tenantId: string, scope: string, renew: boolean): Promise<string> {
    const key = `${tenantId} ${scope}`;
    let cached = this.#tokens.get(key);
    if (cached === undefined) {
      cached = new CachedToken(
        this.#environment,
        () => this.#fetch(tenantId, scope),
        (error) =>
          this.#logger?.warn('identity: a token was not renewed early; it is valid until it expires', {
            tenantId,
            scope,
            reason: error instanceof Error ? error.message : undefined,
          }),
      );
      this.#tokens.set(key, cached);
    }
    return cached.token(renew);
  }

  /** Forgets all: somebody else signed in. */
  clear(): void {
    this.#tokens.clear();
  }
}

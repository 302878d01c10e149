import type { Logger } from '../http/request-options.ts';
import type { MicrosoftCredential } from './access-token-source.ts';
import type { Authority } from './authority.ts';
import { CachedToken, type ExpiringToken } from './cached-token.ts';
import { scopeOf } from './scope.ts';

type FetchToken = (tenantId: string, scope: string) => Promise<ExpiringToken>;

/** One token for each tenant and scope. */
export class TokenCache {
  readonly #authority: Pick<Authority, 'cloud' | 'environment'>;
  readonly #logger: Logger | undefined;
  readonly #fetch: FetchToken;
  readonly #tokens = new Map<string, CachedToken>();

  constructor(
    authority: Pick<Authority, 'cloud' | 'environment'>,
    logger: Logger | undefined,
    fetch: FetchToken,
  ) {
    this.#authority = authority;
    this.#logger = logger;
    this.#fetch = fetch;
  }

  /** Signs in to one tenant. */
  credentialFor(tenantId: string): MicrosoftCredential {
    return {
      cloud: this.#authority.cloud,
      accessToken: (resource, { renew = false } = {}) => this.#token(tenantId, scopeOf(resource), renew),
    };
  }

  /** Forgets all: somebody else signed in. */
  clear(): void {
    this.#tokens.clear();
  }

  #token(tenantId: string, scope: string, renew: boolean): Promise<string> {
    const key = `${tenantId} ${scope}`;
    let cached = this.#tokens.get(key);
    if (cached === undefined) {
      cached = new CachedToken(
        this.#authority.environment,
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
}

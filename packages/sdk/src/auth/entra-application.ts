import type { ClientOptions } from '../http/api-client.ts';
import type { MicrosoftCredential } from './access-token-source.ts';
import { Authority } from './authority.ts';
import { type ClientAuthenticationOptions, clientAuthentication } from './client-authentication.ts';
import { type Cloud, clouds } from './clouds.ts';
import { scopeOf } from './scope.ts';
import { TokenCache } from './token-cache.ts';

export interface EntraApplicationOptions extends ClientAuthenticationOptions, ClientOptions {
  /** The partner's. */
  readonly tenantId: string;
  readonly clientId: string;
  /** @default clouds.public */
  readonly cloud?: Cloud;
  /** In place of the cloud's: the mock server's address. */
  readonly authorityHost?: string;
}

/**
 * Signs in as an application alone, without a person (client credentials). Some operations of Partner Center refuse that: they need a SecureApplication.
 * @example
 * const credential = new EntraApplication({ tenantId, clientId, clientSecret });
 * const partnerCenter = new PartnerCenter({ credential });
 */
export class EntraApplication implements MicrosoftCredential {
  readonly cloud: Cloud;
  readonly #tenantId: string;
  readonly #tokens: TokenCache;

  /** @throws ValidationError unless exactly one of `clientSecret` and `certificate` is given */
  constructor(options: EntraApplicationOptions) {
    const { tenantId, clientId, cloud = clouds.public } = options;
    const authority = new Authority(
      options.authorityHost ?? cloud.authorityHost,
      clientId,
      clientAuthentication(options, true),
      options,
    );
    this.cloud = cloud;
    this.#tenantId = tenantId;
    this.#tokens = new TokenCache(authority.environment, options.logger, (tenant, scope) =>
      authority.tokens('signInApplication', tenant, { grant_type: 'client_credentials', scope }),
    );
  }

  /** A token for a resource, e.g. `https://graph.microsoft.com`. @throws AuthenticationError with the code of Entra, e.g. `AADSTS7000215` */
  accessToken(resource: string, { renew = false }: { readonly renew?: boolean } = {}): Promise<string> {
    return this.#tokens.token(this.#tenantId, scopeOf(resource), renew);
  }

  /** The same application in a customer's tenant, where it needs consent. */
  forCustomer(customerTenantId: string): MicrosoftCredential {
    return {
      cloud: this.cloud,
      accessToken: (resource, { renew = false } = {}) =>
        this.#tokens.token(customerTenantId, scopeOf(resource), renew),
    };
  }
}

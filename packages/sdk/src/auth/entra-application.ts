import type { MicrosoftCredential } from './access-token-source.ts';
import { Authority } from './authority.ts';
import type { Cloud } from './clouds.ts';
import type { EntraApplicationOptions } from './entra-application-options.ts';
import { TokenCache } from './token-cache.ts';

/**
 * Signs in as an application alone, without a person (client credentials). Some operations of Partner Center refuse that: they need a SecureApplication.
 * @example
 * const credential = new EntraApplication({ tenantId, clientId, clientSecret });
 * const partnerCenter = new PartnerCenter({ credential });
 */
export class EntraApplication implements MicrosoftCredential {
  readonly cloud: Cloud;
  readonly #own: MicrosoftCredential;
  readonly #tokens: TokenCache;

  /** @throws ValidationError unless exactly one of `clientSecret` and `certificate` is given */
  constructor(options: EntraApplicationOptions) {
    const authority = new Authority(options, { mayBePublic: false });
    this.cloud = authority.cloud;
    this.#tokens = new TokenCache(authority, options.logger, (tenant, scope) =>
      authority.tokens('signInApplication', tenant, { grant_type: 'client_credentials', scope }),
    );
    this.#own = this.#tokens.credentialFor(options.tenantId);
  }

  /** A token for a resource, e.g. `https://graph.microsoft.com`. @throws AuthenticationError with the code of Entra, e.g. `AADSTS7000215` */
  accessToken(resource: string, options?: { readonly renew?: boolean }): Promise<string> {
    return this.#own.accessToken(resource, options);
  }

  /** The same application in a customer's tenant, where it needs consent. */
  forCustomer(customerTenantId: string): MicrosoftCredential {
    return this.#tokens.credentialFor(customerTenantId);
  }
}

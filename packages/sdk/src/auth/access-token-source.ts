import type { Environment } from '../http/environment.ts';
import { AuthenticationError } from '../http/errors/authentication-error.ts';
import { CachedToken } from './cached-token.ts';
import type { Cloud } from './clouds.ts';
import { scopeOf } from './scope.ts';

/** Gives access tokens of one API. */
export interface AccessTokenSource {
  /** A token that is valid now; with `true` a new one, because the last was refused. */
  accessToken(renew: boolean): Promise<string>;
}

/** Signs in to any API of Microsoft: an EntraApplication, a SecureApplication, or what `forCustomer` of either gives. */
export interface MicrosoftCredential {
  readonly cloud: Cloud;
  /** A token for a resource, e.g. `https://graph.microsoft.com`, or for scopes. */
  accessToken(resource: string, options?: { readonly renew?: boolean }): Promise<string>;
}

/** What every credential of @azure/identity is, as far as it is used here. */
export interface TokenCredentialLike {
  getToken(
    scopes: string | string[],
    options?: { readonly tenantId?: string },
  ): Promise<{ readonly token: string; readonly expiresOnTimestamp: number } | null>;
}

export interface AccessTokenOfOptions {
  readonly environment: Pick<Environment, 'now'>;
  /** The customer's, for a TokenCredentialLike that serves several tenants. @default the credential's own */
  readonly tenantId?: string | undefined;
}

/** The tokens of a credential for one resource. What @azure/identity throws is passed on as it is. */
export function accessTokenOf(
  credential: MicrosoftCredential | TokenCredentialLike,
  resource: string,
  { environment, tenantId }: AccessTokenOfOptions,
): AccessTokenSource {
  if (!('getToken' in credential)) {
    return { accessToken: (renew) => credential.accessToken(resource, { renew }) };
  }
  // Not every credential of @azure/identity remembers its tokens, and none shares a request under way.
  const cached = new CachedToken(environment, async () => {
    const issued = await credential.getToken(scopeOf(resource), tenantId === undefined ? {} : { tenantId });
    if (issued === null) {
      throw new AuthenticationError(`The credential gave no token for ${resource}.`, {
        platform: 'identity',
        code: 'identity.no_token',
      });
    }
    return { accessToken: issued.token, expiresAt: issued.expiresOnTimestamp };
  });
  return { accessToken: (renew) => cached.token(renew) };
}

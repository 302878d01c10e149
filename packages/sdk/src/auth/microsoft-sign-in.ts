import type { ClientOptions } from '../http/api-client.ts';
import type { Dialect } from '../http/dialect.ts';
import { systemEnvironment } from '../http/environment.ts';
import { ValidationError } from '../http/errors/validation-error.ts';
import { accessTokenOf, type MicrosoftCredential, type TokenCredentialLike } from './access-token-source.ts';
import { type AccessTokenOption, bearerAuthentication } from './bearer-authentication.ts';
import { type Cloud, clouds } from './clouds.ts';

/** How a client of an API of Microsoft signs in: with exactly one of `accessToken` and `credential`. */
export interface MicrosoftSignInOptions {
  /** Of the API's own resource and the partner's tenant. A function is asked when a token is needed: with `true` when the last one was refused, so that none comes from a cache. */
  readonly accessToken?: AccessTokenOption;
  /** Signs in by itself, for the resource of the API: an EntraApplication, a SecureApplication, or any credential of @azure/identity. */
  readonly credential?: MicrosoftCredential | TokenCredentialLike;
  /** @default the credential's own, else the public one */
  readonly cloud?: Cloud;
}

/** Where the API is, and how its calls are signed in. @throws ValidationError unless exactly one way is given */
export function microsoftSignIn(
  { accessToken, credential, cloud, environment }: MicrosoftSignInOptions & ClientOptions,
  platform: string,
  api: 'partnerCenter' | 'graph',
): { readonly baseUrl: string } & Pick<Dialect, 'authorize' | 'expire'> {
  if ((accessToken === undefined) === (credential === undefined)) {
    throw new ValidationError(
      [
        {
          code: 'authentication.exactly_one',
          path: [],
          message: `${accessToken === undefined ? 'Neither' : 'Both'} accessToken and credential were given.`,
          remedy: 'Give exactly one of them.',
        },
      ],
      { platform },
    );
  }
  const own = credential !== undefined && 'cloud' in credential ? credential.cloud : clouds.public;
  const { baseUrl, resource } = (cloud ?? own)[api];
  const source =
    credential &&
    accessTokenOf(credential, resource, { environment: { ...systemEnvironment, ...environment } });
  return { baseUrl, ...bearerAuthentication(source ?? accessToken ?? '') };
}

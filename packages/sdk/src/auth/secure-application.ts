import { AuthenticationError } from '../http/errors/authentication-error.ts';
import type { MicrosoftCredential } from './access-token-source.ts';
import { Authority, type IssuedTokens } from './authority.ts';
import type { Cloud } from './clouds.ts';
import { type DeviceCodePrompt, tokensByDeviceCode } from './device-code.ts';
import type { EntraApplicationOptions } from './entra-application-options.ts';
import { proofKey } from './pkce.ts';
import type { RefreshTokenStore } from './refresh-token-store.ts';
import { scopeOf } from './scope.ts';
import { TokenCache } from './token-cache.ts';
import { TokenRotation } from './token-rotation.ts';

export interface SecureApplicationOptions extends EntraApplicationOptions {
  /** Keeps the refresh token. */
  readonly store: RefreshTokenStore;
}

export interface AuthorizationRequest {
  /** As it is registered with the application. */
  readonly redirectUri: string;
  /** Comes back with the code; compare it. @default a random one */
  readonly state?: string;
  /** What is consented to. @default Partner Center */
  readonly resource?: string;
  /** Whether Entra asks although somebody is signed in, e.g. `consent` or `select_account`. */
  readonly prompt?: string;
  /** Whose name stands in the form. */
  readonly loginHint?: string;
}

/** Keep `state` and `codeVerifier` in the person's session until the code comes back. */
export interface AuthorizationUrl {
  readonly url: string;
  readonly state: string;
  readonly codeVerifier: string;
}

export interface CodeRedemption {
  readonly redirectUri: string;
  readonly codeVerifier: string;
  /** @default Partner Center */
  readonly resource?: string;
}

export interface DeviceCodeOptions {
  /** @default Partner Center */
  readonly resource?: string;
  readonly signal?: AbortSignal;
}

/** What makes Entra give a refresh token. */
const lasting = (scope: string) => `${scope} offline_access openid`;

/**
 * Signs in as an application on behalf of a person (the secure application model): somebody of the partner signs in once, with the second factor, and the refresh token that this gives is redeemed from then on. Each redemption may replace it: the new one is stored before its access token is used, so that no crash loses it. Unused for 90 days it is void.
 * A public client, which may sign in by device code only, has neither `clientSecret` nor `certificate`.
 * @example
 * const application = new SecureApplication({ tenantId, clientId, clientSecret, store });
 * await application.signInWithDeviceCode(({ message }) => console.log(message)); // once
 * const partnerCenter = new PartnerCenter({ credential: application });
 */
export class SecureApplication implements MicrosoftCredential {
  readonly cloud: Cloud;
  readonly #tenantId: string;
  readonly #clientId: string;
  readonly #authority: Authority;
  readonly #own: MicrosoftCredential;
  readonly #rotation: TokenRotation;
  readonly #tokens: TokenCache;

  /** @throws ValidationError when both `clientSecret` and `certificate` are given */
  constructor(options: SecureApplicationOptions) {
    const authority = new Authority(options, { mayBePublic: true });
    this.cloud = authority.cloud;
    this.#tenantId = options.tenantId;
    this.#clientId = options.clientId;
    this.#authority = authority;
    this.#rotation = new TokenRotation(options.store);
    this.#tokens = new TokenCache(authority, options.logger, (tenant, scope) =>
      this.#rotation.redeem((refreshToken) =>
        authority.tokens('redeemRefreshToken', tenant, {
          grant_type: 'refresh_token',
          refresh_token: refreshToken,
          scope: lasting(scope),
        }),
      ),
    );
    this.#own = this.#tokens.credentialFor(options.tenantId);
  }

  /** A token for a resource, e.g. `https://graph.microsoft.com`. @throws AuthenticationError with the code of Entra, e.g. `AADSTS50076`, or `identity.no_refresh_token` before the first sign-in */
  accessToken(resource: string, options?: { readonly renew?: boolean }): Promise<string> {
    return this.#own.accessToken(resource, options);
  }

  /**
   * Tokens in a customer's tenant, made of the same refresh token: for Graph. The application needs consent there, and the person rights by GDAP.
   * @example
   * const application = new SecureApplication({ tenantId, clientId, clientSecret, store });
   * const token = await application.forCustomer(customerId).accessToken('https://graph.microsoft.com');
   */
  forCustomer(customerTenantId: string): MicrosoftCredential {
    return this.#tokens.credentialFor(customerTenantId);
  }

  /**
   * Where to send the person of the first sign-in: `GET /{tenant}/oauth2/v2.0/authorize`, always with PKCE.
   * @example
   * const application = new SecureApplication({ tenantId, clientId, clientSecret, store });
   * const redirectUri = 'https://billing.example.com/signed-in';
   * const { url, state, codeVerifier } = await application.authorizationUrl({ redirectUri });
   * // Send the person to the url; when they come back with the same state and a code:
   * await application.redeemCode('the code', { redirectUri, codeVerifier });
   */
  async authorizationUrl(request: AuthorizationRequest): Promise<AuthorizationUrl> {
    const { environment } = this.#authority;
    const { codeVerifier, challenge } = await proofKey(environment);
    const { state = environment.randomId(), redirectUri, resource, prompt, loginHint } = request;
    const query = new URLSearchParams({
      client_id: this.#clientId,
      response_type: 'code',
      response_mode: 'query',
      redirect_uri: redirectUri,
      scope: this.#lastingScope(resource),
      state,
      code_challenge: challenge,
      code_challenge_method: 'S256',
      ...(prompt !== undefined && { prompt }),
      ...(loginHint !== undefined && { login_hint: loginHint }),
    });
    return {
      url: `${this.#authority.endpoint(this.#tenantId, 'authorize')}?${query.toString()}`,
      state,
      codeVerifier,
    };
  }

  /** Ends the first sign-in: redeems the code that came back, and stores the refresh token. */
  async redeemCode(code: string, { redirectUri, codeVerifier, resource }: CodeRedemption): Promise<void> {
    await this.#keep(
      await this.#authority.tokens('redeemCode', this.#tenantId, {
        grant_type: 'authorization_code',
        code,
        redirect_uri: redirectUri,
        code_verifier: codeVerifier,
        scope: this.#lastingScope(resource),
      }),
    );
  }

  /** First sign-in without a redirect: shows a code to be entered in any browser, waits until it was, and stores the refresh token. @throws AuthenticationError when the code expires, AbortError by the signal */
  async signInWithDeviceCode(
    onPrompt: (prompt: DeviceCodePrompt) => unknown,
    { resource, signal }: DeviceCodeOptions = {},
  ): Promise<void> {
    const scope = this.#lastingScope(resource);
    await this.#keep(await tokensByDeviceCode(this.#authority, this.#tenantId, scope, onPrompt, signal));
  }

  #lastingScope(resource = this.cloud.partnerCenter.resource): string {
    return lasting(scopeOf(resource));
  }

  async #keep({ refreshToken }: IssuedTokens): Promise<void> {
    if (refreshToken === undefined) {
      throw new AuthenticationError('identity: the sign-in gave no refresh token.', {
        platform: 'identity',
        code: 'identity.no_refresh_token',
        solution: 'Let the application have the permission offline_access.',
      });
    }
    await this.#rotation.keep(refreshToken);
    // They may be another person's.
    this.#tokens.clear();
  }
}

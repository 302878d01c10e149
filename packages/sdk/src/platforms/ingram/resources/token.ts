import type { TokenInfo, TokenRequest } from '../../../generated/ingram.gen.ts';
import type { ApiClient, ApiPromise } from '../../../http/api-client.ts';
import type { RequestOptions } from '../../../http/request-options.ts';
import { Resource } from '../resource.ts';
import type { Secrets } from '../secrets.ts';

/** The sign-in of an API user. The client signs in by itself; this is for those who keep tokens elsewhere. */
export class Token extends Resource {
  readonly #secrets: Secrets;

  constructor(client: ApiClient, root: string, secrets: Secrets) {
    super(client, root);
    this.#secrets = secrets;
  }

  /**
   * Signs an API user in.
   * `POST /token`
   * The token lives 1500 seconds. Only users of the API product can sign in, not people.
   * Source: public contract of the API, and sample 01
   * @throws {AuthenticationError} when user, password or subscription key is wrong
   * @example
   * const { expiresInSeconds } = await ingram.token.generate(username, password, { marketplace: 'us' });
   */
  generate(
    username: string,
    password: string,
    request: TokenRequest = {},
    options?: RequestOptions,
  ): ApiPromise<TokenInfo> {
    const basic = btoa(String.fromCharCode(...new TextEncoder().encode(`${username}:${password}`)));
    this.#secrets.keep('password', password);
    this.#secrets.keep('basic', basic);
    const read = (data: unknown) => {
      const info = data as TokenInfo;
      if (info?.token) this.#secrets.keep('token', info.token);
      return info;
    };
    return this.value(
      'generateAuthToken',
      'POST /token',
      { body: request, effect: 'read', authorization: `Basic ${basic}`, read },
      options,
    );
  }
}

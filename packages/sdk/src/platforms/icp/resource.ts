import type { ApiClient, ApiPromise } from '../../http/api-client.ts';
import type { RequestOptions } from '../../http/request-options.ts';

/** A group of operations: each method is one POST. */
export class Resource {
  readonly #client: ApiClient;
  readonly #root: string;

  constructor(client: ApiClient, root: string) {
    this.#client = client;
    this.#root = root;
  }

  /** A call that needs no session: the one that makes it. */
  protected signIn<Data>(operation: string, body: unknown, options?: RequestOptions): ApiPromise<Data> {
    return this.#client.call(
      { operation, effect: 'read', url: this.#root + operation, body, anonymous: true },
      options,
    );
  }

  protected read<Data>(operation: string, body: unknown, options?: RequestOptions): ApiPromise<Data> {
    return this.#client.call({ operation, effect: 'read', url: this.#root + operation, body }, options);
  }

  protected write<Data>(operation: string, body: unknown, options?: RequestOptions): ApiPromise<Data> {
    return this.#client.call({ operation, effect: 'write', url: this.#root + operation, body }, options);
  }
}

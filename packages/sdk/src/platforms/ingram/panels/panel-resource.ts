import type { ApiClient, ApiPromise } from '../../../http/api-client.ts';
import type { RequestOptions } from '../../../http/request-options.ts';
import { Resource } from '../resource.ts';

/** A group of operations of the panels: as those of the marketplace, with files among the answers. */
export class PanelResource extends Resource {
  readonly #address: string;

  constructor(client: ApiClient, root: string) {
    super(client, root);
    this.#address = root;
  }

  protected download(operation: string, route: string, options?: RequestOptions): ApiPromise<Blob> {
    const [method, path = ''] = route.split(' ');
    return this.client.call<Blob>(
      { operation, method, effect: 'read', url: this.#address + path, file: true },
      options,
    );
  }
}

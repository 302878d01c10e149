import type { Answer, ApiClient, ApiPromise } from '../../http/api-client.ts';
import { type Page, PagePromise } from '../../http/paging.ts';
import type { RequestOptions } from '../../http/request-options.ts';

/** What a call sends beside its path. */
interface Sending<Data> {
  readonly params?: object | undefined;
  readonly body?: unknown;
  /** The version that is to be changed. */
  readonly etag?: string | undefined;
  /** Of operations that v1.0 does not have. */
  readonly beta?: boolean;
  read?(data: unknown, answer: Answer): Data;
}

interface GraphPage<Item> {
  readonly value?: Item[];
  readonly '@odata.nextLink'?: string;
}

const json = 'application/json';
const platform = 'graph';

/** A group of operations. Routes are a method and a path, as `path` makes them. */
export class Resource {
  protected readonly client: ApiClient;
  readonly #root: string;

  constructor(client: ApiClient, root: string) {
    this.client = client;
    this.#root = root;
  }

  /** A call that answers one thing, or nothing. */
  protected value<Data>(
    operation: string,
    route: string,
    { params, body, etag, beta, read }: Sending<Data> = {},
    options: RequestOptions = {},
  ): ApiPromise<Data> {
    const [method = '', path = ''] = route.split(' ');
    const requestId = options.requestId ?? this.client.environment.randomId();
    return this.client.call<Data>(
      {
        operation,
        method,
        effect: method === 'GET' ? 'read' : 'write',
        url: (beta ? this.#root.replace(/v1\.0$/, 'beta') : this.#root) + path + query(params),
        lane: platform,
        headers: {
          accept: json,
          'client-request-id': requestId,
          ...(body !== undefined && { 'content-type': json }),
          ...(etag !== undefined && { 'If-Match': etag }),
        },
        body: body === undefined ? undefined : JSON.stringify(body),
        ...(read && { read }),
      },
      { ...options, requestId },
    );
  }

  /** A list whose pages are found by a link. Only what the link asks for is taken from it: the token goes to no other host. */
  protected pages<Item>(
    operation: string,
    route: string,
    params: object,
    options: RequestOptions = {},
  ): PagePromise<Item> {
    const { requestId: _, ...laterOptions } = options;
    const page = async (asked: object | string, each: RequestOptions): Promise<Page<Item>> => {
      const data = await this.value<GraphPage<Item>>(operation, route, { params: asked as object }, each);
      const link = data?.['@odata.nextLink'];
      return {
        items: data?.value ?? [],
        ...(link && {
          next: () => page(Object.fromEntries(new URL(link, this.#root).searchParams), laterOptions),
        }),
      };
    };
    return new PagePromise(() => page(odata(params), options));
  }

  /** A list that comes whole. */
  protected items<Item>(operation: string, route: string, options?: RequestOptions): ApiPromise<Item[]> {
    const read = (data: unknown) => (data as GraphPage<Item> | undefined)?.value ?? [];
    return this.value(operation, route, { read }, options);
  }
}

/** What a list can be asked, in OData's words. */
export interface ListParams {
  /** `status eq 'active' and startswith(displayName,'Support')` */
  readonly filter?: string;
  readonly select?: readonly string[];
  /** Items a page, 300 at most. */
  readonly top?: number;
  /** `displayName`, or `endDateTime desc`. */
  readonly orderby?: string;
}

/** OData's names of what was asked. */
function odata(params: object): Record<string, string> {
  return Object.fromEntries(
    Object.entries(params)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [`$${name}`, Array.isArray(value) ? value.join(',') : String(value)]),
  );
}

function query(params: object = {}): string {
  const text = new URLSearchParams(params as Record<string, string>).toString();
  return text && `?${text.replaceAll('%24', '$').replaceAll('+', '%20')}`;
}

/** Text as it stands within quotes of a filter. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** The id that a link ends with. */
export function idAtEndOf(link: string): string {
  return (
    link
      .replace(/[?#].*$|\/$/g, '')
      .split('/')
      .at(-1) ?? ''
  );
}

import type { Answer, ApiClient, ApiPromise } from '../../http/api-client.ts';
import type { Effect } from '../../http/dialect.ts';
import { type Page, PagePromise } from '../../http/paging.ts';
import { poll } from '../../http/poller.ts';
import type { RequestOptions } from '../../http/request-options.ts';
import type { WaitOptions } from './wait-options.ts';

/** What a call sends beside its path. */
interface Sending<Data> {
  readonly params?: object;
  readonly body?: unknown;
  /** Of calls that are a POST and only look. */
  readonly effect?: Effect;
  /** In place of the client's own sign-in. */
  readonly authorization?: string;
  read?(data: unknown, answer: Answer): Data;
}

/** What every list can be asked. */
export interface PageParams {
  /** How many to leave out. @default 0 */
  readonly offset?: number;
  /** How many a page has. @default 100 */
  readonly limit?: number;
}

interface ResultList<Item> {
  readonly data?: Item[] | null;
  readonly pagination?: {
    readonly offset?: number | null;
    readonly limit?: number | null;
    readonly total?: number | null;
  } | null;
}

/** The platform's own is 10, which is a call for every ten rows; a client that runs against it asks for 500. */
const defaultLimit = 100;
const json = 'application/json';

/** A group of operations. Routes are a method and a path, as `path` makes them. */
export class Resource {
  protected readonly client: ApiClient;
  readonly #root: string;

  constructor(client: ApiClient, root: string) {
    this.client = client;
    this.#root = root;
  }

  /** A call that answers one thing. */
  protected value<Data>(
    operation: string,
    route: string,
    { params, body, effect, authorization, read }: Sending<Data> = {},
    options?: RequestOptions,
  ): ApiPromise<Data> {
    const [method = '', path = ''] = route.split(' ');
    return this.client.call<Data>(
      {
        operation,
        method,
        effect: effect ?? (method === 'GET' ? 'read' : 'write'),
        url: this.#root + path + query(params),
        headers: {
          accept: json,
          ...(body !== undefined && { 'content-type': json }),
          ...(authorization !== undefined && { authorization }),
        },
        body,
        anonymous: authorization !== undefined,
        ...(read && { read }),
      },
      options,
    );
  }

  /** A list that comes whole. */
  protected items<Item>(
    operation: string,
    route: string,
    sending: Sending<Item[]>,
    options?: RequestOptions,
  ): ApiPromise<Item[]> {
    const read = (data: unknown) => itemsOf(data as ResultList<Item> | undefined);
    return this.value(operation, route, { ...sending, read }, options);
  }

  /** A list that is counted off; not every answer tells how many there are in all. */
  protected pages<Item>(
    operation: string,
    route: string,
    params: PageParams,
    options: RequestOptions = {},
  ): PagePromise<Item> {
    const { offset: first = 0, limit = defaultLimit } = params;
    const page = async (asked: number, each: RequestOptions): Promise<Page<Item>> => {
      const sending = { params: { ...params, offset: asked, limit } };
      const list = await this.value<ResultList<Item> | undefined>(operation, route, sending, each);
      const items = itemsOf(list);
      const { offset, limit: given, total } = list?.pagination ?? {};
      // A list that begins anew whatever is asked has been given already, and would never end.
      if (asked > first && offset != null && offset < asked) return { items: [] };
      const end = (offset ?? asked) + items.length;
      const more = items.length > 0 && (total == null ? items.length >= (given ?? limit) : end < total);
      return { items, ...(more && { next: () => page(end, asNewCall(options)) }) };
    };
    return new PagePromise(() => page(first, options));
  }

  /** Looks until something is done. */
  protected until<State>(
    what: string,
    check: (options: RequestOptions) => Promise<State>,
    isDone: (state: State) => boolean,
    { onProgress, intervalMs = 5_000, totalTimeoutMs, ...each }: WaitOptions<State>,
  ): Promise<State> {
    const { environment } = this.client;
    const { signal } = each;
    const look = () => check(each);
    return poll({ environment, check: look, isDone, onProgress, intervalMs, totalTimeoutMs, signal, what });
  }
}

/** Options without the id of the call, which is one call's own. */
export function asNewCall({ requestId: _, ...options }: RequestOptions): RequestOptions {
  return options;
}

function itemsOf<Item>(list: ResultList<Item> | undefined): Item[] {
  return list?.data ?? [];
}

function query(params: object = {}): string {
  const given = Object.entries(params).filter(([, value]) => value !== undefined);
  const text = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return text && `?${text.replaceAll('+', '%20')}`;
}

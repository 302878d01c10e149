import type { Answer, ApiClient, ApiPromise } from '../../http/api-client.ts';
import type { Effect } from '../../http/dialect.ts';
import { ApiError } from '../../http/errors/api-error.ts';
import { TimeoutError } from '../../http/errors/timeout-error.ts';
import { type Page, PagePromise } from '../../http/paging.ts';
import { poll } from '../../http/poller.ts';
import type { RequestOptions } from '../../http/request-options.ts';
import { retryAfterMs } from '../../http/retry.ts';
import type { WaitOptions } from './wait-options.ts';

/** What a call sends beside its path. */
interface Sending<Data> {
  readonly params?: object;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Of calls that are a POST and only look. */
  readonly effect?: Effect;
  /** The version that is to be changed. */
  readonly etag?: string | undefined;
  readonly continuationToken?: string | undefined;
  readonly file?: boolean | 'stream';
  /** A whole address, which carries its own credential. */
  readonly link?: string;
  read?(data: unknown, answer: Answer): Data;
}

interface Collection {
  readonly items?: unknown[];
  readonly Value?: unknown[];
  readonly value?: unknown[];
  readonly '@nextLink'?: string | null;
  readonly transition?: unknown[];
  readonly newCommerceMigrations?: unknown[];
  readonly totalCount?: number;
  readonly continuationToken?: string | null;
  readonly links?: { readonly next?: { readonly headers?: readonly { key?: string; value?: string }[] } };
}

interface Waiting<State> {
  readonly what: string;
  check(options: RequestOptions): Promise<State>;
  isDone(state: State): boolean;
}

const platform = 'partner-center';
const json = 'application/json';
const tokenHeader = 'MS-ContinuationToken';
/** What stands where a customer's id would. */
const notCustomers: readonly unknown[] = ['all', 'relationshiprequests', 'usagerecords'];

/** A group of operations. Routes are a method and a path, as `path` makes them. */
export class Resource {
  readonly #client: ApiClient;
  readonly #root: string;

  constructor(client: ApiClient, root: string) {
    this.#client = client;
    this.#root = root;
  }

  /** A call that answers one thing, or nothing. */
  protected value<Data>(
    operation: string,
    route: string,
    sending: Sending<Data> = {},
    options: RequestOptions = {},
  ): ApiPromise<Data> {
    const [method = '', path = ''] = route.split(' ');
    const { environment } = this.#client;
    const { params, body, etag, continuationToken, file, link, read, effect = effectOf(method) } = sending;
    const requestId = options.requestId ?? environment.randomId();
    const isJson = body !== undefined && !(body instanceof FormData);
    return this.#client.call<Data>(
      {
        operation,
        method,
        effect,
        file,
        anonymous: link !== undefined,
        url: link ?? this.#root + path + query(params),
        lane: laneOf(path),
        headers: {
          accept: file ? '*/*' : json,
          // One for all tries of a call: Partner Center does a repeated one once.
          'MS-RequestId': requestId,
          'MS-CorrelationId': environment.randomId(),
          ...(isJson && { 'content-type': json }),
          ...(etag && { 'If-Match': quoted(etag) }),
          ...(continuationToken && { [tokenHeader]: continuationToken }),
          ...sending.headers,
        },
        body: isJson ? JSON.stringify(body) : body,
        ...(read && { read }),
      },
      { ...options, requestId },
    );
  }

  /** A list that comes whole. */
  protected items<Item>(
    operation: string,
    route: string,
    sending: Sending<Item[]> = {},
    options?: RequestOptions,
  ): ApiPromise<Item[]> {
    return this.value(operation, route, { ...sending, read: (data) => itemsOf<Item>(data) }, options);
  }

  /** A list whose pages are found by a token. */
  protected seek<Item>(
    operation: string,
    route: string,
    params: object,
    options: RequestOptions = {},
    turnTo: (token: string) => Sending<Collection> = (continuationToken) => ({
      params: { ...params, seekOperation: 'Next' },
      continuationToken,
    }),
  ): PagePromise<Item> {
    const page = async (sending: Sending<Collection>, pageOptions: RequestOptions): Promise<Page<Item>> => {
      const ask = (each: RequestOptions) => this.value(operation, route, sending, each);
      const data = await this.whenReady(operation, ask, pageOptions);
      const token = tokenOf(data);
      return { items: itemsOf(data), ...(token && { next: () => page(turnTo(token), asNewCall(options)) }) };
    };
    return new PagePromise(() => page({ params }, options));
  }

  /** A list whose pages are counted. */
  protected index<Item>(
    operation: string,
    route: string,
    params: { readonly size?: number; readonly offset?: number; readonly mpn_id?: string },
    options: RequestOptions = {},
  ): PagePromise<Item> {
    const { size = 1 } = params;
    const page = async (pageOptions: RequestOptions, offset: number | undefined): Promise<Page<Item>> => {
      const data = await this.value<Collection>(
        operation,
        route,
        { params: { ...params, offset } },
        pageOptions,
      );
      const items = itemsOf<Item>(data);
      const end = (offset ?? 0) + items.length;
      const more = items.length >= size && (end < (data?.totalCount ?? 0) || data?.links?.next !== undefined);
      return { items, ...(more && { next: () => page(asNewCall(options), end) }) };
    };
    return new PagePromise(() => page(options, params.offset));
  }

  /** A call that goes on after its answer, which is where to look. */
  protected location(
    operation: string,
    route: string,
    sending: Sending<string> = {},
    options?: RequestOptions,
  ): ApiPromise<string> {
    const read = (_: unknown, { headers }: Answer) => headers.get('location') ?? '';
    return this.value(operation, route, { ...sending, read }, options);
  }

  /** Asks again while the answer is 204 with Retry-After: not ready, which is not the same as nothing. @throws TimeoutError */
  protected async whenReady<Data>(
    operation: string,
    ask: (options: RequestOptions) => ApiPromise<Data>,
    options: RequestOptions = {},
  ): Promise<Data> {
    const { environment } = this.#client;
    const deadline = environment.now() + (options.totalTimeoutMs ?? 3_600_000);
    for (let each = options; ; each = asNewCall(options)) {
      const { data, status, headers } = await ask(each).withResponse();
      const wait = status === 204 ? retryAfterMs(headers.get('retry-after'), environment.now()) : undefined;
      if (wait === undefined) return data;
      if (environment.now() + wait > deadline)
        throw new TimeoutError(`${platform} ${operation}: the data are not ready yet.`, {
          platform,
          operation,
        });
      await environment.sleep(wait, options.signal);
    }
  }

  /** Looks until something is done. */
  protected until<State>(
    waiting: Waiting<State>,
    { onProgress, intervalMs, totalTimeoutMs, ...each }: WaitOptions<State>,
  ): Promise<State> {
    const { environment } = this.#client;
    const { signal } = each;
    const check = () => waiting.check(each);
    return poll({ ...waiting, check, environment, onProgress, intervalMs, totalTimeoutMs, signal });
  }

  /** What a wait ends with when what was waited for failed. */
  protected failed(operation: string, message: string, solution: string): ApiError {
    return new ApiError(`${platform} ${operation}: ${message}`, { platform, operation, solution });
  }
}

/** Options without the id of the call, which is one call's own: with it the answer to the first would come again. */
export function asNewCall({ requestId: _, ...options }: RequestOptions): RequestOptions {
  return options;
}

function effectOf(method: string): Effect {
  return method === 'GET' || method === 'HEAD' ? 'read' : 'write';
}

/** Partner Center counts calls by customer, and those about none by partner. */
function laneOf(path: string): string {
  const [, first, customerId] = path.split('/');
  return first === 'customers' && customerId && !notCustomers.includes(customerId)
    ? `${platform}:${customerId}`
    : platform;
}

function query(params: object = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    for (const each of [value].flat()) {
      if (each !== undefined)
        search.append(name, typeof each === 'object' ? JSON.stringify(each) : String(each));
    }
  }
  // A plus is a blank in forms only.
  const text = search.toString().replaceAll('+', '%20');
  return text && `?${text}`;
}

function quoted(etag: string): string {
  return etag.startsWith('W/') ? etag : `"${etag.replaceAll('"', '')}"`;
}

/** What a list holds, whatever it calls it. */
export function itemsOf<Item>(data: unknown): Item[] {
  if (Array.isArray(data)) return data;
  const { items, Value, value, transition, newCommerceMigrations } = (data ?? {}) as Collection;
  return (items ?? Value ?? value ?? transition ?? newCommerceMigrations ?? []) as Item[];
}

function tokenOf(data: Collection | undefined): string | undefined {
  const header = data?.links?.next?.headers?.find(
    ({ key }) => key?.toLowerCase() === tokenHeader.toLowerCase(),
  );
  return data?.continuationToken || header?.value || data?.['@nextLink'] || undefined;
}

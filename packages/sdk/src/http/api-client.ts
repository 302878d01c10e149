import type { DecodedError, Dialect, Effect } from './dialect.ts';
import { type Environment, systemEnvironment } from './environment.ts';
import { AbortError } from './errors/abort-error.ts';
import { ConnectionError } from './errors/connection-error.ts';
import { errorForStatus } from './errors/error-for-status.ts';
import type { Attempt, ErrorDetails, TenantryError } from './errors/tenantry-error.ts';
import { TimeoutError } from './errors/timeout-error.ts';
import { RateLimit } from './rate-limit.ts';
import type { Logger, RequestOptions, Tracer } from './request-options.ts';
import { backoffMs, retryAfterMs } from './retry.ts';
import { createTransport, type Fetch, type Transport } from './transport.ts';

/** What every client can be told. */
export interface ClientOptions {
  /** Sends requests in place of the global fetch: a proxy's, a test's, `platform.fetch` of the mock server. */
  readonly fetch?: Fetch;
  /** Time and chance; tests pass their own. */
  readonly environment?: Partial<Environment>;
  readonly logger?: Logger;
  readonly tracer?: Tracer;
  /** How many calls may be under way at once. @default 8 */
  readonly concurrency?: number;
}

/** One call of one operation. */
export interface CallDescription {
  readonly operation: string;
  readonly effect: Effect;
  readonly url: string;
  readonly body?: unknown;
  /** Calls that do not sign in: the sign-in itself. */
  readonly anonymous?: boolean;
}

export interface RawResponse<Data> {
  readonly data: Data;
  readonly status: number;
  readonly headers: Headers;
  readonly requestId: string;
  readonly attempts: readonly Attempt[];
}

/** The answer's data; `withResponse()` gives status, headers and attempts beside it. */
export type ApiPromise<Data> = Promise<Data> & { withResponse(): Promise<RawResponse<Data>> };

interface Call extends CallDescription {
  readonly options: RequestOptions;
  readonly attempts: Attempt[];
  readonly details: ErrorDetails;
}

interface Answered {
  readonly response: Response;
  readonly data: unknown;
}

interface Failed {
  readonly error: TenantryError;
  readonly headers: Readonly<Record<string, string>>;
  readonly response?: Response;
  readonly decoded?: DecodedError;
}

const defaultTimeoutMs = 60_000;
const defaultTotalTimeoutMs = 300_000;
const defaultRetries = 2;
/** A timer set for longer fires at once. */
const longestTimerMs = 2 ** 31 - 1;

/** Sends calls of one platform: signs them in, limits them, repeats those that may be, and turns failures into errors. */
export class ApiClient {
  readonly environment: Environment;
  readonly #dialect: Dialect;
  readonly #options: ClientOptions;
  readonly #transport: Transport;
  readonly #limit: RateLimit;

  constructor(dialect: Dialect, options: ClientOptions) {
    this.#dialect = dialect;
    this.#options = options;
    this.environment = { ...systemEnvironment, ...options.environment };
    this.#transport = createTransport(options.fetch);
    this.#limit = new RateLimit(this.environment, options.concurrency ?? 8);
  }

  call<Data>(description: CallDescription, options: RequestOptions = {}): ApiPromise<Data> {
    // Taken here, since behind the first await the caller's frames are gone.
    const callSite = new Error();
    const sent = this.#send<Data>(description, options).catch((error: unknown) => {
      if (error instanceof Error && callSite.stack)
        error.stack = `${error.name}: ${error.message}\n${callSite.stack.split('\n').slice(2).join('\n')}`;
      throw error;
    });
    return Object.assign(
      sent.then((response) => response.data),
      { withResponse: () => sent },
    );
  }

  async #send<Data>(description: CallDescription, options: RequestOptions): Promise<RawResponse<Data>> {
    const { environment } = this;
    const { platform } = this.#dialect;
    const { operation, effect } = description;
    const requestId = options.requestId ?? environment.randomId();
    const deadline = environment.now() + (options.totalTimeoutMs ?? defaultTotalTimeoutMs);
    const attempts: Attempt[] = [];
    const call: Call = {
      ...description,
      options,
      attempts,
      details: { platform, operation, requestId, attempts },
    };
    const span = this.#options.tracer?.startSpan(`${platform} ${operation}`, {
      attributes: { 'tenantry.request_id': requestId },
    });
    let renewed = false;
    try {
      for (let retry = 0; ; ) {
        const outcome = await this.#attempt(
          call,
          Math.min(options.timeoutMs ?? defaultTimeoutMs, deadline - environment.now()),
        );
        const { response } = outcome;
        span?.setAttribute('http.response.status_code', response?.status ?? 0);
        if ('data' in outcome) {
          return {
            data: outcome.data as Data,
            status: outcome.response.status,
            headers: outcome.response.headers,
            requestId,
            attempts,
          };
        }
        const { error, headers, decoded } = outcome;
        if (decoded?.expired && !renewed && !description.anonymous) {
          renewed = true;
          this.#dialect.expire(headers);
          continue;
        }
        const wait = retryAfterMs(response?.headers.get('retry-after') ?? null, environment.now());
        const throttled = response?.status === 429;
        if (throttled && wait !== undefined) this.#limit.pause(platform, environment.now() + wait);
        const unclear = response
          ? (decoded?.meaning ?? response.status) >= 500
          : error instanceof ConnectionError;
        const repeatable = throttled || (unclear && this.#dialect.repeats(effect));
        const pauseMs = wait ?? backoffMs(retry + 1, environment.random());
        if (
          !repeatable ||
          retry >= (options.maxRetries ?? defaultRetries) ||
          environment.now() + pauseMs > deadline
        )
          throw error;
        retry += 1;
        this.#options.logger?.warn(`${platform} ${operation} is tried again`, { requestId, retry, pauseMs });
        await environment.sleep(pauseMs, options.signal);
      }
    } finally {
      span?.end();
    }
  }

  /** One try: its data, or the error it would end with. */
  async #attempt(call: Call, timeoutMs: number): Promise<Answered | Failed> {
    const { environment } = this;
    const { url, operation, effect, body, anonymous, options, attempts, details } = call;
    const name = `${details.platform} ${operation}`;
    const headers = {
      ...this.#dialect.headers,
      ...options.headers,
      ...(anonymous ? {} : await this.#dialect.authorize()),
    };
    // Cleared at the end, unlike AbortSignal.timeout: thousands of short calls leave no timers behind.
    const controller = new AbortController();
    const { signal } = controller;
    const stop = () => controller.abort('aborted');
    const timer = setTimeout(() => controller.abort('timed out'), Math.min(timeoutMs, longestTimerMs));
    options.signal?.addEventListener('abort', stop);
    if (options.signal?.aborted) stop();
    const started = environment.now();
    const note = (outcome: number | string) => {
      const durationMs = environment.now() - started;
      attempts.push({ startedAt: new Date(started).toISOString(), durationMs, outcome });
      this.#options.logger?.debug(`${name} ${outcome} in ${durationMs} ms`, { requestId: details.requestId });
    };
    let leave: (() => void) | undefined;
    try {
      leave = await this.#limit.enter(this.#dialect.platform, signal);
      const response = await this.#transport({
        url,
        method: 'POST',
        headers,
        body: JSON.stringify(body),
        signal,
      });
      const text = await response.text();
      if (response.ok) {
        const data = parsed(text, anonymous);
        note(response.status);
        return { response, data };
      }
      note(response.status);
      const decoded = this.#dialect.decodeError({ status: response.status, headers: response.headers, text });
      const meaning = decoded.meaning ?? response.status;
      const error = new (errorForStatus(meaning))(`${name}: ${decoded.message}`, {
        ...details,
        status: response.status,
        code: decoded.code,
        solution: decoded.solution,
        mayHaveApplied: effect === 'write' && meaning >= 500,
      });
      return { response, headers, decoded, error };
    } catch (cause) {
      const ended: unknown = signal.aborted ? signal.reason : undefined;
      const Kind = ended === 'aborted' ? AbortError : ended ? TimeoutError : ConnectionError;
      const reason = ended
        ? String(ended)
        : cause instanceof SyntaxError
          ? 'unreadable answer'
          : 'connection failed';
      note(reason);
      const sent = effect === 'write' && leave !== undefined;
      const solution = sent ? 'Look before sending it again.' : undefined;
      return {
        headers,
        error: new Kind(`${name}: ${reason}.`, { ...details, cause, mayHaveApplied: sent, solution }),
      };
    } finally {
      clearTimeout(timer);
      options.signal?.removeEventListener('abort', stop);
      leave?.();
    }
  }
}

/** JSON without its byte order mark; nothing and null are undefined. A sign-in may answer plain text. */
function parsed(text: string, plainText = false): unknown {
  const content = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  if (content === '' || content === 'null') return undefined;
  return plainText && content[0] !== '"' && content[0] !== '{' ? content : JSON.parse(content);
}

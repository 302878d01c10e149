import type { DecodedError, Dialect, Effect, FailedResponse } from './dialect.ts';
import { type Environment, systemEnvironment } from './environment.ts';
import { AbortError } from './errors/abort-error.ts';
import { ConnectionError } from './errors/connection-error.ts';
import { errorForStatus } from './errors/error-for-status.ts';
import { type Attempt, type ErrorDetails, TenantryError } from './errors/tenantry-error.ts';
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
    const retries = options.maxRetries ?? defaultRetries;
    const attempts: Attempt[] = [];
    const details = (more: ErrorDetails = {}): ErrorDetails => ({
      platform,
      operation,
      requestId,
      attempts,
      ...more,
    });
    const span = this.#options.tracer?.startSpan(`${platform} ${operation}`, {
      attributes: { 'tenantry.request_id': requestId },
    });
    let renewed = false;
    try {
      for (let retry = 0; ; ) {
        const remaining = deadline - environment.now();
        if (remaining <= 0) throw new TimeoutError(`${platform} ${operation}: timed out.`, details());
        const outcome = await this.#attempt(
          description,
          options,
          Math.min(options.timeoutMs ?? defaultTimeoutMs, remaining),
          attempts,
          requestId,
        );
        span?.setAttribute('http.response.status_code', outcome.response?.status ?? 0);
        if ('data' in outcome) {
          return {
            data: outcome.data as Data,
            status: outcome.response.status,
            headers: outcome.response.headers,
            requestId,
            attempts,
          };
        }
        const { error, response, headers, decoded } = outcome;
        if (decoded?.expired && !renewed && !description.anonymous) {
          renewed = true;
          this.#dialect.expire(headers);
          continue;
        }
        const wait = retryAfterMs(response?.headers.get('retry-after') ?? null, environment.now());
        const throttled = response?.status === 429;
        if (throttled && wait !== undefined) this.#limit.pause(platform, environment.now() + wait);
        const unclear =
          response === undefined
            ? !(error instanceof AbortError)
            : (decoded?.meaning ?? response.status) >= 500;
        const repeatable = throttled || (unclear && this.#dialect.repeats(effect));
        const pauseMs = wait ?? backoffMs(retry + 1, environment.random());
        if (!repeatable || retry >= retries || environment.now() + pauseMs > deadline) throw error;
        retry += 1;
        this.#options.logger?.warn(`${platform} ${operation} is tried again`, { requestId, retry, pauseMs });
        await environment.sleep(pauseMs, options.signal);
      }
    } catch (error) {
      if (error instanceof TenantryError) throw error;
      throw new AbortError(
        `${operation} was aborted.`,
        details({ cause: error, mayHaveApplied: effect === 'write' && attempts.length > 0 }),
      );
    } finally {
      span?.end();
    }
  }

  /** One try: its data, or the error it would end with. */
  async #attempt(
    description: CallDescription,
    options: RequestOptions,
    timeoutMs: number,
    attempts: Attempt[],
    requestId: string,
  ): Promise<Answered | Failed> {
    const { environment } = this;
    const { platform } = this.#dialect;
    const { operation, effect, body } = description;
    const timeout = AbortSignal.timeout(Math.max(1, timeoutMs));
    const signal = options.signal ? AbortSignal.any([options.signal, timeout]) : timeout;
    const authorized = description.anonymous ? {} : await this.#dialect.authorize(signal);
    const headers = { ...this.#dialect.headers, ...options.headers, ...authorized };
    const leave = await this.#limit.enter(platform, signal);
    const started = environment.now();
    const note = (outcome: number | string) => {
      const durationMs = environment.now() - started;
      attempts.push({ startedAt: new Date(started).toISOString(), durationMs, outcome });
      this.#options.logger?.debug(`${platform} ${operation} ${outcome} in ${durationMs} ms`, { requestId });
    };
    const base: ErrorDetails = { platform, operation, requestId, attempts };
    try {
      const response = await this.#transport({
        url: description.url,
        method: 'POST',
        headers,
        body: body === undefined ? undefined : JSON.stringify(body),
        signal,
      });
      const text = await response.text();
      note(response.status);
      if (response.ok) return { response, data: parsed(text) };
      const failed: FailedResponse = { status: response.status, headers: response.headers, text };
      const decoded: DecodedError = this.#dialect.decodeError(failed);
      const meaning = decoded.meaning ?? response.status;
      const error = errorForStatus(meaning)(`${platform} ${operation}: ${decoded.message}`, {
        ...base,
        status: response.status,
        code: decoded.code,
        solution: decoded.solution,
        requestId: decoded.requestId ?? requestId,
        mayHaveApplied: effect === 'write' && meaning >= 500,
      });
      return { response, headers, decoded, error };
    } catch (cause) {
      const reason = options.signal?.aborted
        ? 'aborted'
        : timeout.aborted
          ? 'timed out'
          : 'connection failed';
      note(reason);
      const Kind =
        reason === 'aborted' ? AbortError : reason === 'timed out' ? TimeoutError : ConnectionError;
      const error = new Kind(`${platform} ${operation}: ${reason}.`, {
        ...base,
        cause,
        mayHaveApplied: effect === 'write',
        solution: effect === 'write' ? 'It may have been applied: look before sending it again.' : undefined,
      });
      return { error, headers };
    } finally {
      leave();
    }
  }
}

/** JSON, tolerantly: a byte order mark is dropped, nothing and null are undefined, other text stays text. */
function parsed(text: string): unknown {
  const content = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  if (content === '' || content === 'null') return undefined;
  try {
    return JSON.parse(content);
  } catch {
    return content;
  }
}

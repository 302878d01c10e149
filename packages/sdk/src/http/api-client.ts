import type { Dialect, Effect } from './dialect.ts';
import { type Environment, longestTimerMs, systemEnvironment } from './environment.ts';
import { ConnectionError } from './errors/connection-error.ts';
import { errorForStatus, errorKinds } from './errors/error-for-status.ts';
import { ServerError } from './errors/server-error.ts';
import type { Attempt, ErrorDetails, TenantryError } from './errors/tenantry-error.ts';
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

/** What came beside the data of an answer. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** What an error about the answer is to say. */
  readonly details: ErrorDetails;
}

/** One call of one operation. */
export interface CallDescription<Data = unknown> {
  readonly operation: string;
  readonly effect: Effect;
  readonly url: string;
  /** @default 'POST' */
  readonly method?: string | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Text and forms are sent as they are, anything else as JSON. */
  readonly body?: unknown;
  /** Calls that do not sign in: the sign-in itself. */
  readonly anonymous?: boolean;
  /** What a `Retry-After` holds back: all calls of the same lane. @default the platform's name */
  readonly lane?: string | undefined;
  /** The body of an answer that is a file: whole, or as a stream, which is no longer under any time limit. */
  readonly file?: boolean | 'stream' | undefined;
  /** Makes the result from the data of an answer; what it throws is never tried again. */
  read?(data: unknown, answer: Answer): Data;
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
  readonly name: string;
  readonly lane: string;
  readonly options: RequestOptions;
  readonly deadline: number;
  /** What is so far known for an error; a try that may have been applied marks all that come after it. */
  readonly details: ErrorDetails & { readonly attempts: Attempt[]; mayHaveApplied: boolean };
}

interface Answered {
  readonly data: unknown;
  readonly status: number;
  readonly headers: Headers;
}

interface Failed {
  readonly error: TenantryError;
  readonly sent: Readonly<Record<string, string>>;
  readonly status?: number;
  /** What the platform asks to wait. */
  readonly wait?: number | undefined;
  readonly expired?: boolean | undefined;
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

  call<Data>(description: CallDescription<Data>, options: RequestOptions = {}): ApiPromise<Data> {
    // Taken here, since behind the first await the caller's frames are gone.
    const callSite = new Error();
    const sent = this.#send<Data>(description, options).catch((error: unknown) => {
      if (error instanceof Error && callSite.stack)
        error.stack = `${error.name}: ${error.message}\n${callSite.stack.split('\n').slice(2).join('\n')}`;
      throw error;
    });
    const data = sent.then((response) => response.data);
    const withResponse = () => {
      // Nobody waits for the data then, and a failure that nobody hears of ends the process.
      data.catch(() => undefined);
      return sent;
    };
    return Object.assign(data, { withResponse });
  }

  async #send<Data>(description: CallDescription<Data>, options: RequestOptions): Promise<RawResponse<Data>> {
    const { environment } = this;
    const { platform } = this.#dialect;
    const { operation, lane = platform, read } = description;
    const requestId = options.requestId ?? environment.randomId();
    const deadline = environment.now() + (options.totalTimeoutMs ?? defaultTotalTimeoutMs);
    const attempts: Attempt[] = [];
    const details = { platform, operation, requestId, attempts, mayHaveApplied: false };
    const name = `${platform} ${operation}`;
    const span = this.#options.tracer?.startSpan(name, {
      attributes: { 'tenantry.request_id': requestId },
    });
    let renewable = !description.anonymous;
    try {
      for (let retry = 0; ; ) {
        const outcome = await this.#attempt({ ...description, name, lane, options, details, deadline });
        const { status } = outcome;
        span?.setAttribute('http.response.status_code', status ?? 0);
        if ('data' in outcome) {
          const data = read ? read(outcome.data, { ...outcome, details }) : (outcome.data as Data);
          return { ...outcome, data, requestId, attempts };
        }
        const { error, sent, expired, wait } = outcome;
        if (expired && renewable) {
          renewable = false;
          this.#dialect.expire(sent);
          continue;
        }
        const unclear = error instanceof ServerError || error instanceof ConnectionError;
        const repeatable =
          status === 429 || (unclear && this.#dialect.repeats(description.effect, description.headers));
        const pauseMs = wait ?? backoffMs(retry + 1, environment.random());
        retry += 1;
        const { maxRetries = defaultRetries } = options;
        if (!repeatable || retry > maxRetries || environment.now() + pauseMs > deadline) throw error;
        this.#options.logger?.warn(`${name} is tried again`, { requestId, retry, pauseMs });
        await environment.sleep(pauseMs, options.signal);
      }
    } finally {
      span?.end();
    }
  }

  /** One try: its data, or the error it would end with. */
  async #attempt(call: Call): Promise<Answered | Failed> {
    const { environment } = this;
    const { name, url, method = 'POST', effect, body, anonymous, file, options, details } = call;
    const sent = {
      ...this.#dialect.headers,
      ...call.headers,
      ...options.headers,
      ...(anonymous ? {} : await this.#dialect.authorize()),
    };
    // Cleared at the end, unlike AbortSignal.timeout: thousands of short calls leave no timers behind.
    const controller = new AbortController();
    const { signal } = controller;
    const stop = () => controller.abort('aborted');
    const limit = (timeoutMs: number) =>
      setTimeout(
        () => controller.abort('timed out'),
        Math.min(timeoutMs, call.deadline - environment.now(), longestTimerMs),
      );
    let timer = limit(longestTimerMs);
    options.signal?.addEventListener('abort', stop);
    if (options.signal?.aborted) stop();
    const started = environment.now();
    const note = (outcome: number | string) => {
      const durationMs = environment.now() - started;
      details.attempts.push({ startedAt: new Date(started).toISOString(), durationMs, outcome });
      this.#options.logger?.debug(`${name} ${outcome} in ${durationMs} ms`, { requestId: details.requestId });
    };
    let leave: (() => void) | undefined;
    try {
      leave = await this.#limit.enter(call.lane, signal, call.deadline);
      // From here on only: a lane may be held back for longer than a try may take.
      clearTimeout(timer);
      timer = limit(options.timeoutMs ?? defaultTimeoutMs);
      const response = await this.#transport({
        url,
        method,
        headers: sent,
        body: typeof body === 'string' || body instanceof FormData ? body : JSON.stringify(body),
        signal,
      });
      const { ok, status, headers } = response;
      const wait = retryAfterMs(headers.get('retry-after'), environment.now());
      // Before the place is given back: whoever takes it must see the pause.
      if (status === 429 && wait) this.#limit.pause(call.lane, environment.now() + wait);
      const text = ok && file ? '' : await response.text();
      // A 202 only says that the call was taken: there is nothing to read, whatever it says.
      const taken = () => (file === 'stream' ? response.body : response.blob());
      const data = ok && (file ? await taken() : parsed(status === 202 ? '' : text, anonymous));
      note(status);
      if (ok) return { data, status, headers };
      const {
        meaning = status,
        message,
        expired,
        ...known
      } = this.#dialect.decodeError({ status, headers, text });
      details.mayHaveApplied ||= effect === 'write' && meaning >= 500;
      const error = new (errorForStatus(meaning))(`${name}: ${message}`, { ...details, ...known, status });
      return { error, sent, status, wait, expired };
    } catch (cause) {
      const ended = signal.reason ?? cause;
      const Kind = errorKinds[ended];
      const unreadable = cause instanceof SyntaxError;
      const reason = Kind ? ended : unreadable ? 'unreadable answer' : 'connection failed';
      note(reason);
      details.mayHaveApplied ||= effect === 'write' && leave !== undefined;
      const solution = details.mayHaveApplied ? 'Look before sending it again.' : undefined;
      const error = new (Kind ?? ConnectionError)(`${name}: ${reason}.`, {
        ...details,
        // It would quote the answer, which may hold a password; or the address, which may be the credential.
        ...(!unreadable && { cause: anonymous && cause instanceof Error ? cause.cause : cause }),
        solution,
      });
      return { error, sent };
    } finally {
      clearTimeout(timer);
      options.signal?.removeEventListener('abort', stop);
      leave?.();
    }
  }
}

/** JSON, of which trimming takes the byte order mark too; nothing and null are undefined. A sign-in may answer plain text. */
function parsed(text: string, plainText = false): unknown {
  const content = text.trim();
  if (content === '' || content === 'null') return undefined;
  return plainText && content[0] !== '"' && content[0] !== '{' ? content : JSON.parse(content);
}

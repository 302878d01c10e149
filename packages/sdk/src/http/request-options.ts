/** How a single call may go; every method takes it last. */
export interface RequestOptions {
  readonly signal?: AbortSignal;
  /** For one try. @default 60000 */
  readonly timeoutMs?: number;
  /** For all tries and the waiting between. @default 300000 */
  readonly totalTimeoutMs?: number;
  /** Tries after the first; 0 means none. @default 2 */
  readonly maxRetries?: number;
  /** Your own id of the call, for logs; made up when absent. */
  readonly requestId?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Where log lines go. Lines carry ids and outcomes, never bodies or credentials. */
export interface Logger {
  debug(message: string, details?: object): void;
  warn(message: string, details?: object): void;
}

/** As much of OpenTelemetry's tracer as is used: pass the one of @opentelemetry/api. */
export interface Tracer {
  startSpan(name: string, options?: { attributes?: Record<string, string | number | boolean> }): Span;
}

export interface Span {
  setAttribute(name: string, value: string | number | boolean): unknown;
  end(): void;
}

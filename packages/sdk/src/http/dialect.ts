import type { ErrorDetails } from './errors/tenantry-error.ts';

/** Whether a call only looks, or changes something. */
export type Effect = 'read' | 'write';

/** An answer that is no success, read whole. */
export interface FailedResponse {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** What a platform's error says, in our words. */
export interface DecodedError extends Pick<ErrorDetails, 'code' | 'solution' | 'correlationId' | 'traceId'> {
  readonly message: string;
  /** Overrules what the HTTP status says: some platforms answer a refused sign-in with 500. */
  readonly meaning?: number | undefined;
  /** The credentials ran out: sign in anew and try once more; nothing was applied. */
  readonly expired?: boolean | undefined;
}

/** What differs between platforms, as far as sending goes. */
export interface Dialect {
  readonly platform: string;
  /** Headers of every call. */
  readonly headers: Readonly<Record<string, string>>;
  /** Headers that sign a call in. */
  authorize(): Promise<Record<string, string>>;
  /** Forgets credentials that the platform no longer takes. */
  expire(headers: Readonly<Record<string, string>>): void;
  decodeError(response: FailedResponse): DecodedError;
  /** Whether a call that failed without a clear no may be sent again by itself; by its own headers, too. */
  repeats(effect: Effect, headers?: Readonly<Record<string, string>>): boolean;
}

/** One try of a call: when it began, how long it took, how it ended. Never what was sent. */
export interface Attempt {
  readonly startedAt: string;
  readonly durationMs: number;
  /** An HTTP status, or why there was none. */
  readonly outcome: number | string;
}

/** What support asks for. */
export interface ErrorDetails {
  readonly platform?: string | undefined;
  readonly operation?: string | undefined;
  readonly status?: number | undefined;
  /** The platform's code, or ours for what it says in words. */
  readonly code?: string | undefined;
  readonly requestId?: string | undefined;
  /** The platform's own id of the answer, for its support. */
  readonly correlationId?: string | undefined;
  /** A second id of the answer, where the platform gives one: Entra's trace id. */
  readonly traceId?: string | undefined;
  readonly attempts?: readonly Attempt[] | undefined;
  /** The platform may have done what was asked although the answer was lost: look before trying again. */
  readonly mayHaveApplied?: boolean | undefined;
  /** What to do about it, where that is known. */
  readonly solution?: string | undefined;
  readonly cause?: unknown;
}

/** Whatever this SDK throws. */
export class TenantryError extends Error {
  declare readonly platform: string | undefined;
  declare readonly operation: string | undefined;
  declare readonly status: number | undefined;
  declare readonly code: string | undefined;
  declare readonly requestId: string | undefined;
  declare readonly correlationId: string | undefined;
  declare readonly traceId: string | undefined;
  declare readonly attempts: readonly Attempt[];
  declare readonly mayHaveApplied: boolean;
  declare readonly solution: string | undefined;

  constructor(message: string, { cause, ...details }: ErrorDetails = {}) {
    super(message, cause === undefined ? undefined : { cause });
    Object.assign(this, { attempts: [], mayHaveApplied: false }, details, { name: new.target.name });
  }

  /** For logs: everything but the cause and the stack. */
  toJSON(): Record<string, unknown> {
    const { cause: _, stack: __, ...rest } = this as Error & Record<string, unknown>;
    return { ...rest, name: this.name, message: this.message };
  }
}

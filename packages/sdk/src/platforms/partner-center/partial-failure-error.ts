import { ApiError } from '../../http/errors/api-error.ts';
import type { ErrorDetails } from '../../http/errors/tenantry-error.ts';

/** One thing that failed within a call. */
export interface PartialFailure {
  readonly code: string;
  readonly message: string;
  /** The line, group or user it is about. */
  readonly where: string;
}

/**
 * Partner Center answered with success, and some of what was asked failed all the same.
 * @example
 * try {
 *   await partnerCenter.carts.checkout(customerId, cartId);
 * } catch (error) {
 *   if (error instanceof PartialFailureError) console.log(error.failures, error.result);
 * }
 */
export class PartialFailureError<Result = unknown> extends ApiError {
  /** The answer, with what succeeded. */
  readonly result: Result;
  readonly failures: readonly PartialFailure[];

  constructor(result: Result, failures: readonly PartialFailure[], details: ErrorDetails = {}) {
    super(
      `${details.platform} ${details.operation}: ${failures
        .map(({ code, message, where }) => `${where}: ${message || 'failed'} (${code})`)
        .join('; ')}`,
      { ...details, code: failures[0]?.code, mayHaveApplied: true },
    );
    this.result = result;
    this.failures = failures;
  }
}

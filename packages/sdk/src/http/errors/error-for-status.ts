import { AbortError } from './abort-error.ts';
import { AuthenticationError } from './authentication-error.ts';
import { BadRequestError } from './bad-request-error.ts';
import { ConflictError } from './conflict-error.ts';
import { NotFoundError } from './not-found-error.ts';
import { PermissionError } from './permission-error.ts';
import { RateLimitError } from './rate-limit-error.ts';
import { ServerError } from './server-error.ts';
import type { TenantryError } from './tenantry-error.ts';
import { TimeoutError } from './timeout-error.ts';

/** By HTTP status, or by why there was none. */
export const errorKinds: Readonly<Record<string, typeof TenantryError>> = {
  401: AuthenticationError,
  403: PermissionError,
  404: NotFoundError,
  409: ConflictError,
  412: ConflictError,
  429: RateLimitError,
  aborted: AbortError,
  'timed out': TimeoutError,
  'held back': RateLimitError,
};

/** The error of an HTTP status. */
export function errorForStatus(status: number): typeof TenantryError {
  return errorKinds[status] ?? (status < 500 ? BadRequestError : ServerError);
}

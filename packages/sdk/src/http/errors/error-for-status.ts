import type { ApiError } from './api-error.ts';
import { AuthenticationError } from './authentication-error.ts';
import { BadRequestError } from './bad-request-error.ts';
import { ConflictError } from './conflict-error.ts';
import { NotFoundError } from './not-found-error.ts';
import { PermissionError } from './permission-error.ts';
import { RateLimitError } from './rate-limit-error.ts';
import { ServerError } from './server-error.ts';
import type { ErrorDetails } from './tenantry-error.ts';

/** The error of an HTTP status. */
export function errorForStatus(status: number): (message: string, details: ErrorDetails) => ApiError {
  const Kind =
    status === 401
      ? AuthenticationError
      : status === 403
        ? PermissionError
        : status === 404
          ? NotFoundError
          : status === 409 || status === 412
            ? ConflictError
            : status === 429
              ? RateLimitError
              : status >= 500
                ? ServerError
                : BadRequestError;
  return (message, details) => new Kind(message, details);
}

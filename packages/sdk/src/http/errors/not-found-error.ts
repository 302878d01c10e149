import { ApiError } from './api-error.ts';

/** There is no such thing, or the caller may not see it (404). */
export class NotFoundError extends ApiError {}

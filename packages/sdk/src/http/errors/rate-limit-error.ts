import { ApiError } from './api-error.ts';

/** The platform asks for fewer calls (429), for longer than the call may take. */
export class RateLimitError extends ApiError {}

import { ApiError } from './api-error.ts';

/** The platform failed (5xx). A write may have been applied: see mayHaveApplied. */
export class ServerError extends ApiError {}

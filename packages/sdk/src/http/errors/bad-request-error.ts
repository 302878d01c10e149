import { ApiError } from './api-error.ts';

/** The platform refused the request as it stands (400 and the like). */
export class BadRequestError extends ApiError {}

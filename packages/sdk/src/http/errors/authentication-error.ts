import { ApiError } from './api-error.ts';

/** The platform does not know the caller (401, or a refused sign-in). */
export class AuthenticationError extends ApiError {}

import { ApiError } from './api-error.ts';

/** The thing is in a state that forbids this (409, 412). */
export class ConflictError extends ApiError {}

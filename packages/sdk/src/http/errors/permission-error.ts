import { ApiError } from './api-error.ts';

/** The caller may not do this (403). */
export class PermissionError extends ApiError {}

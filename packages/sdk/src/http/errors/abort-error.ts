import { TenantryError } from './tenantry-error.ts';

/** The caller's own signal ended the call. */
export class AbortError extends TenantryError {}

import { TenantryError } from './tenantry-error.ts';

/** The platform cannot do this at all; the message says why. */
export class UnsupportedOperationError extends TenantryError {}

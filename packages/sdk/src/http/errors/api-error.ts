import { TenantryError } from './tenantry-error.ts';

/** The platform answered, and said no. */
export class ApiError extends TenantryError {}

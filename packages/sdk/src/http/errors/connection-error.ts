import { TenantryError } from './tenantry-error.ts';

/** No answer came: the connection failed or broke. */
export class ConnectionError extends TenantryError {}

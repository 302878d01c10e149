import { TenantryError } from '../http/errors/tenantry-error.ts';

/** A file that ended too early, or is not what it should be: rows read so far are good, and there were more. */
export class IncompleteFileError extends TenantryError {}

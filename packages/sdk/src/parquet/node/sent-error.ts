import * as errors from '../../http/errors/index.ts';
import { ParquetValueError } from '../value-error.ts';
import type { SentError } from './thread-messages.ts';

const kinds = new Map<string, typeof errors.TenantryError>(
  Object.values(errors).map((kind) => [kind.name, kind as typeof errors.TenantryError]),
);

/** An error as it is told to another thread. */
export function sent(error: unknown): SentError {
  if (error instanceof errors.TenantryError) {
    const { name, message, attempts: _, ...details } = error.toJSON() as unknown as SentError;
    return { ...details, name, message };
  }
  return error instanceof Error
    ? { name: error.name, message: error.message }
    : { name: 'Error', message: String(error) };
}

/** The same error again. */
export function received({ name, message, column, type = '', ...details }: SentError): Error {
  if (column !== undefined) return new ParquetValueError(column, type);
  const Kind = kinds.get(name);
  return Kind === undefined ? Object.assign(new Error(message), { name }) : new Kind(message, details);
}

import { TenantryError } from '../http/errors/tenantry-error.ts';

/** A value that the type of its column cannot hold. Without the value: it is somebody's bill. */
export class ParquetValueError extends TenantryError {
  readonly column: string;
  readonly type: string;

  constructor(column: string, type: string) {
    super(`Parquet: column ${column} has a value that is no ${type}.`, {
      solution: 'Write the column as text, or with more digits.',
    });
    this.column = column;
    this.type = type;
  }
}

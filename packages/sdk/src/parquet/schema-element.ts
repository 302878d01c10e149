import type { SchemaElement } from 'hyparquet-writer';
import type { ParquetColumn } from './column.ts';
import { isLongDecimal, longDecimalBytes } from './stored-value.ts';

/** A column as the footer of a file describes it: in the older words and the newer ones, since engines read either. */
export function schemaElementOf({ name, type }: ParquetColumn): SchemaElement {
  const common = { name, repetition_type: 'OPTIONAL' } as const;
  if (typeof type !== 'string') {
    const { precision, scale } = type;
    const size = { precision, scale };
    const decimal = {
      converted_type: 'DECIMAL',
      ...size,
      logical_type: { type: 'DECIMAL', ...size },
    } as const;
    return isLongDecimal(type)
      ? { ...common, type: 'FIXED_LEN_BYTE_ARRAY', type_length: longDecimalBytes, ...decimal }
      : { ...common, type: 'INT64', ...decimal };
  }
  switch (type) {
    case 'text':
      return { ...common, type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' } };
    case 'integer':
      return { ...common, type: 'INT64' };
    case 'boolean':
      return { ...common, type: 'BOOLEAN' };
    case 'date':
      return { ...common, type: 'INT32', converted_type: 'DATE', logical_type: { type: 'DATE' } };
    case 'timestamp':
      return {
        ...common,
        type: 'INT64',
        converted_type: 'TIMESTAMP_MILLIS',
        logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MILLIS' },
      };
  }
}

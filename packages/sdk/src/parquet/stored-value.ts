import type { DecimalType, ParquetColumn } from './column.ts';
import { fits, unscaledOf } from './unscaled.ts';
import { ParquetValueError } from './value-error.ts';

/** As it is encoded; null is an empty field. */
export type StoredValue = string | number | bigint | boolean | null;

const millisecondsPerDay = 86_400_000;
const wholeNumber = /^[+-]?\d+$/;
const isoDay = /^\d{4}-\d{2}-\d{2}/;
/** Decimals of no more digits fit into 64 bits. */
const shortPrecision = 18;
export const longDecimalBytes = 16;

/** Whether a column has decimals that take 128 bits. */
export function isLongDecimal(type: ParquetColumn['type']): boolean {
  return typeof type !== 'string' && type.precision > shortPrecision;
}

/** Turns the values of a column into what is stored. Absent ones, and empty text where no text belongs, are null. @throws {ParquetValueError} */
export function storing({ name, type }: ParquetColumn): (value: unknown) => StoredValue {
  const convert = conversionOf(type);
  const isText = type === 'text';
  return (value) => {
    if (value === undefined || value === null || (value === '' && !isText)) return null;
    const stored = convert(value);
    if (stored === undefined)
      throw new ParquetValueError(name, typeof type === 'string' ? type : typeOfDecimal(type));
    return stored;
  };
}

function conversionOf(type: ParquetColumn['type']): (value: unknown) => StoredValue | undefined {
  if (typeof type !== 'string') return storingDecimal(type);
  if (type === 'text') return textOf;
  if (type === 'integer') return integerOf;
  if (type === 'boolean') return booleanOf;
  if (type === 'timestamp')
    return (value) => {
      const time = timeOf(value);
      return time === undefined ? undefined : BigInt(time);
    };
  return (value) => {
    const time = timeOf(value);
    return time === undefined ? undefined : Math.floor(time / millisecondsPerDay);
  };
}

function typeOfDecimal({ precision, scale }: DecimalType): string {
  return `decimal(${precision}, ${scale})`;
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function integerOf(value: unknown): bigint | undefined {
  if (typeof value === 'number' ? !Number.isSafeInteger(value) : !wholeNumber.test(String(value)))
    return undefined;
  const whole = BigInt(value as number | bigint | string);
  return BigInt.asIntN(64, whole) === whole ? whole : undefined;
}

function booleanOf(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value;
  const text = String(value).toLowerCase();
  return text === 'true' || (text === 'false' ? false : undefined);
}

function timeOf(value: unknown): number | undefined {
  if (!(value instanceof Date) && !isoDay.test(String(value))) return undefined;
  const text = String(value);
  // Without a zone it is UTC, not where this runs.
  const zoned = /(?:Z|[+-]\d{2}:?\d{2})$/i.test(text) || text.length <= 10 ? text : `${text}Z`;
  const time = value instanceof Date ? value.getTime() : Date.parse(zoned);
  return Number.isNaN(time) ? undefined : time;
}

function storingDecimal({ precision, scale, rounded = false }: DecimalType) {
  return (value: unknown) => {
    const unscaled = unscaledOf(value, scale, rounded);
    return unscaled !== undefined && fits(unscaled, precision) ? unscaled : undefined;
  };
}

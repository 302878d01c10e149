import type * as z from 'zod/mini';
import type { Issue } from '../../validation/issue.ts';
import type { ReportContext } from './report-context.ts';

/** A value of a report: decimals and dates as text, what is not told as null. */
export type ReportValue = string | number | boolean | null;

export type ReportColumnType = 'text' | 'integer' | 'decimal' | 'date' | 'instant' | 'boolean' | 'money';

/** A column; amounts of type `money` are decimal texts, their currency stands in the column `currency`. */
export interface ReportColumn {
  readonly name: string;
  readonly type: ReportColumnType;
}

export type ReportParameterType =
  | 'text'
  | 'integer'
  | 'decimal'
  | 'boolean'
  /** `2026-11-20`, UTC. */
  | 'date'
  /** A date or an instant of ISO 8601. */
  | 'instant'
  /** `2026-11` */
  | 'month'
  /** `P30D` */
  | 'period'
  /** An id as the platform gives it. */
  | 'id'
  | 'choice'
  /** Rows of the caller's own. */
  | 'rows';

/** What a report can be asked. */
export interface ReportParameter {
  readonly name: string;
  readonly type: ReportParameterType;
  /** Absent where the platform does not tell. */
  readonly required?: boolean;
  readonly description: string;
  readonly choices?: readonly string[];
}

/** A report that there is. */
export interface ReportEntry {
  readonly id: string;
  readonly title: string;
  /** `tenantry`: the same on every platform; otherwise the platform whose own it is. */
  readonly from: string;
  readonly parameters: readonly ReportParameter[];
  /** Absent where only the answer tells. */
  readonly columns?: readonly ReportColumn[];
}

/** How one of our own reports is made. */
export interface ReportDefinition<Parameters, Row> {
  readonly title: string;
  readonly parameters: readonly (ReportParameter & { readonly schema?: z.ZodMiniType })[];
  readonly columns: readonly (ReportColumn & { readonly name: keyof Row & string })[];
  /** What holds between parameters. */
  readonly check?: (parameters: Parameters) => Issue | undefined;
  rows(context: ReportContext, parameters: Parameters): AsyncGenerator<Row, void, undefined>;
}

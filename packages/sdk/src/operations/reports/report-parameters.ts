import * as z from 'zod/mini';
import { type Issue, issueOf } from '../../validation/issue.ts';
import type { ReportDefinition, ReportParameter } from './report-definition.ts';

type Parameter = ReportParameter & { readonly schema?: z.ZodMiniType };

function text(code: string, message: string, remedy: string, isRight: (value: string) => boolean) {
  return z.string().check((context) => {
    if (isRight(context.value)) return;
    const issue: Issue = { code: `report.${code}`, path: [], message, remedy };
    context.issues.push({ code: 'custom', input: context.value, params: { issue }, path: [] });
  });
}

function isDate(value: string): boolean {
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(value) && new Date(`${value}T00:00:00Z`).toJSON()?.startsWith(value) === true
  );
}

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})?$/;

const date = text('date', 'must be a day of the calendar.', 'Write 2026-11-20.', isDate);
const decimal = text('decimal', 'must be a decimal text.', 'Write 1250.50.', (value) =>
  /^-?\d{1,15}(?:\.\d{1,12})?$/.test(value),
);
export const schemas = {
  text: text('text', 'must not be empty.', 'Give a value, or leave it out.', (value) => value !== ''),
  date,
  decimal,
  integer: z.int(),
  boolean: z.boolean(),
  instant: text(
    'instant',
    'must be a date or an instant.',
    'Write 2026-11-20T10:00:00Z.',
    (value) => isDate(value) || (instant.test(value) && !Number.isNaN(Date.parse(value))),
  ),
  month: text('month', 'must be a month.', 'Write 2026-11.', (value) =>
    /^\d{4}-(?:0[1-9]|1[0-2])$/.test(value),
  ),
  period: text('period', 'must be a period of days, weeks, months or years.', 'Write P30D.', (value) =>
    /^P[1-9]\d{0,3}[DWMY]$/.test(value),
  ),
  id: oneOf(
    'id',
    'must be an id as the platform gives it.',
    'Send its text, or its digits as a number.',
    isId,
  ),
} as const;

function isId(value: unknown): boolean {
  return typeof value === 'string' ? value !== '' : Number.isInteger(value) && (value as number) > 0;
}

/** A value of more than one kind, in one message. */
export function oneOf(code: string, message: string, remedy: string, isRight: (value: unknown) => boolean) {
  return z.any().check((context) => {
    if (isRight(context.value)) return;
    const wrong: Issue = { code: `report.${code}`, path: [], message, remedy };
    const issue = context.value === undefined ? issueOf('required') : wrong;
    context.issues.push({ code: 'custom', input: context.value, params: { issue }, path: [] });
  });
}

function schemaOf({ type, choices = [], schema }: Parameter): z.ZodMiniType {
  if (schema !== undefined) return schema;
  if (type === 'choice') return z.enum(choices as [string, ...string[]]);
  return type === 'rows' ? z.array(z.any()) : schemas[type];
}

/** A schema of parameters as a report names them; no others are taken. */
export function parameterSchema(
  parameters: readonly Parameter[],
  check?: ReportDefinition<never, never>['check'],
): z.ZodMiniType {
  const shape = Object.fromEntries(
    parameters.map((each) => [each.name, each.required ? schemaOf(each) : z.optional(schemaOf(each))]),
  );
  return z.strictObject(shape).check((context) => {
    const issue = check?.(context.value as never);
    if (issue !== undefined)
      context.issues.push({
        code: 'custom',
        input: context.value,
        params: { issue },
        path: [...issue.path],
      });
  });
}

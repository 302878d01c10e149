import * as z from 'zod/mini';
import { explainMonth } from '../invoices/explain-month.ts';
import type { ReportDefinition } from './report-definition.ts';
import { schemas } from './report-parameters.ts';
import type { ExplainedLineRow, OwnReports } from './report-rows.ts';
import { customerColumns, customerParameter, monthParameter, productColumns } from './shared-columns.ts';

const { date, decimal } = schemas;
const sale = z.strictObject({
  subscriptionId: z.string().check(z.minLength(1)),
  currency: z.string().check(z.regex(/^[A-Z]{3}$/, 'must be a currency, e.g. USD.')),
  unitPrice: z.optional(decimal),
  cycle: z.strictObject({ start: date, end: date, fullEnd: z.optional(date) }),
  quantity: z.number(),
  changes: z.optional(z.array(z.strictObject({ date, quantity: z.number() }))),
  cancelledOn: z.optional(date),
  promotion: z.optional(z.strictObject({ percentOff: decimal, endsOn: date })),
  taxPercent: z.optional(decimal),
});

export const explain: ReportDefinition<OwnReports['explain']['parameters'], ExplainedLineRow> = {
  title: 'A month of invoices, explained line by line',
  parameters: [
    { ...monthParameter, required: false },
    { name: 'invoice', type: 'text', required: false, description: 'One invoice only, by its id.' },
    customerParameter,
    {
      name: 'sales',
      type: 'rows',
      required: false,
      schema: z.array(sale),
      description: 'What was sold, where the caller knows it better than the platform.',
    },
  ],
  columns: [
    { name: 'line', type: 'integer' },
    { name: 'invoice', type: 'text' },
    ...customerColumns,
    { name: 'subscription', type: 'text' },
    ...productColumns,
    { name: 'chargeType', type: 'text' },
    { name: 'from', type: 'date' },
    { name: 'to', type: 'date' },
    { name: 'quantity', type: 'decimal' },
    { name: 'currency', type: 'text' },
    { name: 'unitPrice', type: 'money' },
    { name: 'daysBilled', type: 'integer' },
    { name: 'daysInCycle', type: 'integer' },
    { name: 'subtotal', type: 'money' },
    { name: 'tax', type: 'money' },
    { name: 'total', type: 'money' },
    { name: 'expected', type: 'money' },
    { name: 'checked', type: 'text' },
    { name: 'finding', type: 'text' },
    { name: 'difference', type: 'money' },
    { name: 'remedy', type: 'text' },
  ],
  check: ({ month, invoice }) =>
    month === undefined && invoice === undefined
      ? {
          code: 'report.what_invoice',
          path: ['month'],
          message: 'is missing.',
          remedy: 'Send month or invoice.',
        }
      : undefined,
  async *rows(context, parameters) {
    const { lines, findings } = await explainMonth(context, parameters);
    yield* lines;
    for (const { line, kind, subscriptionId, expected, difference, remedy } of findings) {
      if (line !== undefined) continue;
      const subscription = subscriptionId && { subscription: subscriptionId };
      yield { ...subscription, expected, finding: kind, difference, remedy };
    }
  },
};

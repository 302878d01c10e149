import type { ReportDefinition } from './report-definition.ts';
import type { AuditRow, OwnReports } from './report-rows.ts';
import {
  customerColumns,
  customerParameter,
  daysIssue,
  fromParameter,
  toParameter,
} from './shared-columns.ts';

export const audit: ReportDefinition<OwnReports['audit']['parameters'], AuditRow> = {
  title: 'Who did what',
  parameters: [
    fromParameter,
    toParameter,
    customerParameter,
    {
      name: 'who',
      type: 'text',
      required: false,
      description: 'A part of the name of who did it, in any case.',
    },
    { name: 'what', type: 'text', required: false, description: 'A part of what was done, in any case.' },
  ],
  columns: [
    { name: 'at', type: 'instant' },
    { name: 'who', type: 'text' },
    { name: 'what', type: 'text' },
    { name: 'thing', type: 'text' },
    { name: 'thingName', type: 'text' },
    { name: 'thingType', type: 'text' },
    ...customerColumns,
    { name: 'before', type: 'text' },
    { name: 'after', type: 'text' },
  ],
  check: daysIssue,
  async *rows({ operations, options }, { from, to, customer, who = '', what = '' }) {
    const window = { from, to, ...(customer !== undefined && { customer: String(customer) }) };
    for await (const entry of operations.audit(window, options))
      if (has(entry.who, who) && has(entry.what, what)) yield entry;
  },
};

function has(text: string | undefined, part: string): boolean {
  return part === '' || (text ?? '').toLowerCase().includes(part.toLowerCase());
}

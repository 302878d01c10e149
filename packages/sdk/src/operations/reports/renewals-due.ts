import { addMonths, day, isoOf } from '../calendar.ts';
import { ofEachCustomer } from './report-context.ts';
import type { ReportDefinition } from './report-definition.ts';
import type { HeldSubscription } from './report-operations.ts';
import type { OwnReports, RenewalRow } from './report-rows.ts';
import {
  customerColumns,
  customerParameter,
  daysIssue,
  fromParameter,
  toParameter,
} from './shared-columns.ts';

type Parameters = OwnReports['renewalsDue']['parameters'];

export const renewalsDue: ReportDefinition<Parameters, RenewalRow> = {
  title: 'Renewals that are due',
  parameters: [
    {
      name: 'within',
      type: 'period',
      required: false,
      description: 'How far ahead, from now; or else from and to.',
    },
    { ...fromParameter, required: false },
    { ...toParameter, required: false },
    customerParameter,
  ],
  columns: [
    { name: 'at', type: 'instant' },
    { name: 'lastDayToChange', type: 'date' },
    ...customerColumns,
    { name: 'subscription', type: 'text' },
    { name: 'name', type: 'text' },
    { name: 'product', type: 'text' },
    { name: 'quantity', type: 'integer' },
    { name: 'outcome', type: 'text' },
    { name: 'nextQuantity', type: 'integer' },
    { name: 'nextTerm', type: 'text' },
    { name: 'nextBillingCycle', type: 'text' },
  ],
  check(parameters) {
    const { within, from, to } = parameters;
    const isAhead = within !== undefined && from === undefined && to === undefined;
    const isDays = within === undefined && from !== undefined && to !== undefined;
    if (isAhead || isDays) return isDays ? daysIssue(parameters) : undefined;
    return {
      code: 'report.window',
      path: ['within'],
      message: 'stands alone, and from goes with to.',
      remedy: 'Send within, or from and to.',
    };
  },
  async *rows(context, parameters) {
    const { operations, options, platform } = context;
    const { customer, within, from, to } = parameters;
    const now = platform.environment.now();
    const window =
      within === undefined
        ? { start: Date.parse(`${from}T00:00:00Z`), end: Date.parse(`${to}T00:00:00Z`) + day }
        : { start: now, end: afterPeriod(now, within) + 1 };
    const customers = operations.customers(customer === undefined ? undefined : String(customer), options);
    const due: RenewalRow[] = [];
    const read = ofEachCustomer(context, customers, async (each, turn) =>
      (await operations.subscriptions(each, turn)).flatMap((held) => dueOf(held, window)),
    );
    for await (const row of read) due.push(row);
    yield* due.sort((left, right) => (left.at < right.at ? -1 : left.at > right.at ? 1 : 0));
  },
};

export function afterPeriod(instant: number, period: string): number {
  const [, count, unit = 'D'] = /^P(\d+)([DWMY])$/.exec(period) ?? [];
  const units = Number(count);
  if (unit === 'D' || unit === 'W') return instant + units * (unit === 'W' ? 7 : 1) * day;
  return addMonths(instant, unit === 'Y' ? units * 12 : units);
}

function dueOf(held: HeldSubscription, { start, end }: { start: number; end: number }): RenewalRow[] {
  const { termEndsAt, status, customer, product } = held;
  const at = Date.parse(termEndsAt ?? '');
  if ((status !== 'active' && status !== 'suspended') || !(at >= start && at < end)) return [];
  const outcome = outcomeOf(held);
  const goesOn = outcome !== 'ends' && outcome !== 'lapses';
  const nextTerm = held.atRenewal?.term ?? held.term;
  const nextBillingCycle = held.atRenewal?.billingCycle ?? held.billingCycle;
  return [
    {
      at: isoOf(at),
      lastDayToChange: isoOf(at - 1).slice(0, 10),
      customer: customer.id,
      customerName: customer.name,
      subscription: held.id,
      name: held.name,
      ...(product !== undefined && { product }),
      quantity: held.quantity,
      outcome,
      ...(goesOn && {
        nextQuantity: held.atRenewal?.quantity ?? held.quantity,
        ...(nextTerm !== undefined && { nextTerm }),
        ...(nextBillingCycle !== undefined && { nextBillingCycle }),
      }),
    },
  ];
}

function outcomeOf(held: HeldSubscription): RenewalRow['outcome'] {
  if (!held.autoRenew) return 'ends';
  // A licence that is suspended when its term ends is not renewed.
  if (held.status === 'suspended' && held.isLicence) return 'lapses';
  if (held.isTrial) return 'becomes-paid';
  return held.atRenewal === undefined ? 'renews' : 'renews-changed';
}

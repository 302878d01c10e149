import { Decimal } from 'decimal.js';
import { ValidationError } from '../../http/errors/validation-error.ts';
import { isoOf } from '../calendar.ts';
import type { ReportContext, ReportFailure } from '../reports/report-context.ts';
import type { InvoiceLine, ReportCustomer } from '../reports/report-operations.ts';
import type { ExplainedLineRow, OwnReports } from '../reports/report-rows.ts';
import { type CheckedLine, checkInvoice, type InvoiceTruth, type Sale } from './explain-invoice.ts';
import { findingOf, type InvoiceFinding } from './invoice-findings.ts';
import { salesOf } from './sales-of-holding.ts';

type Parameters = OwnReports['explain']['parameters'];

/** A month's lines beside what they should be. */
export interface InvoiceExplanation {
  readonly month: string;
  readonly lines: readonly ExplainedLineRow[];
  readonly findings: readonly InvoiceFinding[];
  /** Customers whose subscriptions could not be read: of their lines only the totals are checked. */
  readonly failures: readonly ReportFailure[];
}

/** Reads the lines of a month and what was sold, and holds the one against the other. */
export async function explainMonth(
  context: ReportContext,
  { month: wanted, invoice, customer, sales }: Parameters,
): Promise<Omit<InvoiceExplanation, 'failures'>> {
  const { operations, options, platform } = context;
  const month = wanted ?? (await operations.invoiceMonth(invoice ?? '', options));
  checkOver(month, platform.environment.now(), platform.name);
  const question = { month, ...(customer !== undefined && { customer: String(customer) }) };
  const all: InvoiceLine[] = [];
  for await (const line of operations.invoiceLines(question, options)) all.push(line);
  const truth = sales === undefined ? await truthOf(context, question, all) : { month, sales };
  const checked = checkInvoice(all, truth);
  const isShown = (line: InvoiceLine | undefined) => invoice === undefined || line?.invoice === invoice;
  const totals = customer === undefined ? await totalFindings(context, month, invoice, all) : [];
  const shown = [...all.keys()].filter((index) => isShown(all[index]));
  const findings = checked.findings.flatMap((found): InvoiceFinding[] => {
    if (found.line === undefined) return invoice === undefined ? [found] : [];
    return isShown(all[found.line]) ? [{ ...found, line: shown.indexOf(found.line) }] : [];
  });
  return {
    month,
    lines: shown.map((index, line) =>
      toRow(all[index] as InvoiceLine, checked.lines[index] as CheckedLine, line),
    ),
    findings: [...findings, ...totals],
  };
}

function checkOver(month: string, now: number, platform: string): void {
  if (month < isoOf(now).slice(0, 7)) return;
  const message = `${month} is not over.`;
  const remedy = 'Ask for a month whose charges are all there.';
  throw new ValidationError([{ code: 'report.month_open', path: ['month'], message, remedy }], { platform });
}

/** What customers held, from everything but the invoice. */
async function truthOf(
  context: ReportContext,
  { month, customer }: { readonly month: string; readonly customer?: string },
  lines: readonly InvoiceLine[],
): Promise<InvoiceTruth> {
  const { operations, options } = context;
  const customers = new Map<string, ReportCustomer>();
  for await (const each of operations.customers(customer, options)) customers.set(each.id, each);
  const billed = new Map<string, InvoiceLine[]>();
  for (const line of lines) {
    if (!customers.has(line.customer.id)) customers.set(line.customer.id, line.customer);
    const id = line.subscriptionId.toLowerCase();
    billed.set(id, [...(billed.get(id) ?? []), line]);
  }
  const sales: Sale[] = [];
  const knownFrom = new Map<string, string>();
  const failed = new Set<string>();
  const fail = (failure: ReportFailure) => {
    failed.add(failure.customer.id);
    context.fail(failure);
  };
  for await (const holding of operations.holdings(customers.values(), month, { ...context, fail })) {
    const { subscriptionId, plan } = holding;
    const own = billed.get(subscriptionId.toLowerCase()) ?? [];
    const isOtherPlan = plan !== undefined && own.some((line) => line.plan !== plan.id);
    const from = isOtherPlan ? plan.since : holding.knownFrom;
    knownFrom.set(subscriptionId, from === undefined ? never : isoOf(from).slice(0, 10));
    sales.push(...salesOf(holding, month, own[0]?.currency ?? ''));
  }
  for (const { customer: of, subscriptionId, isUnlisted } of lines)
    if (isUnlisted || failed.has(of.id)) knownFrom.set(subscriptionId, never);
  return { month, sales, knownFrom };
}

const never = '9999-12-31';

async function totalFindings(
  { operations, options }: ReportContext,
  month: string,
  invoice: string | undefined,
  lines: readonly InvoiceLine[],
): Promise<InvoiceFinding[]> {
  const totals = await operations.invoiceTotals(month, options);
  return totals.flatMap((each) => {
    const own = lines.filter((line) => line.invoice === each.invoice);
    const sum = own.reduce((all, line) => all.plus(line.totalForCustomer), new Decimal(0));
    const isRight = sum.eq(each.total) || (invoice !== undefined && invoice !== each.invoice);
    return isRight ? [] : [findingOf('invoice-total-not-sum', each.total, sum)];
  });
}

function toRow(
  line: InvoiceLine,
  { checked, expected, finding }: CheckedLine,
  index: number,
): ExplainedLineRow {
  const { chargeType, invoice } = line;
  return {
    line: index,
    ...(invoice !== undefined && { invoice }),
    customer: line.customer.id,
    customerName: line.customer.name,
    subscription: line.subscriptionId,
    product: line.product,
    productName: line.productName,
    ...(chargeType !== undefined && { chargeType }),
    from: line.chargeStartDate.slice(0, 10),
    to: line.chargeEndDate.slice(0, 10),
    quantity: line.quantity,
    currency: line.currency,
    unitPrice: String(line.unitPrice),
    ...(expected && { daysBilled: expected.days.billed, daysInCycle: expected.days.inCycle }),
    subtotal: String(line.subtotal),
    tax: String(line.taxTotal),
    total: String(line.totalForCustomer),
    ...(expected && { expected: expected.subtotal.toFixed() }),
    checked,
    ...(finding && { finding: finding.kind, difference: finding.difference, remedy: finding.remedy }),
  };
}

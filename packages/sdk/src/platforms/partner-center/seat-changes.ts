import { addMonths, day, isoOf, startOfDay } from '../../operations/calendar.ts';
import { ofEachCustomer, type ReportContext } from '../../operations/reports/report-context.ts';
import type {
  InvoiceLine,
  ReportCustomer,
  ReportWindow,
  SeatChange,
} from '../../operations/reports/report-operations.ts';
import type { PartnerCenter } from './client.ts';
import { invoicesByMonth, linesOf } from './invoice-lines.ts';
import { isLicence, toSubscription } from './subscription-shape.ts';

/** A seat that is paid for three years stands on one line only. */
const longestCycleMonths = 36;

interface Billed {
  readonly line: InvoiceLine;
  /** Seats by the first instant on which there are so many more. */
  readonly steps: Map<number, number>;
}

/** Seats by what is charged for them: a seat is held on the days that its charges are for. */
export async function* seatChanges(
  partnerCenter: PartnerCenter,
  { from, to, customer }: ReportWindow,
  context: ReportContext,
): AsyncGenerator<SeatChange, void, undefined> {
  const today = startOfDay(partnerCenter.client.environment.now());
  const billed = new Map<string, Map<string, Billed>>();
  const customers = new Map<string, ReportCustomer>();
  const invoices = await invoicesByMonth(partnerCenter, context.options);
  for (const month of monthsBetween(addMonths(Date.parse(from), -longestCycleMonths), Date.parse(to))) {
    for await (const line of linesOf(partnerCenter, month, invoices.get(month) ?? [], context.options)) {
      if (customer !== undefined && line.customer.id !== customer) continue;
      customers.set(line.customer.id, line.customer);
      const own = billed.get(line.customer.id) ?? new Map<string, Billed>();
      billed.set(line.customer.id, own);
      const id = line.subscriptionId.toLowerCase();
      const known = own.get(id) ?? { line, steps: new Map() };
      own.set(id, known);
      const end = startOfDay(Date.parse(line.chargeEndDate)) + day;
      step(known, startOfDay(Date.parse(line.chargeStartDate)), line.quantity);
      // What is charged from today on may come later today.
      if (end < today) step(known, end, -line.quantity);
    }
  }
  yield* ofEachCustomer(context, customers.values(), async (each, turn) => {
    const owned = await partnerCenter.subscriptions.list(each.id, {}, turn);
    const licences = new Set(
      owned.filter(isLicence).map((one) => toSubscription(each.id, one).id.toLowerCase()),
    );
    return [...(billed.get(each.id) ?? [])].flatMap(([id, one]) => (licences.has(id) ? changesOf(one) : []));
  });
}

function step({ steps }: Billed, at: number, quantity: number): void {
  const sum = (steps.get(at) ?? 0) + quantity;
  if (sum === 0) steps.delete(at);
  else steps.set(at, sum);
}

function changesOf({ line: { customer, product, productName }, steps }: Billed): SeatChange[] {
  return [...steps].map(([at, quantity]) => ({ at: isoOf(at), customer, product, productName, quantity }));
}

function monthsBetween(from: number, to: number): string[] {
  const months: string[] = [];
  const first = Date.parse(`${isoOf(from).slice(0, 7)}-01T00:00:00Z`);
  for (let at = first; at <= to; at = addMonths(at, 1)) months.push(isoOf(at).slice(0, 7));
  return months;
}

import { ofEachCustomer } from './report-context.ts';
import type { ReportDefinition } from './report-definition.ts';
import type { HeldSubscription } from './report-operations.ts';
import type { OwnReports, SeatRow } from './report-rows.ts';
import { customerColumns, customerParameter, productColumns } from './shared-columns.ts';

export const seats: ReportDefinition<OwnReports['seats']['parameters'], SeatRow> = {
  title: 'Seats that customers have now',
  parameters: [customerParameter],
  columns: [
    ...customerColumns,
    ...productColumns,
    { name: 'subscriptions', type: 'integer' },
    { name: 'seats', type: 'integer' },
    { name: 'suspendedSeats', type: 'integer' },
  ],
  async *rows(context, { customer }) {
    const { operations, options } = context;
    const customers = operations.customers(customer === undefined ? undefined : String(customer), options);
    yield* ofEachCustomer(context, customers, async (each, turn) =>
      seatRows(await operations.subscriptions(each, turn)),
    );
  },
};

function seatRows(held: readonly HeldSubscription[]): SeatRow[] {
  const rows = new Map<string, SeatRow>();
  for (const { customer, product = '', name, quantity, status, isLicence } of held) {
    const isActive = status === 'active';
    if (!isLicence || (!isActive && status !== 'suspended')) continue;
    const key = product || name;
    const known = rows.get(key);
    rows.set(key, {
      customer: customer.id,
      customerName: customer.name,
      product: key,
      productName: known?.productName ?? name,
      subscriptions: (known?.subscriptions ?? 0) + 1,
      seats: (known?.seats ?? 0) + (isActive ? quantity : 0),
      suspendedSeats: (known?.suspendedSeats ?? 0) + (isActive ? 0 : quantity),
    });
  }
  return [...rows.values()];
}

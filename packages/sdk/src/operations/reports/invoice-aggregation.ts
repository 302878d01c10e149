import { Decimal } from 'decimal.js';
import type { ReportDefinition } from './report-definition.ts';
import type { InvoiceLine } from './report-operations.ts';
import type { AggregateBy, InvoiceAggregationRow, OwnReports } from './report-rows.ts';
import { customerParameter, monthParameter } from './shared-columns.ts';

export const invoiceAggregation: ReportDefinition<
  OwnReports['invoiceAggregation']['parameters'],
  InvoiceAggregationRow
> = {
  title: 'A month of invoices, added up',
  parameters: [
    monthParameter,
    {
      name: 'by',
      type: 'choice',
      required: true,
      choices: ['customer', 'product', 'subscription', 'contract', 'purchaseOrder', 'chargeType'],
      description: 'What a row is of; currencies stay apart.',
    },
    customerParameter,
  ],
  columns: [
    { name: 'key', type: 'text' },
    { name: 'label', type: 'text' },
    { name: 'currency', type: 'text' },
    { name: 'lines', type: 'integer' },
    { name: 'purchase', type: 'money' },
    { name: 'tax', type: 'money' },
    { name: 'sale', type: 'money' },
    { name: 'margin', type: 'money' },
  ],
  async *rows({ operations, options }, { month, by, customer }) {
    const question = { month, ...(customer !== undefined && { customer: String(customer) }) };
    const groups = new Map<string, Group>();
    for await (const line of operations.invoiceLines(question, options)) {
      const [key, label] = keyOf(line, by);
      const id = `${line.currency} ${key}`;
      const group = groups.get(id) ?? newGroup(key, label, line.currency);
      groups.set(id, group);
      group.lines += 1;
      group.purchase = group.purchase.plus(line.subtotal);
      group.tax = group.tax.plus(line.taxTotal);
      // A sum that lacks a line would be a wrong one.
      group.sale = line.sale === undefined ? undefined : group.sale?.plus(line.sale);
    }
    for (const group of [...groups.values()].sort((left, right) => (left.key < right.key ? -1 : 1)))
      yield toRow(group);
  },
};

interface Group {
  readonly key: string;
  readonly label: string;
  readonly currency: string;
  lines: number;
  purchase: Decimal;
  tax: Decimal;
  sale: Decimal | undefined;
}

function newGroup(key: string, label: string, currency: string): Group {
  const zero = new Decimal(0);
  return { key, label, currency, lines: 0, purchase: zero, tax: zero, sale: zero };
}

function keyOf(line: InvoiceLine, by: AggregateBy): readonly [key: string, label: string] {
  switch (by) {
    case 'customer':
      return [line.customer.id, line.customer.name];
    case 'product':
      return [line.product, line.productName];
    case 'subscription':
      return [line.subscriptionId, `${line.productName}, ${line.customer.name}`];
    case 'contract':
      return [line.contractId ?? '', line.contractId ?? '(no contract)'];
    case 'purchaseOrder':
      return [line.purchaseOrder ?? '', line.purchaseOrder ?? '(no purchase order)'];
    default:
      return [line.chargeType ?? '', line.chargeType ?? '(not told)'];
  }
}

function toRow({ key, label, currency, lines, purchase, tax, sale }: Group): InvoiceAggregationRow {
  return {
    key,
    label,
    currency,
    lines,
    purchase: purchase.toFixed(),
    tax: tax.toFixed(),
    ...(sale && { sale: sale.toFixed(), margin: sale.minus(purchase).toFixed() }),
  };
}

import { Decimal } from 'decimal.js';
import * as z from 'zod/mini';
import type { ReportDefinition } from './report-definition.ts';
import { schemas } from './report-parameters.ts';
import type { OwnReports, SalesAgainstInvoiceRow } from './report-rows.ts';
import { customerColumns, customerParameter, monthParameter, productColumns } from './shared-columns.ts';

const ownSale = z.strictObject({
  customer: schemas.id,
  product: z.string().check(z.minLength(1)),
  quantity: z.number(),
  amount: schemas.decimal,
  currency: z.optional(z.string().check(z.regex(/^[A-Z]{3}$/, 'must be a currency, e.g. USD.'))),
});

export const salesAgainstInvoice: ReportDefinition<
  OwnReports['salesAgainstInvoice']['parameters'],
  SalesAgainstInvoiceRow
> = {
  title: 'What the platform bills beside what was sold',
  parameters: [
    monthParameter,
    {
      name: 'sales',
      type: 'rows',
      required: true,
      schema: z.array(ownSale),
      description: 'What the caller charged: customer, product, quantity, amount, currency.',
    },
    customerParameter,
  ],
  columns: [
    ...customerColumns,
    ...productColumns,
    { name: 'currency', type: 'text' },
    { name: 'billedQuantity', type: 'integer' },
    { name: 'soldQuantity', type: 'integer' },
    { name: 'billed', type: 'money' },
    { name: 'sold', type: 'money' },
    { name: 'margin', type: 'money' },
    { name: 'verdict', type: 'text' },
  ],
  async *rows({ operations, options }, { month, sales, customer }) {
    const question = { month, ...(customer !== undefined && { customer: String(customer) }) };
    const pairs = new Map<string, Pair[]>();
    const pairOf = (of: string, product: string, currency: string | undefined): Pair => {
      const key = `${of} ${product}`.toLowerCase();
      const known = pairs.get(key) ?? [];
      pairs.set(key, known);
      const fitting = known.find((each) => currency === undefined || each.currency === currency);
      if (fitting !== undefined) return fitting;
      const made = { customer: of, product, currency, ...nothing };
      known.push(made);
      return made;
    };
    for await (const line of operations.invoiceLines(question, options)) {
      const pair = pairOf(line.customer.id, line.product, line.currency);
      pair.customerName = line.customer.name;
      pair.productName = line.productName;
      pair.billedQuantity += line.quantity;
      pair.billed = pair.billed.plus(line.subtotal);
      pair.isBilled = true;
    }
    for (const sale of sales) {
      if (customer !== undefined && String(sale.customer) !== String(customer)) continue;
      const pair = pairOf(String(sale.customer), sale.product, sale.currency);
      pair.soldQuantity += sale.quantity;
      pair.sold = pair.sold.plus(sale.amount);
      pair.isSold = true;
    }
    for (const each of pairs.values()) yield* each.map(toRow);
  },
};

interface Pair {
  readonly customer: string;
  readonly product: string;
  readonly currency: string | undefined;
  customerName?: string;
  productName?: string;
  billedQuantity: number;
  soldQuantity: number;
  billed: Decimal;
  sold: Decimal;
  isBilled: boolean;
  isSold: boolean;
}

const nothing = {
  billedQuantity: 0,
  soldQuantity: 0,
  billed: new Decimal(0),
  sold: new Decimal(0),
  isBilled: false,
  isSold: false,
};

function toRow(pair: Pair): SalesAgainstInvoiceRow {
  const { customer, customerName, product, productName, currency, billedQuantity, soldQuantity } = pair;
  return {
    customer,
    ...(customerName !== undefined && { customerName }),
    product,
    ...(productName !== undefined && { productName }),
    ...(currency !== undefined && { currency }),
    billedQuantity,
    soldQuantity,
    billed: pair.billed.toFixed(),
    sold: pair.sold.toFixed(),
    margin: pair.sold.minus(pair.billed).toFixed(),
    verdict: verdictOf(pair),
  };
}

function verdictOf({
  isBilled,
  isSold,
  billedQuantity,
  soldQuantity,
}: Pair): SalesAgainstInvoiceRow['verdict'] {
  if (!isBilled) return 'missing';
  if (!isSold) return 'extra';
  return billedQuantity === soldQuantity ? 'matched' : 'quantity-differs';
}

import type { Quote, QuoteLine } from '../operations/quotes/quote.ts';
import { toCsv } from '../streaming/to-csv.ts';

export interface QuoteCsvOptions {
  /** Adds what the caller pays and why: not for the customer. @default false */
  readonly internal?: boolean;
}

/**
 * A quote as CSV, a row for each line; amounts are without tax. Column names are the same in every language, for programs.
 * Text that a spreadsheet would run as a formula (it begins with = + - or @) gets an apostrophe before it.
 * @example
 * await writeFile('quote.csv', await quoteToCsv(quote));
 */
export async function quoteToCsv(quote: Quote, { internal = false }: QuoteCsvOptions = {}): Promise<string> {
  const rows = quote.lines.map((line, index) => ({
    ...rowOf(quote, line, index),
    ...(internal && internalOf(line)),
  }));
  const decoder = new TextDecoder();
  let csv = '';
  for await (const bytes of toCsv(rows, undefined, { forSpreadsheets: true }))
    csv += decoder.decode(bytes, { stream: true });
  return csv + decoder.decode();
}

function rowOf(quote: Quote, line: QuoteLine, index: number) {
  return {
    quote: quote.id,
    version: quote.version,
    validUntil: quote.validUntil,
    line: index + 1,
    product: line.product,
    name: line.name,
    term: line.term,
    billingCycle: line.billingCycle,
    quantity: line.quantity,
    listPrice: line.unit.list?.amount,
    listCurrency: line.unit.list?.currency,
    discountPercent: line.discount,
    unitPrice: line.unit.sale.amount,
    total: line.total.sale.amount,
    currency: line.total.sale.currency,
  };
}

function internalOf({ unit, total, reason, priceValidUntil, subscription }: QuoteLine) {
  return {
    purchaseUnitPrice: unit.purchase.amount,
    purchaseTotal: total.purchase.amount,
    purchaseCurrency: unit.purchase.currency,
    reason: reason.message,
    priceValidUntil,
    subscription,
  };
}

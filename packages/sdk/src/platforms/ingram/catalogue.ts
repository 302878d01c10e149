import type { Product, ProductKey } from '../../generated/ingram.gen.ts';
import type { OperationOptions } from '../../operations/progress.ts';
import type { BillingCycle, Term } from '../../operations/subscriptions/subscription-operations.ts';
import type { Ingram } from './client.ts';
import { cycleOf, termOf } from './periods.ts';
import { conflict, refusal } from './refusal.ts';

export interface Wanted {
  /** The MPN. */
  readonly product: string;
  readonly term?: Term | undefined;
  readonly billingCycle?: BillingCycle | undefined;
}

/** Every key that the platform asks for where an MPN is not unique; the number alone where there is no MPN. */
export function keysOf({ mpn, vendor, id, subscriptionPeriod, billingPeriod }: ProductKey): ProductKey {
  if (!mpn) return id === undefined ? {} : { id };
  return {
    mpn,
    ...(vendor && { vendor }),
    ...(subscriptionPeriod && { subscriptionPeriod }),
    ...(billingPeriod && { billingPeriod }),
  };
}

/** The rows of the catalogue with an MPN. */
export async function rowsOf(ingram: Ingram, product: string, options: OperationOptions): Promise<Product[]> {
  const rows: Product[] = [];
  for await (const row of ingram.products.list({ mpn: product }, options))
    if (row.mpn?.toUpperCase() === product.toUpperCase()) rows.push(row);
  return rows;
}

/** The row of the catalogue that sells a product so. @throws BadRequestError when there is none @throws ConflictError when there are several */
export async function soldAs(ingram: Ingram, wanted: Wanted, options: OperationOptions): Promise<Product> {
  const { product, term, billingCycle } = wanted;
  const rows = await rowsOf(ingram, product, options);
  if (rows.length === 0) {
    throw refusal(
      'ingram.not_sold',
      `${product} is not in the catalogue.`,
      'List what is with products.list: product is its MPN.',
    );
  }
  const [row, ...others] = rows.filter(
    (each) =>
      (term === undefined || termOf(each.subscriptionPeriod) === term) &&
      (billingCycle === undefined || cycleOf(each.billingPeriod) === billingCycle),
  );
  if (row === undefined) {
    const ways = rows.map(
      (each) => `${termOf(each.subscriptionPeriod) ?? 'no term'} ${cycleOf(each.billingPeriod) ?? ''}`,
    );
    throw refusal(
      'ingram.no_plan',
      `${product} is not sold for ${term} billed ${billingCycle}.`,
      `It is sold as: ${[...new Set(ways)].join(', ')}.`,
    );
  }
  if (others.length === 0) return row;
  throw conflict(
    'ingram.ambiguous_product',
    `${others.length + 1} rows of the catalogue are ${product} for ${term ?? 'any term'}: ${[row, ...others].map(({ name, vendor, id }) => `${name} of ${vendor} (${id})`).join(', ')}.`,
    'Order one of them by its id with orders.place of the client.',
  );
}

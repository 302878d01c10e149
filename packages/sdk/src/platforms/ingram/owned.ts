import type { SubscriptionDetailed } from '../../generated/ingram.gen.ts';
import type { OperationOptions } from '../../operations/progress.ts';
import type { Ingram } from './client.ts';
import { callOptionsOf } from './order-once.ts';

/** Rows of the list have no products: each is read, so many at once. */
const atOnce = 8;

/** What a customer has, ended ones too, with products and parameters. */
export async function ownedBy(
  ingram: Ingram,
  customerId: string,
  options: OperationOptions,
): Promise<SubscriptionDetailed[]> {
  const calls = callOptionsOf(options);
  const ids: string[] = [];
  for await (const { id } of ingram.subscriptions.list({ customerId }, calls)) ids.push(id);
  const owned: SubscriptionDetailed[] = [];
  for (let start = 0; start < ids.length; start += atOnce) {
    const next = ids.slice(start, start + atOnce);
    owned.push(...(await Promise.all(next.map((id) => ingram.subscriptions.get(id, calls)))));
  }
  return owned;
}

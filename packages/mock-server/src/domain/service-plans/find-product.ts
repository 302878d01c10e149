import { Refusal } from '../refusal.ts';
import { type GivenPeriod, isSamePeriod } from './period.ts';
import { type PlanProduct, planProducts } from './service-plan.ts';

/** What tells a product from others: its number alone, or the MPN with as many of the rest as it takes. */
export interface ProductKey {
  readonly id?: string | undefined;
  readonly mpn?: string | undefined;
  readonly vendor?: string | undefined;
  readonly subscriptionPeriod?: GivenPeriod | undefined;
  readonly billingPeriod?: GivenPeriod | undefined;
}

type KeyName = 'vendor' | 'subscriptionPeriod' | 'billingPeriod';

/** In the order in which they are asked for. evidence: docs */
const furtherKeys: readonly (readonly [name: KeyName, toldBy: (product: PlanProduct) => unknown])[] = [
  ['vendor', ({ product }) => product.vendor],
  ['subscriptionPeriod', ({ subscriptionPeriod }) => JSON.stringify(subscriptionPeriod)],
  ['billingPeriod', ({ billingPeriod }) => JSON.stringify(billingPeriod)],
];

/** The product that keys name, among all or those given. @throws Refusal when there is none, or which keys are wanted beside */
export function findProduct(key: ProductKey, among: readonly PlanProduct[] = planProducts): PlanProduct {
  if (key.id === undefined && key.mpn === undefined) {
    throw new Refusal('invalid', 'product.no_key', 'products: name each by its mpn or its id.', 'products');
  }
  const fitting = among.filter((each) => fits(each, key));
  const [found] = fitting;
  if (found !== undefined && fitting.length === 1) return found;
  if (found === undefined) {
    throw new Refusal(
      'not-found',
      'product.unknown',
      `products: there is no ${key.mpn === undefined ? `product ${key.id}` : `MPN ${key.mpn}`} with these keys.`,
      'products',
    );
  }
  const wanted = furtherKeys
    .filter(
      ([name, toldBy]) => key[name] === undefined && new Set(fitting.map((each) => toldBy(each))).size > 1,
    )
    .map(([name]) => name);
  throw new Refusal(
    'conflict',
    'product.ambiguous',
    `MPN ${key.mpn} is not unique: ${fitting.length} products have it. Send ${wanted.join(', ')} beside mpn, or the id of the product.`,
    'products',
  );
}

function fits(
  each: PlanProduct,
  { id, mpn, vendor, subscriptionPeriod, billingPeriod }: ProductKey,
): boolean {
  return (
    (id === undefined || each.id === id) &&
    (mpn === undefined || each.mpn.toLowerCase() === mpn.toLowerCase()) &&
    (vendor === undefined || each.product.vendor.toLowerCase() === vendor.toLowerCase()) &&
    (subscriptionPeriod === undefined || isSamePeriod(each.subscriptionPeriod, subscriptionPeriod)) &&
    (billingPeriod === undefined || isSamePeriod(each.billingPeriod, billingPeriod))
  );
}

import { Refusal } from '../refusal.ts';
import { legacyProducts } from './legacy-offers.ts';
import { marketplaceProducts } from './marketplace-products.ts';
import { azureProducts } from './microsoft-azure.ts';
import { licenceProducts } from './microsoft-licences.ts';
import { softwareProducts } from './microsoft-software.ts';
import { tenantProduct } from './microsoft-tenant.ts';
import { wideCatalogue } from './microsoft-wide.ts';
import type { Plan, PriceableItem, Product } from './product.ts';
import { thirdPartyProducts } from './third-party.ts';

/** What the distributor sells, in the order that lists show. */
export const allProducts: readonly Product[] = [
  tenantProduct,
  ...licenceProducts,
  ...azureProducts,
  ...softwareProducts,
  ...thirdPartyProducts,
];

const everything: readonly Product[] = [
  ...allProducts,
  ...wideCatalogue,
  ...legacyProducts,
  ...marketplaceProducts,
];
const byName: ReadonlyMap<string, Product> = new Map(everything.map((product) => [product.name, product]));
const itemsById: ReadonlyMap<number, PriceableItem> = new Map(
  everything.flatMap((product) => product.priceableItems.map((item) => [item.id, item])),
);

export function productNamed(name: string): Product | undefined {
  return byName.get(name);
}

/** @throws Refusal of kind `not-found` */
export function requireProduct(name: string, field = 'ServiceName'): Product {
  const product = byName.get(name);
  if (product !== undefined) return product;
  throw new Refusal(
    'not-found',
    'service.unknown',
    `${field} "${name}" is no service; take the technical name from GetPossibleServicesForParent.`,
    field,
  );
}

/** The plan of a billing type; the only plan when none is named. @throws Refusal naming the plans there are */
export function planFor(product: Product, billingType: string | undefined): Plan {
  const plan =
    billingType === undefined && product.plans.length === 1
      ? product.plans[0]
      : product.plans.find((each) => each.billingType === billingType);
  if (plan !== undefined) return plan;
  const known = product.plans.map((each) => each.billingType).join('; ');
  throw new Refusal(
    'invalid',
    'service.no_plan',
    `BillingType "${billingType ?? ''}" is not sold for ${product.displayName}; choose one of: ${known}.`,
    'BillingType',
  );
}

export function priceableItem(id: number): PriceableItem | undefined {
  return itemsById.get(id);
}

/** What Microsoft sells to partners, the distributor's share of it first. */
export const microsoftProducts: readonly Product[] = everything.filter(
  (product) => product.microsoft !== undefined,
);

const byOffer: ReadonlyMap<string, Product> = new Map(
  microsoftProducts.map((product) => [product.offerId?.toUpperCase() ?? '', product]),
);

/** The product of an offer: `product:sku` on new commerce, a GUID on legacy. */
export function productOfOffer(offerId: string): Product | undefined {
  return byOffer.get(offerId.toUpperCase());
}

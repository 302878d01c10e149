import { createHash } from 'node:crypto';
import type { World } from '../../world.ts';
import type { Tenant } from '../tenants/tenant.ts';
import { microsoftProducts, productOfOffer } from './catalogue.ts';
import type { Family, MicrosoftDetails, Product, Segment } from './product.ts';

/** A product that Microsoft's catalogue has. */
export type MicrosoftProduct = Product & { readonly microsoft: MicrosoftDetails; readonly offerId: string };

export function isMicrosoft(product: Product | undefined): product is MicrosoftProduct {
  return product?.microsoft !== undefined && product.offerId !== undefined;
}

const letters = '0123456789BCDFGHJKLMNPQRSTVWXZ';

/** The id by which a SKU can be bought now; it changes with the generation of the settings. */
export function availabilityIdOf(world: World, product: MicrosoftProduct): string {
  const { availabilityGeneration: generation } = world.settings;
  const known = product.microsoft.availabilityId;
  if (generation === 0 && known !== undefined) return known;
  const digest = createHash('sha1').update(`${product.offerId}:${generation}`).digest();
  const tail = Array.from({ length: 4 }, (_, index) => letters[(digest[index] ?? 0) % letters.length]).join(
    '',
  );
  return product.microsoft.productId.slice(0, -4) + tail;
}

/** The id by which a reservation is bought for legacy Azure: what is answered without reservationScope=AzurePlan. evidence: docs for the rule */
export function legacyAvailabilityIdOf(world: World, product: MicrosoftProduct): string {
  const current = availabilityIdOf(world, product);
  return current.slice(0, -1) + (letters[(letters.indexOf(current.slice(-1)) + 1) % letters.length] ?? '0');
}

/** Whether a catalogue item is a reservation for legacy Azure. */
export function isForLegacyAzure(world: World, product: MicrosoftProduct, catalogItemId: string): boolean {
  return (
    product.kind === 'reservation' &&
    catalogItemId.split(':')[2]?.toUpperCase() === legacyAvailabilityIdOf(world, product)
  );
}

/** `product:sku:availability`, what a cart takes; a legacy offer's is its GUID. */
export function catalogItemIdOf(world: World, product: MicrosoftProduct): string {
  return product.microsoft.family === 'legacy'
    ? product.offerId
    : `${product.offerId}:${availabilityIdOf(world, product)}`;
}

/** The product that a catalogue item is; undefined when there is none, or its availability is not today's. */
export function productOfCatalogItem(world: World, catalogItemId: string): MicrosoftProduct | undefined {
  const [productId = '', skuId, availabilityId] = catalogItemId.split(':');
  const product = productOfOffer(skuId === undefined ? productId : `${productId}:${skuId}`);
  if (!isMicrosoft(product)) return undefined;
  if (product.microsoft.family === 'legacy') return product;
  return availabilityId?.toUpperCase() === availabilityIdOf(world, product) ||
    isForLegacyAzure(world, product, catalogItemId)
    ? product
    : undefined;
}

/** Views that lists of products are asked for by, and what each shows. evidence: docs for the names */
const views: Readonly<Record<string, readonly Family[]>> = {
  azure: ['azure', 'savings-plan'],
  microsoftazure: ['azure'],
  azurereservations: ['reservation'],
  azurereservationsvm: ['reservation'],
  azurereservationssql: [],
  azurereservationscosmosdb: [],
  onlineservices: ['online-services'],
  software: ['software-subscription', 'perpetual-software'],
  softwaresuselinux: [],
  softwareperpetual: ['perpetual-software'],
  softwaresubscriptions: ['software-subscription'],
  specializedoffers: [],
  marketplacesaas: ['marketplace'],
};

export const viewNames: readonly string[] = Object.keys(views);

export interface CatalogueQuestion {
  /** ISO letters. */
  readonly country: string;
  readonly view?: string | undefined;
  readonly segment?: string | undefined;
}

/** The SKUs of a market, view and segment; legacy offers have a catalogue of their own. */
export function skusFor(question: CatalogueQuestion): MicrosoftProduct[] {
  const families = question.view === undefined ? undefined : views[question.view.toLowerCase()];
  const segment = question.segment?.toLowerCase();
  return microsoftProducts
    .filter(isMicrosoft)
    .filter(
      ({ microsoft }) =>
        microsoft.family !== 'legacy' &&
        isSoldIn(microsoft, question.country) &&
        (families === undefined || families.includes(microsoft.family)) &&
        (segment === undefined || microsoft.segment === segment),
    );
}

export function isSoldIn({ markets }: MicrosoftDetails, country: string): boolean {
  return markets === undefined || markets.includes(country);
}

/** The segments that a customer may buy in: commercial, and those it is qualified for. evidence: docs; nonprofit is granted by Microsoft */
export function segmentsOf(tenant: Tenant): ReadonlySet<Segment> {
  const segments = new Set<Segment>(['commercial']);
  for (const { qualification, vettingStatus } of tenant.qualifications ?? []) {
    if (vettingStatus !== 'Approved') continue;
    const segment = qualifiedSegments[qualification];
    if (segment !== undefined) segments.add(segment);
  }
  return segments;
}

const qualifiedSegments: Readonly<Record<string, Segment>> = {
  Education: 'education',
  Nonprofit: 'nonprofit',
  GovernmentCommunityCloud: 'government',
};

import { Decimal } from 'decimal.js';
import { microsoftDetails, type Offer, product } from './build.ts';
import type { Family, Product, ProductKind } from './product.ts';
import { type WideOffer, wideOffers } from './wide-offers/index.ts';

/** How each way of selling prices its terms: from the price of a unit and month, or of the whole. evidence: docs for the terms and cycles, modelled prices */
const terms: Readonly<Record<WideOffer['sold'], (dollars: string) => Offer[]>> = {
  licence: (dollars) => licence(dollars, false),
  'licence-3y': (dollars) => licence(dollars, true),
  monthly: (dollars) => [offer('P1M', 'monthly', dollars)],
  trial: () => [offer('P1M', 'monthly', '0')],
  subscription: (dollars) => [
    offer('P1Y', 'annual', dollars),
    offer('P3Y', 'triennial', new Decimal(dollars).times('2.7').toFixed(2)),
  ],
  perpetual: (dollars) => [{ billingType: 'once', term: undefined, cycle: 'once', dollars, type: 'Setup' }],
  reservation: (dollars) => [
    offer('P1Y', 'annual', dollars),
    offer('P1Y', 'monthly', new Decimal(dollars).div(12).toFixed(2)),
    offer('P3Y', 'triennial', new Decimal(dollars).times('1.9').toFixed(2)),
    offer('P3Y', 'monthly', new Decimal(dollars).times('1.9').div(36).toFixed(2)),
  ],
  saas: (dollars) => [
    offer('P1M', 'monthly', dollars),
    offer('P1Y', 'annual', new Decimal(dollars).times(10).toFixed(2)),
  ],
};

function licence(dollars: string, triennial: boolean): Offer[] {
  const times = (factor: string) => new Decimal(dollars).times(factor).toFixed(2);
  return [
    offer('P1M', 'monthly', times('1.2')),
    offer('P1Y', 'monthly', times('1')),
    offer('P1Y', 'annual', times('12')),
    ...(triennial
      ? [
          offer('P3Y', 'monthly', times('1')),
          offer('P3Y', 'annual', times('12')),
          offer('P3Y', 'triennial', times('36')),
        ]
      : []),
  ];
}

function offer(term: NonNullable<Offer['term']>, cycle: Offer['cycle'], dollars: string): Offer {
  const type = cycle === 'monthly' ? 'Monthly' : cycle === 'annual' ? 'Yearly' : 'Triennial';
  return { billingType: `${term} ${cycle}`, term, cycle, dollars, type };
}

const kinds: Readonly<Record<Family, ProductKind>> = {
  'online-services': 'licence',
  azure: 'azure-plan',
  reservation: 'reservation',
  'savings-plan': 'savings-plan',
  'software-subscription': 'software-subscription',
  'perpetual-software': 'perpetual-software',
  marketplace: 'marketplace-saas',
  legacy: 'licence',
};

/** What Microsoft sells beyond the distributor's own list: segments, trials, add-ons, software, reservations, marketplace. */
export const wideCatalogue: readonly Product[] = wideOffers.map((each, index) =>
  product({
    name: each.offerId,
    displayName: each.title,
    vendor: each.publisher ?? 'Microsoft',
    description: each.description ?? `${each.title}.`,
    kind: kinds[each.family],
    offerId: each.offerId,
    microsoft: microsoftDetails(each.offerId, each.productTitle ?? each.title, each.family, {
      segment: each.segment ?? 'commercial',
      ...(each.availabilityId !== undefined && { availabilityId: each.availabilityId }),
      ...(each.publisher !== undefined && { publisher: each.publisher }),
      ...(each.trialOf !== undefined && { trialOf: each.trialOf }),
      ...(each.prerequisites && { prerequisites: each.prerequisites }),
      ...(each.attestation !== undefined && { attestation: each.attestation }),
      ...(each.markets && { markets: each.markets }),
      ...(each.dynamicAttributes && { dynamicAttributes: each.dynamicAttributes }),
    }),
    upgradesTo: each.upgradesTo ?? [],
    seats: { minimum: each.minimum ?? 1, maximum: each.maximum ?? 10_000 },
    firstItemId: 20_000 + index * 10,
    unitField: 'Quantity',
    offers: terms[each.sold](each.dollars),
    fields: [],
  }),
);

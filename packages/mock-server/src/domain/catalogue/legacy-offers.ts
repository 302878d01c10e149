import { Decimal } from 'decimal.js';
import { microsoftDetails, type Offer, product } from './build.ts';
import type { Product } from './product.ts';

/** A shelf of the legacy catalogue. */
export interface LegacyCategory {
  readonly id: string;
  readonly name: string;
  readonly rank: number;
}

/** evidence: sample */
export const legacyCategories: readonly LegacyCategory[] = [
  { id: 'Enterprise_Key', name: 'Enterprise', rank: 20 },
  { id: 'SmallBusiness_Key', name: 'SmallBusiness', rank: 30 },
  { id: 'Government_Key', name: 'Government', rank: 40 },
  { id: 'Internal_Key', name: 'Internal', rank: 100 },
];

/** What the legacy catalogue said of an offer, beside what every product has. */
export interface LegacyOffer {
  readonly offerId: string;
  readonly title: string;
  /** In US dollars for a seat and month. evidence: modelled */
  readonly dollars: string;
  /** Add-ons have none. evidence: sample */
  readonly category?: LegacyCategory['id'];
  /** The new commerce offer (`product:sku`) that it migrates to; without one there is no way there. evidence: modelled, but for the sample's Office 365 E1 */
  readonly migratesTo?: string;
  /** Offers it can be added to. */
  readonly parents?: readonly string[];
  readonly upgradesTo?: readonly string[];
  /** A trial, and the paid offer that it can be converted to. */
  readonly trialOf?: string;
  readonly markets?: readonly string[];
  readonly maximum?: number;
}

const exchange = '195416C1-3447-423A-B37B-EE59A99A19C4';
const e1 = '91FD106F-4B2C-4938-95AC-F54F74E9A239';
const e3 = '796B6B5F-613C-4E24-A17C-EBA730D49C02';
const businessPremium = '031C9E47-4802-4248-838E-778FB1D2CC05';

/** Azure before the Azure plan. evidence: sample */
export const legacyAzureOfferId = 'MS-AZR-0145P';

/** The ids are those of published samples, as are the titles, but where said otherwise. */
export const legacyOffers: readonly LegacyOffer[] = [
  {
    offerId: exchange,
    title: 'Exchange Online (Plan 1)',
    dollars: '4.00',
    category: 'Enterprise_Key',
    migratesTo: 'CFQ7TTC0LH16:0001',
    upgradesTo: [e1, e3],
  },
  {
    offerId: e1,
    title: 'Office 365 E1',
    dollars: '8.00',
    category: 'Enterprise_Key',
    migratesTo: 'CFQ7TTC0LF8Q:0001',
    upgradesTo: [e3],
  },
  {
    offerId: e3,
    title: 'Office 365 E3',
    dollars: '20.00',
    category: 'Enterprise_Key',
    migratesTo: 'CFQ7TTC0LF8R:0001',
  },
  {
    offerId: businessPremium,
    // The sample has no title. evidence: modelled
    title: 'Office 365 Business Premium',
    dollars: '12.50',
    category: 'SmallBusiness_Key',
    migratesTo: 'CFQ7TTC0LDPB:0001',
    upgradesTo: [e3],
    maximum: 300,
  },
  {
    offerId: 'C0BD2E08-11AC-4836-BDC7-3712E744922F',
    // The sample has no title. evidence: modelled
    title: 'Office 365 Business Premium Trial',
    dollars: '0',
    category: 'SmallBusiness_Key',
    trialOf: businessPremium,
    maximum: 25,
  },
  {
    offerId: 'B4D4B7F4-4089-43B6-9C44-DE97B760FB11',
    title: 'Visio Online Plan 2',
    dollars: '15.00',
    category: 'Enterprise_Key',
    migratesTo: 'CFQ7TTC0HD32:0002',
  },
  {
    offerId: 'E59159FC-6F67-4599-B3CB-17FF4020F643',
    title: 'Azure Active Directory Premium P2',
    dollars: '9.00',
    category: 'Enterprise_Key',
    migratesTo: 'CFQ7TTC0LFK5:0001',
  },
  {
    offerId: '5E1087B6-246B-4503-B88A-B60BDF0B3840',
    title: 'PowerApps per app plan',
    dollars: '5.00',
    category: 'Enterprise_Key',
    migratesTo: 'CFQ7TTC0LP0R:0001',
  },
  {
    offerId: 'E60E0348-1710-484B-992A-32B294D4CDE1',
    title: 'Azure Rights Management Premium (Government Pricing)',
    dollars: '2.00',
    category: 'Government_Key',
    markets: ['US'],
  },
  {
    offerId: '2828BE95-46BA-4F91-B2FD-0BEF192ECF60',
    title: 'Exchange Online Archiving for Exchange Online',
    dollars: '3.00',
    migratesTo: 'CFQ7TTC0LHT4:0001',
    parents: [exchange, e1, businessPremium],
  },
  {
    offerId: '45320EC9-9B8E-49D0-B900-F14141A0ABD1',
    title: 'Microsoft MyAnalytics',
    dollars: '4.00',
    parents: [exchange, e1, e3],
  },
  {
    offerId: 'C94271D8-B431-4A25-A3C5-A57737A1C909',
    // The sample has no title. evidence: modelled
    title: 'Audio Conferencing',
    dollars: '4.00',
    migratesTo: 'CFQ7TTC0LH3N:0001',
    parents: [e1, e3],
  },
  {
    offerId: '43FCE491-76D1-4BCC-B709-8A288786DBAE',
    // The sample has no title. evidence: modelled
    title: 'Phone System',
    dollars: '8.00',
    migratesTo: 'CFQ7TTC0LH0T:0001',
    parents: [e1, e3],
  },
  { offerId: legacyAzureOfferId, title: 'Microsoft Azure', dollars: '1', category: 'Enterprise_Key' },
];

const byId: ReadonlyMap<string, LegacyOffer> = new Map(
  legacyOffers.map((each) => [each.offerId.toUpperCase(), each]),
);

export function legacyOfferWithId(offerId: string): LegacyOffer | undefined {
  return byId.get(offerId.toUpperCase());
}

/** The add-ons that can be had with an offer. */
export function addOnsOf(offerId: string): LegacyOffer[] {
  return legacyOffers.filter((each) => each.parents?.includes(offerId.toUpperCase()) === true);
}

/** Legacy terms are a year, paid by the month or at once; trials last a month, and Azure as long as it is used. evidence: docs */
function waysToPay({ offerId, trialOf, dollars }: LegacyOffer): Offer[] {
  if (offerId === legacyAzureOfferId)
    return [{ billingType: 'Usage', term: undefined, cycle: 'usage', dollars, type: 'Monthly' }];
  if (trialOf !== undefined)
    return [{ billingType: 'P1M monthly', term: 'P1M', cycle: 'monthly', dollars, type: 'Monthly' }];
  return [
    { billingType: 'P1Y monthly', term: 'P1Y', cycle: 'monthly', dollars, type: 'Monthly' },
    {
      billingType: 'P1Y annual',
      term: 'P1Y',
      cycle: 'annual',
      dollars: new Decimal(dollars).times(12).toFixed(2),
      type: 'Yearly',
    },
  ];
}

/** Offers of the commerce before new commerce: held by customers and readable, but no longer sold. */
export const legacyProducts: readonly Product[] = legacyOffers.map((each, index) => {
  const azure = each.offerId === legacyAzureOfferId;
  return product({
    name: each.offerId,
    displayName: each.title,
    vendor: 'Microsoft',
    description: `${each.title}.`,
    kind: azure ? 'azure-plan' : 'licence',
    offerId: each.offerId,
    microsoft: microsoftDetails(each.offerId, each.title, 'legacy', {
      skuId: each.offerId,
      ...(each.trialOf !== undefined && { trialOf: each.trialOf }),
      ...(each.parents && { prerequisites: each.parents }),
      ...(each.markets && { markets: each.markets }),
    }),
    upgradesTo: each.upgradesTo ?? [],
    ...(!azure && { seats: { minimum: 1, maximum: each.maximum ?? 10_000_000 } }),
    firstItemId: 40_000 + index * 10,
    ...(azure ? { usage: true } : { unitField: 'Quantity' }),
    offers: waysToPay(each),
    fields: [],
  });
});

import type { MicrosoftProduct } from '../../../domain/catalogue/availability.ts';
import {
  addOnsOf,
  legacyAzureOfferId,
  legacyCategories,
  legacyOffers,
  legacyOfferWithId,
} from '../../../domain/catalogue/legacy-offers.ts';
import type { BillingCycleType, Offer, OfferCategory } from '../../../generated/partner-center.gen.ts';
import { derivedId } from '../../../kernel/derived-id.ts';
import { attributes, link } from './resource.ts';

/** For whom the legacy catalogue is shown. */
export interface Market {
  /** ISO letters. */
  readonly country: string;
  readonly locale: string;
}

/** The path segment before an offer's id in its uri, the same for all. evidence: sample */
const catalogueId = '3c95518e-8c37-41e3-9627-0ca339200f53';

/** The category with an id; add-ons have one without id and name. evidence: sample */
export function toOfferCategory(id: string | undefined, { country, locale }: Market): OfferCategory {
  const { name = '', rank = 0 } = legacyCategories.find((each) => each.id === id) ?? {};
  return {
    id: id ?? '',
    name,
    rank,
    locale: locale.toLowerCase(),
    country,
    attributes: attributes('OfferCategory'),
  };
}

export function toOffer(product: MicrosoftProduct, market: Market): Offer {
  const { offerId } = product;
  const known = legacyOfferWithId(offerId);
  const azure = offerId === legacyAzureOfferId;
  const unit = azure ? 'Usage-based' : 'Licenses';
  return {
    id: offerId,
    name: product.displayName,
    description: product.description,
    minimumQuantity: product.seats?.minimum ?? 1,
    maximumQuantity: product.seats?.maximum ?? 1,
    rank: legacyOffers.findIndex((each) => each.offerId === offerId) + 1,
    uri: `/${catalogueId}/Offers/${offerId}`,
    locale: market.locale,
    country: market.country,
    category: toOfferCategory(known?.category, market),
    prerequisiteOffers: [...(known?.parents ?? [])],
    isAddOn: known?.parents !== undefined,
    hasAddOns: addOnsOf(offerId).length > 0,
    // Legacy commerce sells nothing any more. evidence: modelled, no source shows the catalogue since
    isAvailableForPurchase: false,
    billing: azure ? 'usage' : 'license',
    supportedBillingCycles: azure ? ['monthly'] : cyclesOf(product),
    isAutoRenewable: !azure && known?.trialOf === undefined,
    upgradeTargetOffers: [...product.upgradesTo],
    isTrial: known?.trialOf !== undefined,
    product: { id: derivedId(offerId).toUpperCase(), name: product.displayName, unit },
    unitType: unit,
    links: { self: link(`/offers/${offerId}?country=${market.country}`) },
    attributes: attributes('Offer'),
  };
}

/** A trial's is `none`. evidence: docs */
function cyclesOf(product: MicrosoftProduct): BillingCycleType[] {
  if (product.microsoft.trialOf !== undefined) return ['none'];
  return product.plans.map((plan) => (plan.billingCycle === 'annual' ? 'annual' : 'monthly'));
}

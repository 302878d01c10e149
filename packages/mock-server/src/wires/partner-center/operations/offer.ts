import { isMicrosoft, isSoldIn, type MicrosoftProduct } from '../../../domain/catalogue/availability.ts';
import { productOfOffer } from '../../../domain/catalogue/catalogue.ts';
import { addOnsOf, legacyCategories, legacyOffers } from '../../../domain/catalogue/legacy-offers.ts';
import { isoOf } from '../../../domain/partners/customer.ts';
import { partnerOf } from '../../../domain/partners/partner.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Call, OperationHandler } from '../../../http/wire.ts';
import { indexPage, queryOf } from '../query.ts';
import { type Market, toOffer, toOfferCategory } from '../shapes/offer.ts';
import { collection } from '../shapes/resource.ts';
import { customerOf } from './customer.ts';

/** The market that a call is about: the one it names, or the partner's own. */
function marketOf(call: Call, country?: string): Market {
  const { world, actor, request } = call;
  return {
    country: (country ?? queryOf(call).country ?? partnerOf(world, actor).country).toUpperCase(),
    locale: request.headers['x-locale'] ?? 'en-US',
  };
}

function offersOf(ids: readonly string[], { country }: Market): MicrosoftProduct[] {
  return ids
    .map((id) => productOfOffer(id))
    .filter((each) => isMicrosoft(each))
    .filter((each) => isSoldIn(each.microsoft, country));
}

function offerOf({ parameters }: Call): MicrosoftProduct {
  const { offerId = '' } = parameters;
  const product = productOfOffer(offerId.split(':').slice(0, 2).join(':'));
  if (isMicrosoft(product) && product.microsoft.family === 'legacy') return product;
  if (product !== undefined || offerId.includes(':')) {
    throw new Refusal(
      'invalid',
      'offer.new_commerce',
      `offerId ${offerId} is of new commerce; read it under /v1/products.`,
      'offerId',
    );
  }
  throw new Refusal('not-found', 'offer.unknown', `offerId ${offerId} is no legacy offer.`, 'offerId');
}

function listOffers(call: Call, market: Market, path: string) {
  const category = queryOf(call).offer_category_id?.toLowerCase();
  const ids = legacyOffers
    .filter((each) => category === undefined || each.category?.toLowerCase() === category)
    .map((each) => each.offerId);
  const found = offersOf(ids, market);
  return {
    ...collection(
      indexPage(call, found).map((each) => toOffer(each, market)),
      path,
    ),
    totalCount: found.length,
  };
}

function listCategories(market: Market) {
  return collection(legacyCategories.map((each) => toOfferCategory(each.id, market)));
}

export const offerOperations = {
  ListOffers: (call: Call) => {
    const market = marketOf(call);
    return listOffers(call, market, `/offers?country=${market.country}`);
  },
  GetOffer: (call: Call) => toOffer(offerOf(call), marketOf(call)),
  ListOfferAddons: (call: Call) => {
    const market = marketOf(call);
    const ids = addOnsOf(offerOf(call).offerId).map((each) => each.offerId);
    return collection(offersOf(ids, market).map((each) => toOffer(each, market)));
  },
  ListOfferCategories: (call: Call) => listCategories(marketOf(call)),
  ListCustomerOffers: (call: Call) => {
    const tenant = customerOf(call);
    return listOffers(call, marketOf(call, isoOf(tenant)), `/customers/${tenant.id}/offers`);
  },
  ListCustomerOfferCategories: (call: Call) => listCategories(marketOf(call, isoOf(customerOf(call)))),
} satisfies Record<string, OperationHandler>;

import { microsoftCurrencyOf } from '../../../domain/companies/country.ts';
import { partnerOf } from '../../../domain/partners/partner.ts';
import { ratedMeters } from '../../../domain/prices/rate-card.ts';
import type { AzureRateCard } from '../../../generated/partner-center.gen.ts';
import type { Call, OperationHandler } from '../../../http/wire.ts';
import { queryOf } from '../query.ts';
import { attributes } from '../shapes/resource.ts';

const effectiveDate = '2024-01-01T00:00:00Z';

function rateCard(call: Call, currency: string): AzureRateCard {
  return {
    locale: call.request.headers['x-locale'] ?? 'en-US',
    currency,
    isTaxIncluded: false,
    meters: ratedMeters(currency).map(({ rate, ...meter }) => ({
      ...meter,
      rates: { 0: Number(rate) },
      tags: [],
      region: '',
      includedQuantity: 0,
      effectiveDate,
    })),
    offerTerms: [],
    attributes: attributes('AzureRateCard'),
  };
}

export const rateCardOperations = {
  GetAzureRateCard: (call: Call) => rateCard(call, (queryOf(call).currency ?? 'USD').toUpperCase()),
  GetSharedAzureRateCard: (call: Call) => {
    const { currency, region } = queryOf(call);
    const market = region ?? partnerOf(call.world, call.actor).country;
    return rateCard(call, currency?.toUpperCase() ?? microsoftCurrencyOf(market.toUpperCase()));
  },
} satisfies Record<string, OperationHandler>;

import { isSoldIn } from '../../../domain/catalogue/availability.ts';
import { partnerOf } from '../../../domain/partners/partner.ts';
import { csvLines, fileDate } from '../../../domain/prices/csv.ts';
import { type CustomPrice, type Margin, marginsOf } from '../../../domain/prices/margin.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { MarginSearchResponse, Margin as WireMargin } from '../../../generated/partner-center.gen.ts';
import type { Call, OperationHandler } from '../../../http/wire.ts';
import { FileAnswer } from '../file-answer.ts';
import { queryOf } from '../query.ts';
import { instant } from '../shapes/resource.ts';

function toMargin(margin: Margin): WireMargin {
  const { id, product, startsAt, endsAt } = margin;
  const { productId, skuId, productTitle, publisher } = product.microsoft;
  const dates = { startDate: instant(startsAt), endDate: instant(endsAt) };
  return {
    id,
    productId,
    ...(publisher !== undefined && { publisherName: publisher }),
    productTitle,
    skuTitle: product.displayName,
    skuId,
    productType: 'SaaS',
    ...('percentage' in margin
      ? { type: 'Percentage', marginPercentage: Number(margin.percentage) }
      : { type: 'CustomPrice', priceConfiguration: toConfiguration(margin.prices, dates) }),
    ...dates,
    status: 'live',
    statusDate: instant(startsAt),
  };
}

/** evidence: sample for the names, modelled that nothing is charged by use */
function toConfiguration(
  prices: readonly CustomPrice[],
  dates: { readonly startDate: string; readonly endDate: string },
): NonNullable<WireMargin['priceConfiguration']> {
  const inDollars = (customPrice: number) => [{ markets: ['US'], currency: 'USD', customPrice }];
  return {
    pricingModel: 'Flat rate',
    purchase: prices.map(({ term, amount }) => ({
      termDuration: term,
      includedMeterQuantities: [],
      ...dates,
      marketSetPrices: inDollars(Number(amount)),
    })),
    consumption: [
      { meterType: 'Messages', unitofMeasure: '1 Message', ...dates, marketSetPrices: inDollars(0) },
    ],
  };
}

/** evidence: sample for the order of the columns, which nothing names; modelled that a price of its own leaves them empty */
function toRecord(margin: Margin, country: string): string[] {
  const { id, product, startsAt, endsAt } = margin;
  const { productId, skuId, productTitle, publisher = '' } = product.microsoft;
  const sku = [productTitle, productId, product.displayName, skuId, product.displayName, 'SaaS'];
  const [type, percent] =
    'percentage' in margin ? ['Percentage', `${margin.percentage}.0`] : ['CustomPrice', ''];
  const customPrice = Array.from({ length: 8 }, () => '');
  const dates = [fileDate(startsAt), fileDate(endsAt), 'live', fileDate(startsAt)];
  return [id, country, type, ...sku, id.slice(13), publisher, percent, ...customPrice, ...dates];
}

export const marginOperations = {
  ListMargins: ({ world, actor }: Call): MarginSearchResponse => {
    const results = marginsOf(partnerOf(world, actor)).map(toMargin);
    return { pageSize: results.length, totalSize: results.length, results };
  },
  DownloadMargins: (call: Call) => {
    const country = queryOf(call).country?.toUpperCase();
    if (country === undefined || country === '')
      throw new Refusal('invalid', 'margin.country', 'country is missing; name one market.', 'country');
    const margins = marginsOf(partnerOf(call.world, call.actor));
    const sold = margins.filter(({ product }) => isSoldIn(product.microsoft, country));
    const csv = [...csvLines(sold.map((margin) => toRecord(margin, country)))].join('');
    // evidence: docs, it says JSON
    return new FileAnswer(csv, 'application/json');
  },
} satisfies Record<string, OperationHandler>;

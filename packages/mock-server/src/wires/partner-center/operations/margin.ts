import { isSoldIn } from '../../../domain/catalogue/availability.ts';
import { partnerOf } from '../../../domain/partners/partner.ts';
import { csvLines, fileDate } from '../../../domain/prices/csv.ts';
import { type Margin, marginsOf } from '../../../domain/prices/margin.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { MarginSearchResponse, Margin as WireMargin } from '../../../generated/partner-center.gen.ts';
import type { Call, OperationHandler } from '../../../http/wire.ts';
import { FileAnswer } from '../file-answer.ts';
import { queryOf } from '../query.ts';
import { instant } from '../shapes/resource.ts';

function toMargin({ id, product, percentage, startsAt, endsAt }: Margin): WireMargin {
  const { productId, skuId, productTitle, publisher } = product.microsoft;
  return {
    id,
    type: 'Percentage',
    productId,
    ...(publisher !== undefined && { publisherName: publisher }),
    productTitle,
    skuTitle: product.displayName,
    skuId,
    productType: 'SaaS',
    marginPercentage: Number(percentage),
    startDate: instant(startsAt),
    endDate: instant(endsAt),
    status: 'live',
    statusDate: instant(startsAt),
  };
}

/** evidence: sample for the order of the columns, which nothing names */
function toRecord({ id, product, percentage, startsAt, endsAt }: Margin, country: string): string[] {
  const { productId, skuId, productTitle, publisher = '' } = product.microsoft;
  const sku = [productTitle, productId, product.displayName, skuId, product.displayName, 'SaaS'];
  const noCustomPrice = Array.from({ length: 8 }, () => '');
  const dates = [fileDate(startsAt), fileDate(endsAt), 'live', fileDate(startsAt)];
  const percent = `${percentage}.0`;
  return [id, country, 'Percentage', ...sku, id.slice(13), publisher, percent, ...noCustomPrice, ...dates];
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

import { type Meter, meters } from '../azure/meters.ts';
import { isSoldIn, type MicrosoftProduct, skusFor } from '../catalogue/availability.ts';
import type { BillingCycle, Family, Plan } from '../catalogue/product.ts';
import { soldCycle } from '../catalogue/sold-cycle.ts';
import { microsoftCurrencyOf } from '../companies/country.ts';
import { fileDate } from './csv.ts';
import { microsoftPrice } from './microsoft-price.ts';
import { isOnSheet } from './price-change.ts';

interface SheetView {
  readonly families: readonly Family[];
  /** Priced in US dollars whatever the market. */
  readonly dollars?: true;
  readonly columns: readonly string[];
  /** Says nothing of months to come. */
  readonly withoutFuture?: true;
}

const common = [
  'ProductTitle',
  'ProductId',
  'SkuId',
  'SkuTitle',
  'Publisher',
  'SkuDescription',
  'UnitOfMeasure',
  'TermDuration',
  'BillingPlan',
  'Market',
  'Currency',
  'UnitPrice',
  'PricingTierRangeMin',
  'PricingTierRangeMax',
  'EffectiveStartDate',
  'EffectiveEndDate',
];
const licenceColumns = [...common, 'Tags', 'ERP Price'];

/** Views of a price sheet. evidence: docs for names, currencies and the columns of licences; modelled columns of the others, and the name azure_savings_plan */
export const sheetViews: Readonly<Record<string, SheetView>> = {
  updatedlicensebased: { families: ['online-services'], columns: licenceColumns },
  azure_consumption: { families: [], dollars: true, columns: [...common, 'MeterId', 'MeterType'] },
  azure_reservations: { families: ['reservation'], columns: common },
  azure_savings_plan: { families: ['savings-plan'], dollars: true, columns: common },
  software: { families: ['software-subscription', 'perpetual-software'], columns: licenceColumns },
  marketplace: { families: ['marketplace'], columns: licenceColumns, withoutFuture: true },
};

/** evidence: docs for the names, modelled which cycle has which */
const billingPlans: Readonly<Record<BillingCycle, string>> = {
  monthly: 'Monthly',
  annual: 'Annual',
  triennial: 'Triennial',
  once: 'None',
  usage: 'None',
};

const noEnd = Date.UTC(9999, 11, 31, 23, 59, 59);

/** A price sheet, row by row, its header first. Prices are those that orders are charged; of Azure's meters, the retail price. */
export function* priceSheet(view: SheetView, market: string, month: number): Generator<readonly string[]> {
  yield view.columns;
  const row = (values: Readonly<Record<string, string>>) =>
    view.columns.map((column) => values[column] ?? '');
  const dates = { EffectiveStartDate: fileDate(month), EffectiveEndDate: fileDate(noEnd) };
  const currency = view.dollars ? 'USD' : microsoftCurrencyOf(market);
  const where = { Market: market, Currency: currency, ...dates };
  if (view.columns.includes('MeterId'))
    for (const meter of Object.values(meters)) yield row({ ...where, ...meterValues(meter) });
  for (const product of skusFor({ country: market })) {
    if (!view.families.includes(product.microsoft.family) || !isSoldIn(product.microsoft, market)) continue;
    if (!isOnSheet(product.offerId, month)) continue;
    for (const plan of product.plans) yield row({ ...where, ...skuValues(product, plan, currency, month) });
  }
}

function skuValues(
  product: MicrosoftProduct,
  plan: Plan,
  currency: string,
  at: number,
): Record<string, string> {
  const { microsoft } = product;
  const { list, suggestedRetail } = microsoftPrice(product, plan, currency, { at });
  return {
    ProductTitle: microsoft.productTitle,
    ProductId: microsoft.productId,
    SkuId: microsoft.skuId,
    SkuTitle: product.displayName,
    Publisher: microsoft.publisher ?? 'Microsoft Corporation',
    SkuDescription: product.description,
    UnitOfMeasure: product.kind === 'licence' ? 'License' : '1',
    TermDuration: plan.term ?? '',
    BillingPlan: soldCycle(product, plan) === 'none' ? 'None' : billingPlans[plan.billingCycle],
    UnitPrice: list,
    'ERP Price': suggestedRetail,
  };
}

function meterValues({ id, name, category, subcategory, unit, price }: Meter): Record<string, string> {
  const [productId = '', skuId = ''] = id.split('-');
  return {
    ProductTitle: category,
    ProductId: productId,
    SkuId: skuId,
    SkuTitle: subcategory,
    Publisher: 'Microsoft Corporation',
    SkuDescription: `${subcategory}, ${name}`,
    UnitOfMeasure: unit,
    BillingPlan: 'None',
    UnitPrice: price,
    MeterId: id,
    MeterType: name,
  };
}

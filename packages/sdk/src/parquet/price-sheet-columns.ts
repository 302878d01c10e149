import type {
  LicencePriceRow,
  MeterPriceRow,
  PriceRow,
} from '../platforms/partner-center/resources/price-sheet-rows.ts';
import { amount, type ColumnType, parquetColumns } from './column.ts';

const common = {
  ProductTitle: 'text',
  ProductId: 'text',
  SkuId: 'text',
  SkuTitle: 'text',
  Publisher: 'text',
  SkuDescription: 'text',
  UnitOfMeasure: 'text',
  TermDuration: 'text',
  BillingPlan: 'text',
  Market: 'text',
  Currency: 'text',
  UnitPrice: amount,
  PricingTierRangeMin: amount,
  PricingTierRangeMax: amount,
  EffectiveStartDate: 'timestamp',
  EffectiveEndDate: 'timestamp',
} as const satisfies Record<keyof PriceRow, ColumnType>;

/** What every price sheet has; all of it for reservations and savings plans. */
export const priceColumns = parquetColumns(common);

/** A price sheet of licences, software or the marketplace; `Segment` is empty where the sheet has none. */
export const licencePriceColumns = parquetColumns({
  ...common,
  Tags: 'text',
  'ERP Price': amount,
  Segment: 'text',
} satisfies Record<keyof LicencePriceRow, ColumnType>);

/** A price sheet of Azure's meters. */
export const meterPriceColumns = parquetColumns({
  ...common,
  MeterId: 'text',
  MeterType: 'text',
} satisfies Record<keyof MeterPriceRow, ColumnType>);

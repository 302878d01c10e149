/** What a price sheet can be about. The columns of the views for Azure, software and the marketplace have no public source in full. */
export type PriceSheetView =
  | 'updatedlicensebased'
  | 'azure_consumption'
  | 'azure_reservations'
  | 'azure_savings_plan'
  | 'software'
  | 'marketplace';

/** Which price sheet. */
export interface PriceSheetQuestion<View extends PriceSheetView = PriceSheetView> {
  /** ISO 3166 letters. */
  readonly market: string;
  readonly view: View;
  /** @default 'current' */
  readonly timeline?: 'current' | 'history' | 'future';
  /** `YYYYMM`, with history. */
  readonly month?: string;
}

/** A row of any view, by the names of its columns: amounts are decimal strings, ids text, dates ISO 8601 in UTC. */
export interface PriceRow {
  readonly ProductTitle: string;
  readonly ProductId: string;
  /** Text: `0001`. */
  readonly SkuId: string;
  readonly SkuTitle: string;
  readonly Publisher: string;
  readonly SkuDescription: string;
  readonly UnitOfMeasure: string;
  /** `P1M`, `P1Y`, `P3Y`; empty where there is no term. */
  readonly TermDuration: string;
  readonly BillingPlan: string;
  readonly Market: string;
  readonly Currency: string;
  readonly UnitPrice: string;
  readonly PricingTierRangeMin: string;
  readonly PricingTierRangeMax: string;
  readonly EffectiveStartDate: string;
  readonly EffectiveEndDate: string;
}

/** A row of licences, software or the marketplace: `UnitPrice` is the partner's, `ERP Price` the retail price. */
export interface LicencePriceRow extends PriceRow {
  readonly Tags: string;
  readonly 'ERP Price': string;
  /** Newer sheets have it. */
  readonly Segment?: string;
}

/** A row of Azure's meters, in US dollars: `UnitPrice` is the retail price. */
export interface MeterPriceRow extends PriceRow {
  readonly MeterId: string;
  readonly MeterType: string;
}

interface RowsByView {
  readonly updatedlicensebased: LicencePriceRow;
  readonly azure_consumption: MeterPriceRow;
  readonly azure_reservations: PriceRow;
  readonly azure_savings_plan: PriceRow;
  readonly software: LicencePriceRow;
  readonly marketplace: LicencePriceRow;
}

/** A row of a view. */
export type PriceSheetRow<View extends PriceSheetView = PriceSheetView> = RowsByView[View];

/** A rate of a month: an amount in the currency is the one in dollars divided by `USDPerUnit`. */
export interface ExchangeRateRow {
  readonly CurrencyCode: string;
  readonly USDPerUnit: string;
  readonly Month: string;
}

/** What holds for the purchase of a licence SKU. */
export interface OfferMatrixRow {
  readonly ProductTitle: string;
  readonly ProductId: string;
  readonly SkuId: string;
  readonly SkuTitle: string;
  readonly ProvisioningId: string;
  readonly ProvisioningString: string;
  readonly MinLicenses: string;
  readonly MaxLicenses: string;
  readonly AssetOwnershipLimit: string;
  readonly AssetOwnershipLimitType: string;
  /** `product/sku`, comma between them. */
  readonly ProductSkuPreRequisites: string;
  /** `product/sku`, comma between them. */
  readonly ProductSkuConversion: string;
  readonly Description: string;
  /** ISO 3166 letters, semicolon between them. */
  readonly AllowedCountries: string;
}

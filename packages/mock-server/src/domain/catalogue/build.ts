import { Decimal } from 'decimal.js';
import { fractionDigits } from '../money.ts';
import type {
  BillingCycle,
  Family,
  FieldDefinition,
  MicrosoftDetails,
  Plan,
  PriceableItem,
  Product,
  Term,
} from './product.ts';

/** Fixed rates that make one list of dollar prices into every currency sold in. evidence: modelled */
export const rates: Readonly<Record<string, string>> = {
  USD: '1',
  PEN: '3.75',
  COP: '4000',
  CLP: '940',
  MXN: '18.5',
  BRL: '5.6',
  EUR: '0.92',
};

/** What a reseller pays of the suggested retail price. evidence: modelled */
const purchaseShare = '0.85';

/** What a provider pays Microsoft of it. evidence: modelled */
const partnerShare = '0.8';

export interface Offer {
  readonly billingType: string;
  readonly term: Term | undefined;
  readonly cycle: BillingCycle;
  /** Suggested retail price of one unit for one billing period, in US dollars. */
  readonly dollars: string;
  readonly type: string;
}

interface Specification
  extends Omit<Product, 'plans' | 'priceableItems' | 'upgradesTo' | 'categories' | 'tags' | 'requiresTerms'> {
  /** Keeps the ids of priceable items apart: products differ by 10 or more. */
  readonly firstItemId: number;
  readonly offers: readonly Offer[];
  readonly unitField?: string;
  readonly usage?: boolean;
  readonly upgradesTo?: readonly string[];
  readonly categories?: readonly string[];
  readonly tags?: readonly string[];
  readonly requiresTerms?: boolean;
}

/** A product from what differs between products. */
export function product(specification: Specification): Product {
  const { firstItemId, offers, unitField, usage, ...rest } = specification;
  const priceableItems = offers.map(
    (offer, index): PriceableItem => ({
      id: firstItemId + index,
      productName: rest.name,
      description:
        offers.length > 1 ? `${rest.displayName} with Billing Type ${offer.billingType}` : rest.displayName,
      type: offer.type,
      chargeType: offer.cycle === 'once' ? 'OneTime' : 'Recurring',
      unitField,
      usage: usage ?? false,
      materialNumber: String(9_000_000 + firstItemId + index),
      productNumber: rest.offerId ?? `${rest.vendor.slice(0, 3).toUpperCase()}-${firstItemId + index}`,
      prices: Object.fromEntries(
        Object.entries(rates).map(([currency, rate]) => [currency, priceIn(currency, rate, offer.dollars)]),
      ),
    }),
  );
  const plans = offers.map(
    (offer, index): Plan => ({
      billingType: offer.billingType,
      term: offer.term,
      billingCycle: offer.cycle,
      priceableItemId: firstItemId + index,
    }),
  );
  return { upgradesTo: [], categories: [], tags: [], requiresTerms: false, ...rest, plans, priceableItems };
}

function priceIn(currency: string, rate: string, dollars: string) {
  const digits = fractionDigits(currency);
  const suggested = new Decimal(dollars).times(rate);
  return {
    partner: suggested.times(partnerShare).toFixed(digits, Decimal.ROUND_HALF_UP),
    purchase: suggested.times(purchaseShare).toFixed(digits, Decimal.ROUND_HALF_UP),
    suggestedRetail: suggested.toFixed(digits, Decimal.ROUND_HALF_UP),
  };
}

/** What Microsoft's catalogue says of an offer `product:sku`. */
export function microsoftDetails(
  offerId: string,
  productTitle: string,
  family: Family,
  details: Partial<MicrosoftDetails> = {},
): MicrosoftDetails {
  const [productId = '', skuId = ''] = offerId.split(':');
  return { productId, skuId, productTitle, family, segment: 'commercial', ...details };
}

type FieldDetails = Partial<Omit<FieldDefinition, 'name' | 'displayName'>>;

/** A field; a text box that may stay empty unless told otherwise. */
export function field(name: string, displayName: string, details: FieldDetails = {}): FieldDefinition {
  const template =
    details.options || details.remote
      ? 'DropDownList'
      : details.type === 'boolean'
        ? 'CheckBox'
        : details.type === 'int32'
          ? 'Numeric'
          : 'TextBox';
  return { name, displayName, type: 'string', displayTemplate: template, display: 'Optional', ...details };
}

export function choices(values: Readonly<Record<string, string>>): FieldDefinition['options'] {
  return Object.entries(values).map(([value, displayName]) => ({ value, displayName }));
}

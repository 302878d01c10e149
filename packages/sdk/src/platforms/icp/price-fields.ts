import type { Charge, MarketplaceService, ProductInfo, SpecialDeal } from '../../generated/icp.gen.ts';
import { instantOf, isoOf } from '../../operations/calendar.ts';
import type { PriceListItem } from '../../operations/prices/price-list-operations.ts';
import { amountOf } from '../../operations/prices/price-rule.ts';
import type { BillingCycle } from '../../operations/subscriptions/subscription-operations.ts';
import { cycleIn, termIn } from './billing-type.ts';

type BillingInfo = NonNullable<ProductInfo['SimpleProductBillingInfo']>[number];

const cycles: Readonly<Record<number, BillingCycle>> = { 1: 'monthly', 12: 'annual', 36: 'triennial' };

/** The prices of a list: its charges, with the terms that the list of its services tells. */
export function toItems(
  services: readonly MarketplaceService[],
  products: readonly ProductInfo[],
): PriceListItem[] {
  const known = new Map(products.map((product) => [product.ProductName, product]));
  return services
    .filter(({ Status }) => Status !== 'Deleted')
    .flatMap((service) =>
      (service.Charges ?? []).map((charge) => toItem(service, charge, known.get(service.ServiceId))),
    );
}

function toItem(
  service: MarketplaceService,
  charge: Charge,
  product: ProductInfo | undefined,
): PriceListItem {
  const info = product?.SimpleProductBillingInfo?.find((each) => isOf(each, charge));
  const amount = (value: number) => amountOf(value, charge.Currency ?? '');
  const list = amount(charge.SuggestedRetailPrice ?? 0);
  const own = typeof charge.CustomPrice === 'number' ? amount(charge.CustomPrice) : undefined;
  const former =
    typeof charge.PreviousCustomPrice === 'number' ? amount(charge.PreviousCustomPrice) : undefined;
  return {
    id: String(charge.PriceableItemId),
    service: service.ServiceId,
    product: info?.VendorSku || service.ServiceId,
    name: service.DisplayName ?? service.ServiceId,
    ...soldAs(info, charge),
    status: service.Status === 'Hidden' ? 'hidden' : 'active',
    purchase: amount(charge.PurchasePrice ?? 0),
    list,
    ...(own && { price: own }),
    ...(former && { former }),
    sale: own ?? list,
  };
}

/** Whether a way to pay is the one that an item prices: by its material number, or by how the item is described. */
function isOf(info: BillingInfo, { MaterialNumber, PriceableItem }: Charge): boolean {
  if (info.MaterialNumber && MaterialNumber) return info.MaterialNumber === MaterialNumber;
  return info.FieldValue !== undefined && (PriceableItem ?? '').endsWith(info.FieldValue);
}

/** Term and billing cycle: the months that are paid ahead tell the cycle, the BillingType tells the term. */
function soldAs(
  info: BillingInfo | undefined,
  { PriceableItem = '' }: Charge,
): Pick<PriceListItem, 'term' | 'billingCycle'> {
  const [, described = ''] = PriceableItem.split('with Billing Type ');
  const billingType = info?.FieldValue ?? described;
  const months = info?.AdvancePaymentPeriodInMonths;
  const term = termIn(billingType) ?? (months === 1 ? 'P1M' : '');
  if (months === 0 || term === '')
    return { term, billingCycle: /usage/i.test(billingType) ? 'usage' : 'once' };
  return { term, billingCycle: (months !== undefined && cycles[months]) || cycleIn(billingType) };
}

/** The last month of a deal, `yyyy-mm`: of two forms the newer names it, the older the first day that no longer counts. */
export function lastMonthOf({ ValidUntil, EffectiveEndDate }: SpecialDeal): string | undefined {
  if (ValidUntil) return `${ValidUntil.slice(3)}-${ValidUntil.slice(0, 2)}`;
  const end = instantOf(EffectiveEndDate?.replace(' ', 'T'));
  return end === undefined ? undefined : isoOf(end - 1).slice(0, 7);
}

/** The last day of a month. */
export function lastDayOf(month: string): string {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return isoOf(Date.UTC(year, number, 0)).slice(0, 10);
}

import { productNamed } from '../../../domain/catalogue/catalogue.ts';
import type { Product } from '../../../domain/catalogue/product.ts';
import { companies } from '../../../domain/companies/company.ts';
import type { Marketplace } from '../../../domain/prices/marketplace.ts';
import { isListed } from '../../../domain/prices/marketplaces.ts';
import type { MarketplaceService, ProductInfo } from '../../../generated/icp.gen.ts';
import type { World } from '../../../world.ts';

/** A service that can be ordered or listed. */
export function toProductInfo(product: Product, marketplace: Marketplace | undefined): ProductInfo {
  const needed = product.dependsOn === undefined ? undefined : productNamed(product.dependsOn);
  return {
    ProductName: product.name,
    DisplayName: product.displayName,
    Description: product.description,
    Icon: '',
    OwnerName: product.vendor,
    IsTCAccepted: !product.requiresTerms || marketplace?.services[product.name]?.termsAccepted === true,
    DependencyInfo: needed
      ? [
          {
            ProductName: needed.name,
            ProductDisplayname: needed.displayName,
            DependentProductAdded: false,
            IndirectDependencyInfoAccount: [],
          },
        ]
      : [],
    IndirectDependencies: [],
    SimpleProductBillingInfo: product.plans.map((plan) => ({
      BillableTimeUnit: 'Month',
      ChargeFirstTimeUnit: true,
      ChargeLastTimeUnit: true,
      AdvancePaymentPeriodInMonths: { monthly: 1, annual: 12, triennial: 36, once: 0, usage: 0 }[
        plan.billingCycle
      ],
      FieldName: 'BillingType',
      FieldValue: plan.billingType,
      FieldDisplayName: 'Billing Type',
      FieldDisplayValue: plan.billingType,
      VendorSku: product.offerId ?? '',
      MaterialNumber:
        product.priceableItems.find((item) => item.id === plan.priceableItemId)?.materialNumber ?? '',
    })),
  };
}

/** A service of a price list with what it costs there. */
export function toMarketplaceService(
  world: World,
  marketplace: Marketplace,
  product: Product,
): MarketplaceService {
  const service = marketplace.services[product.name];
  const currency = world.store.of(companies).get(marketplace.ownerId)?.currency ?? 'USD';
  return {
    ServiceId: product.name,
    DisplayName: product.displayName,
    MarketplaceId: marketplace.id,
    Status: service?.status ?? 'Deleted',
    VendorDisplayName: product.vendor,
    Charges: isListed(service)
      ? product.priceableItems.map((item) => {
          const custom = marketplace.customPrices[item.id];
          const listed = item.prices[currency];
          return {
            PriceableItemId: item.id,
            PriceableItem: item.description,
            PriceableItemType: item.type,
            ChargeType: item.chargeType,
            Currency: currency,
            PurchasePrice: Number(listed?.purchase ?? 0),
            SuggestedRetailPrice: Number(listed?.suggestedRetail ?? 0),
            CustomPrice: custom ? Number(custom.price) : null,
            PreviousCustomPrice: custom?.previous === undefined ? null : Number(custom.previous),
            MaterialNumber: item.materialNumber,
            ProductNumber: item.productNumber,
          };
        })
      : [],
  };
}

import {
  availabilityIdOf,
  catalogItemIdOf,
  legacyAvailabilityIdOf,
  type MicrosoftProduct,
} from '../../../domain/catalogue/availability.ts';
import type { Family, Plan } from '../../../domain/catalogue/product.ts';
import { soldCycle } from '../../../domain/catalogue/sold-cycle.ts';
import { microsoftCurrencyOf } from '../../../domain/companies/country.ts';
import type { Promotion } from '../../../domain/prices/promotion.ts';
import type {
  Availability,
  AvailabilityTerm,
  ItemType,
  Product,
  ProductPromotion,
  Sku,
} from '../../../generated/partner-center.gen.ts';
import type { World } from '../../../world.ts';
import { attributes, instant, link } from './resource.ts';

/** evidence: docs, sample for Azure, reservations and licences; modelled display names */
const productTypes: Readonly<Record<Family, ItemType>> = {
  'online-services': { id: 'OnlineServicesNCE', displayName: 'OnlineServicesNCE' },
  azure: { id: 'Azure', displayName: 'Azure', subType: { id: 'AzurePlan', displayName: 'Azure Plan' } },
  reservation: {
    id: 'Azure',
    displayName: 'Azure',
    subType: { id: 'VirtualMachines', displayName: 'VirtualMachines' },
  },
  'savings-plan': {
    id: 'Azure',
    displayName: 'Azure',
    subType: { id: 'SavingsPlan', displayName: 'Savings Plan' },
  },
  'software-subscription': {
    id: 'Software',
    displayName: 'Software',
    subType: { id: 'SoftwareSubscription', displayName: 'Software Subscription' },
  },
  'perpetual-software': {
    id: 'Software',
    displayName: 'Software',
    subType: { id: 'Perpetual', displayName: 'Perpetual' },
  },
  marketplace: { id: 'SaaS', displayName: 'SaaS' },
  legacy: { id: 'OnlineServices', displayName: 'OnlineServices' },
};

/** Currency signs of the markets. */
const symbols: Readonly<Record<string, string>> = {
  USD: '$',
  BRL: 'R$',
  MXN: '$',
  EUR: '€',
  CLP: '$',
  PEN: 'S/',
  COP: '$',
};

export function currencySymbol(currency: string): string {
  return symbols[currency] ?? currency;
}

export function productTypeOf(product: MicrosoftProduct): ItemType {
  return productTypes[product.microsoft.family];
}

/** Where the catalogue is read: of a market, or of one customer. */
export interface CatalogueScope {
  readonly country: string;
  readonly customerId?: string | undefined;
  /** Asked without reservationScope=AzurePlan: reservations come as legacy Azure buys them. */
  readonly forLegacyAzure?: boolean | undefined;
}

function path(scope: CatalogueScope, rest: string): string {
  return scope.customerId === undefined
    ? `${rest}?country=${scope.country}`
    : `/customers/${scope.customerId}${rest}`;
}

export function toProduct(product: MicrosoftProduct, scope: CatalogueScope): Product {
  const { productId, productTitle, publisher } = product.microsoft;
  const base = `/products/${productId}`;
  return {
    id: productId,
    title: productTitle,
    description: product.description,
    productType: productTypeOf(product),
    isMicrosoftProduct: publisher === undefined,
    publisherName: publisher ?? 'Microsoft Corporation',
    links: { skus: link(path(scope, `${base}/skus`)), self: link(path(scope, base)) },
  };
}

export function toSku(product: MicrosoftProduct, scope: CatalogueScope): Sku {
  const { microsoft } = product;
  const base = `/products/${microsoft.productId}/skus/${microsoft.skuId}`;
  const reservation = microsoft.family === 'reservation';
  const benefit = microsoft.family === 'savings-plan';
  return {
    id: microsoft.skuId,
    productId: microsoft.productId,
    title: product.displayName,
    description: product.description,
    minimumQuantity: product.seats?.minimum ?? 1,
    maximumQuantity: product.seats?.maximum ?? 1,
    isTrial: microsoft.trialOf !== undefined,
    supportedBillingCycles: [...new Set(product.plans.map((plan) => soldCycle(product, plan)))],
    purchasePrerequisites: [
      'MicrosoftCustomerAgreement',
      ...(reservation ? ['InventoryCheck', 'AzureSubscriptionRegistration'] : []),
    ],
    inventoryVariables: reservation ? ['CustomerId', 'AzureSubscriptionId'] : [],
    provisioningVariables: reservation ? ['Scope', 'SubscriptionId', 'Duration'] : [],
    dynamicAttributes: {
      isMicrosoftProduct: microsoft.publisher === undefined,
      hasConstraints: microsoft.prerequisites !== undefined,
      isAddon: microsoft.prerequisites !== undefined,
      ...(microsoft.prerequisites && { prerequisiteSkus: [...microsoft.prerequisites] }),
      ...(product.upgradesTo.length > 0 && { upgradeTargetOffers: [...product.upgradesTo] }),
      ...microsoft.dynamicAttributes,
    },
    ...(benefit && {
      minimumPurchaseCommitment: {
        grain: 'Hourly',
        // An object here, a lower-case text in carts; a text here, a number there. evidence: docs
        currencyCode: { code: 'USD', symbol: '$' },
        amount: '0.001',
      },
      actions: ['Refund'],
    }),
    ...(microsoft.attestation !== undefined && {
      attestationProperties: { attestationType: microsoft.attestation, enforceAttestation: true },
    }),
    links: { availabilities: link(path(scope, `${base}/availabilities`)), self: link(path(scope, base)) },
  };
}

/** A term's id, as opaque as the vendor's: the same for the same term. */
function termId(plan: Plan): string {
  return `${plan.term ?? 'once'}-${plan.billingCycle}`.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

function toTerm(product: MicrosoftProduct, plan: Plan): AvailabilityTerm {
  const cycle = soldCycle(product, plan);
  return {
    id: termId(plan),
    ...(plan.term && { duration: plan.term }),
    description: plan.term === undefined ? 'No term' : `Term of ${plan.term}, billed ${cycle}`,
    billingCycle: cycle,
    ...(plan.term && {
      renewalOptions: product.plans
        .filter((each) => each.term !== undefined)
        .map((each) => ({ termDuration: each.term ?? '', description: `Renews for ${each.term}` })),
      cancellationPolicies: [
        {
          refundOptions: [
            { sequenceId: 0, type: refundType(product), expiresAfter: refundPeriod(product, plan) },
          ],
        },
      ],
    }),
  };
}

function refundType({ kind }: MicrosoftProduct): string {
  return kind === 'marketplace-saas' || kind === 'perpetual-software' ? 'Full' : 'Partial';
}

function refundPeriod({ kind }: MicrosoftProduct, plan: Plan): string {
  if (kind === 'marketplace-saas') return plan.term === 'P1M' ? 'P1D' : 'P14D';
  return kind === 'perpetual-software' ? 'P30D' : 'P7D';
}

export function toAvailability(world: World, product: MicrosoftProduct, scope: CatalogueScope): Availability {
  const { productId, skuId, segment } = product.microsoft;
  const legacy = product.kind === 'reservation' && scope.forLegacyAzure === true;
  const id = legacy ? legacyAvailabilityIdOf(world, product) : availabilityIdOf(world, product);
  const currency = microsoftCurrencyOf(scope.country);
  const renewable = product.plans.some((plan) => plan.term !== undefined) && product.kind === 'licence';
  return {
    id,
    productId,
    skuId,
    catalogItemId: legacy ? `${product.offerId}:${id}` : catalogItemIdOf(world, product),
    defaultCurrency: { code: currency, symbol: currencySymbol(currency) },
    segment,
    country: scope.country,
    isPurchasable: true,
    isRenewable: renewable,
    renewalInstructions: renewable
      ? [
          {
            applicableTermIds: product.plans.map(termId),
            renewalOptions: [{ renewToId: `${productId}:${skuId}`, isAutoRenewable: true }],
          },
        ]
      : [],
    terms: product.plans.map((plan) => toTerm(product, plan)),
    links: { self: link(path(scope, `/products/${productId}/skus/${skuId}/availabilities/${id}`)) },
  };
}

export function toPromotion(promotion: Promotion): ProductPromotion {
  const [productId = '', skuId = ''] = promotion.offerId.split(':');
  return {
    id: promotion.id,
    name: promotion.name,
    description: promotion.description,
    startDate: instant(promotion.startsAt),
    endDate: instant(promotion.endsAt - 1_000),
    properties: { isAutoApplicable: true },
    requiredProducts: promotion.terms.map(({ term, cycle }) => ({
      productId,
      skuId,
      term: { duration: term, billingCycle: cycle },
      pricingPolicies: [{ policyType: 'PercentDiscount', value: String(Number(promotion.percentOff) / 100) }],
    })),
    promotionConstraints: {
      ...(promotion.seats && {
        seatConstraints: [
          {
            ...(promotion.seats.minimum !== undefined && { minSeats: promotion.seats.minimum }),
            ...(promotion.seats.maximum !== undefined && { maxSeats: promotion.seats.maximum }),
            type: 'Seat',
          },
        ],
      }),
      ...(promotion.redemptions !== undefined && {
        assetOwnershipLimits: [{ minAssets: 0, maxAssets: promotion.redemptions, type: 'Asset' }],
      }),
      ...(promotion.newToOffer && {
        eligibilityConstraints: [{ isApplicable: true, type: 'OfferPurchasedPreviously' }],
      }),
      ...(promotion.requires && {
        productOwnershipConstraints: [
          promotion.requires.map((offer) => ({ bigId: offer.split(':')[0] ?? '', minSeats: 1 })),
        ],
      }),
    },
    attributes: attributes('ProductPromotion'),
  };
}

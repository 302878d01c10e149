import { Decimal } from 'decimal.js';
import { shownStatus } from '../../../domain/account-subscriptions/find-subscriptions.ts';
import { subscriptionAttributes } from '../../../domain/account-subscriptions/subscription-attributes.ts';
import { auditEvents } from '../../../domain/audit/audit-event.ts';
import { productNamed } from '../../../domain/catalogue/catalogue.ts';
import { cycleMonths, termMonths } from '../../../domain/catalogue/product.ts';
import { fromMinor, toMinor } from '../../../domain/money.ts';
import { shownPrice } from '../../../domain/sales-orders/create-service.ts';
import { leadingOf, planProductOfService, servicesOf } from '../../../domain/sales-orders/draft.ts';
import { salesOrders } from '../../../domain/sales-orders/sales-order.ts';
import { periodOfCycle, periodOfTerm } from '../../../domain/service-plans/period.ts';
import { pricingOf, tierPrices } from '../../../domain/service-plans/price-model.ts';
import { billingModelOf, isSuite, servicePlanWith } from '../../../domain/service-plans/service-plan.ts';
import type { Subscription } from '../../../domain/subscriptions/subscription.ts';
import { tenants } from '../../../domain/tenants/tenant.ts';
import type {
  SubscriptionDetailed,
  SubscriptionProduct,
  Subscription as WireSubscription,
} from '../../../generated/ingram.gen.ts';
import { dateOf } from '../../../kernel/calendar.ts';
import type { World } from '../../../world.ts';

export function toSubscription(world: World, head: Subscription): WireSubscription {
  const leading = leadingOf(world, head);
  const { termEnd, billingCycle, term } = leading;
  const planProduct = planProductOfService(leading);
  const [billingPeriod, subscriptionPeriod] = [periodOfCycle(billingCycle), periodOfTerm(term)];
  const lastChange = world.store.of(auditEvents).find('target', head.id).at(-1)?.at;
  return {
    id: String(head.id),
    name: nameOf(head),
    customerId: String(head.companyId),
    status: shownStatus(head),
    attributes: { ...world.store.of(subscriptionAttributes).get(head.id)?.attributes },
    renewalStatus: leading.endOfTermAction === 'Renew' && termEnd !== undefined,
    creationDate: dateOf(head.orderedAt),
    lastModifiedDate: dateOf(lastChange ?? head.orderedAt),
    ...(termEnd !== undefined && { renewalDate: dateOf(termEnd), expirationDate: dateOf(termEnd) }),
    ...(planProduct && { billingModel: billingModelOf(planProduct) }),
    ...(billingPeriod && { billingPeriod: { ...billingPeriod } }),
    ...(subscriptionPeriod && { subscriptionPeriod: { ...subscriptionPeriod } }),
  };
}

/** What it was called when it was ordered, or its offer of several products is. */
function nameOf(head: Subscription): string {
  const plan = servicePlanWith(planProductOfService(head)?.planId ?? 0);
  return plan !== undefined && isSuite(plan) ? plan.name : head.displayName;
}

export function toSubscriptionDetailed(world: World, head: Subscription): SubscriptionDetailed {
  const services = servicesOf(world, head);
  const total = (of: (service: Subscription) => Decimal) => ({
    currency: head.currency,
    amount: written(
      services.reduce((sum, service) => sum.plus(of(service)), new Decimal(0)),
      head.currency,
    ),
  });
  const planProduct = planProductOfService(head);
  return {
    ...toSubscription(world, head),
    id: String(head.id),
    customerId: String(head.companyId),
    status: shownStatus(head),
    totalPrice: total((service) => periodly(service, service.unitSale)),
    totalSubscriptionPrice: total((service) => wholeTerm(service, service.unitSale)),
    totalSubscriptionCost: total((service) => wholeTerm(service, service.unitPurchase)),
    products: services.map(toProduct),
    orderParameters: orderParametersOf(world, services),
    fulfillmentParameters: answersOf(world, head),
    ...(planProduct && { planId: planProduct.planId }),
  };
}

function toProduct(service: Subscription): SubscriptionProduct {
  const { currency, vendorReferenceId, unitSale = '0', unitPurchase = '0' } = service;
  const planProduct = planProductOfService(service);
  const product = productNamed(service.productName);
  const pricing = pricingOf(service.productName);
  const tiered = (amount: string) => ({
    currency,
    amount: shownPrice(amount, currency),
    ...(pricing.tiers.length > 1 && {
      priceTiers: tierPrices(pricing, baseOf(service)).map((tier) => ({
        lowerLimit: String(tier.from),
        amount: tier.amount,
      })),
    }),
  });
  const money = (amount: Decimal) => ({ currency, amount: written(amount, currency) });
  return {
    mpn: planProduct?.mpn ?? product?.offerId ?? service.productName,
    ...(product && { vendor: product.vendor }),
    ...(planProduct && { id: planProduct.id }),
    quantity: service.quantity,
    name: service.displayName,
    unitPrice: tiered(unitSale),
    unitCost: { currency, amount: shownPrice(unitPurchase, currency) },
    extendedPrice: money(periodly(service, unitSale)),
    ...(vendorReferenceId !== undefined && { vendorSubscriptionId: vendorReferenceId }),
    totalSubscriptionPrice: money(wholeTerm(service, unitSale)),
    totalSubscriptionCost: money(wholeTerm(service, unitPurchase)),
  };
}

/** The list price that tiers are taken off. */
function baseOf({ productName, priceableItemId, currency }: Subscription): string {
  const item = productNamed(productName)?.priceableItems.find(({ id }) => id === priceableItemId);
  return item?.prices[currency]?.suggestedRetail ?? '0';
}

function periodly({ quantity }: Subscription, unit = '0'): Decimal {
  return new Decimal(unit).times(quantity);
}

function wholeTerm(service: Subscription, unit?: string): Decimal {
  const { term, billingCycle } = service;
  const cycle = cycleMonths[billingCycle ?? ''];
  const periods = term === undefined || cycle === undefined ? 1 : termMonths[term] / cycle;
  return periodly(service, unit).times(periods);
}

function written(amount: Decimal, currency: string): string {
  return fromMinor(toMinor(amount, currency), currency);
}

/** What the orders of its services said, the last word first counted. */
function orderParametersOf(world: World, services: readonly Subscription[]) {
  const said = new Map<string, string>();
  for (const { id } of services) {
    for (const { lines } of world.store.of(salesOrders).find('service', id))
      for (const { serviceId, parameters } of lines)
        if (serviceId === id) for (const { name, value } of parameters) said.set(name, value);
  }
  return [...said].map(([name, value]) => ({ name, value }));
}

/** What provisioning answered. evidence: modelled names */
function answersOf(world: World, { tenantId, state }: Subscription) {
  const tenant = state === 'active' ? world.store.of(tenants).get(tenantId ?? '') : undefined;
  if (tenant === undefined) return [];
  return [
    { name: 'tenantId', value: tenant.id },
    { name: 'tenantDomain', value: tenant.initialDomain },
    ...(tenant.administrator ? [{ name: 'adminUser', value: tenant.administrator.username }] : []),
  ];
}

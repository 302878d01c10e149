import type { World } from '../../world.ts';
import type { Actor } from '../actor.ts';
import { isMicrosoft } from '../catalogue/availability.ts';
import { productNamed } from '../catalogue/catalogue.ts';
import { permit } from '../companies/scope.ts';
import { specialDeals } from '../prices/special-deal.ts';
import { deleteSpecialDeal, setSpecialDeal } from '../prices/special-deals.ts';
import { Refusal } from '../refusal.ts';
import { leadingOf, planProductOfService, servicesOf } from '../sales-orders/draft.ts';
import { findProduct, type ProductKey } from '../service-plans/find-product.ts';
import { planPrice, unitPricesFor } from '../service-plans/plan-price.ts';
import type { PlanProduct } from '../service-plans/service-plan.ts';
import { auditSubscription } from '../subscriptions/audit-subscription.ts';
import { setAutoRenew } from '../subscriptions/schedule-renewal.ts';
import { type Subscription, subscriptions } from '../subscriptions/subscription.ts';
import { subscriptionInScope } from './find-subscriptions.ts';
import { subscriptionAttributes } from './subscription-attributes.ts';

export interface WantedPrice extends ProductKey {
  /** What the customer pays for a unit from the next charge on. */
  readonly unitPrice?: { readonly currency: string; readonly amount: string } | undefined;
  readonly unitCost?: object | undefined;
  readonly unitProviderCost?: object | undefined;
}

export interface SubscriptionWishes {
  readonly renewalStatus?: boolean | undefined;
  readonly attributes?: Readonly<Record<string, string>> | undefined;
  readonly prices?: readonly WantedPrice[] | undefined;
}

/** Changes how a subscription renews, what is noted of it, and its prices for the rest of the term. */
export function changeSubscription(
  world: World,
  actor: Actor,
  id: string,
  { renewalStatus, attributes, prices = [] }: SubscriptionWishes,
): Subscription {
  permit(actor, 'services.write');
  const head = subscriptionInScope(world, actor, id);
  for (const { service, amount } of pricedServices(world, head, prices))
    setUnitSale(world, actor, service, amount);
  if (renewalStatus !== undefined) setRenewal(world, actor, head, renewalStatus);
  if (attributes !== undefined) {
    world.store.of(subscriptionAttributes).put({ subscriptionId: head.id, attributes });
    auditSubscription(world, actor, head, 'AttributesChanged');
  }
  return subscriptionInScope(world, actor, id);
}

/** Sets prices that hold through renewals; products that are not named go back to what everybody pays. evidence: docs for the reset, modelled for renewals */
export function setSpecialPricing(
  world: World,
  actor: Actor,
  id: string,
  prices: readonly WantedPrice[],
): Subscription {
  permit(actor, 'prices.write');
  const head = subscriptionInScope(world, actor, id);
  const wanted = pricedServices(world, head, prices);
  for (const service of servicesOf(world, head)) {
    for (const deal of world.store.of(specialDeals).find('account', service.id))
      deleteSpecialDeal(world, actor, service.id, deal.chargeStreamId);
    const planProduct = planProductOfService(service);
    if (planProduct === undefined) continue;
    const own = wanted.find((each) => each.service.id === service.id);
    if (own !== undefined) {
      setSpecialDeal(world, actor, service.id, {
        chargeStreamId: undefined,
        comments: 'Special pricing',
        isCustomCharge: true,
        lastMonth: undefined,
        items: [{ priceableItemId: planProduct.plan.priceableItemId, customCharge: own.amount }],
      });
    }
    const listed = planPrice(world, service.companyId, planProduct);
    setUnitSale(world, actor, service, own?.amount ?? unitPricesFor(listed, service.quantity).unitSale);
  }
  return subscriptionInScope(world, actor, id);
}

/** What is charged from now on; what was charged stays. */
function setUnitSale(world: World, actor: Actor, { id }: Subscription, unitSale: string): void {
  const service = world.store.of(subscriptions).get(id);
  if (service === undefined || service.unitSale === unitSale) return;
  auditSubscription(
    world,
    actor,
    world.store.of(subscriptions).put({ ...service, unitSale }),
    'PriceChanged',
    `${service.unitSale ?? ''} to ${unitSale}`,
  );
}

function setRenewal(world: World, actor: Actor, head: Subscription, on: boolean): void {
  if (leadingOf(world, head).termEnd === undefined || head.state === 'terminated') {
    throw new Refusal(
      'invalid',
      'account_subscription.no_term',
      `Subscription #${head.id} has no period that could be renewed.`,
      'renewalStatus',
    );
  }
  for (const service of servicesOf(world, head)) {
    if (service.termEnd === undefined || (service.endOfTermAction === 'Renew') === on) continue;
    if (isMicrosoft(productNamed(service.productName)) && service.kind === 'licence')
      setAutoRenew(world, actor, service, on);
    else {
      const changed = world.store
        .of(subscriptions)
        .put({ ...service, endOfTermAction: on ? 'Renew' : 'Terminate' });
      auditSubscription(world, actor, changed, on ? 'AutoRenewOn' : 'AutoRenewOff');
    }
  }
}

function pricedServices(world: World, head: Subscription, prices: readonly WantedPrice[]) {
  const held = servicesOf(world, head).flatMap((service) => {
    const planProduct = planProductOfService(service);
    return planProduct ? [{ service, planProduct }] : [];
  });
  return prices.map((wanted) => {
    const found: PlanProduct = findProduct(
      wanted,
      held.map(({ planProduct }) => planProduct),
    );
    const service = held.find(({ planProduct }) => planProduct === found)?.service ?? head;
    return { service, amount: amountOf(service, wanted) };
  });
}

/** evidence: docs for unit prices, modelled that what the reseller itself pays is set by its seller */
function amountOf(
  { currency }: Subscription,
  { unitPrice, unitCost, unitProviderCost }: WantedPrice,
): string {
  if (unitCost !== undefined || unitProviderCost !== undefined)
    throw refusal('cost', 'unitCost', 'is what your seller asks; only unitPrice is yours to set.');
  if (unitPrice === undefined) throw refusal('price', 'unitPrice', 'is missing.');
  if (unitPrice.currency !== currency)
    throw refusal('price', 'unitPrice', `must be in ${currency}, the currency of the subscription.`);
  if (!/^\d+(\.\d+)?$/.test(unitPrice.amount))
    throw refusal('price', 'unitPrice', `${unitPrice.amount} must be an amount of zero or more.`);
  return unitPrice.amount;
}

function refusal(code: string, field: string, problem: string): Refusal {
  return new Refusal('invalid', `account_subscription.${code}`, `products.${field} ${problem}`, field);
}

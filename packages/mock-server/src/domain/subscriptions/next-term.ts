import type { World } from '../../world.ts';
import { planFor, productOfOffer, requireProduct } from '../catalogue/catalogue.ts';
import { licenceFields } from '../catalogue/microsoft-licences.ts';
import type { Plan, Product } from '../catalogue/product.ts';
import { microsoftPrice } from '../prices/microsoft-price.ts';
import { isFor, promotionWithId, runs } from '../prices/promotion.ts';
import { resolvePrice } from '../prices/resolve-price.ts';
import { attempt, Refusal } from '../refusal.ts';
import type { Subscription } from './subscription.ts';

/** What a subscription holds after its renewal. */
export interface NextTerm {
  readonly product: Product;
  readonly plan: Plan;
  readonly quantity: number;
}

/** What the renewal applies: what was stored for it, what a trial becomes, or what there is now. */
export function nextTerm(subscription: Subscription): NextTerm {
  const { renewValues, renewTo, nextBillingType, productName } = subscription;
  const current = requireProduct(productName);
  const product = requireProduct(
    renewTo?.productName ?? productOfOffer(current.microsoft?.trialOf ?? '')?.name ?? productName,
  );
  const wanted = String(
    renewValues?.[licenceFields.billingType] ?? nextBillingType ?? subscription.billingType,
  );
  const same = product.plans.find((each) => each.billingType === wanted);
  // Another product need not be sold as this one was.
  const plan = same ?? (product === current ? undefined : product.plans[0]) ?? planFor(product, wanted);
  return {
    product,
    plan,
    quantity: Number(renewValues?.[licenceFields.quantity] ?? subscription.quantity),
  };
}

/** What a unit costs for a term: decimal strings. */
export interface TermPrice {
  readonly priceableItemId: number;
  readonly unitPurchase: string;
  readonly unitSale: string;
  readonly promotionId?: string;
}

/** What a unit costs for a term that begins now, where the subscription was bought. @throws Refusal when there is no price */
export function termPrice(
  world: World,
  subscription: Subscription,
  product: Product,
  plan: Plan,
  promotionId?: string,
): TermPrice {
  if (subscription.channel === 'partner-center') {
    const promotion = promotionId === undefined ? undefined : promotionWithId(promotionId);
    const kept =
      promotion !== undefined && runs(promotion, world.clock.now()) && isFor(promotion, product, plan)
        ? promotion
        : undefined;
    const price = microsoftPrice(product, plan, subscription.currency, {
      at: world.clock.now(),
      percentOff: kept?.percentOff,
      commitment: subscription.commitment?.amount,
    });
    return {
      priceableItemId: plan.priceableItemId,
      unitPurchase: price.unit,
      unitSale: price.unit,
      ...(kept && { promotionId: kept.id }),
    };
  }
  const price = resolvePrice(world, {
    companyId: subscription.companyId,
    productName: product.name,
    billingType: plan.billingType,
    subscriptionId: subscription.id,
  });
  return { priceableItemId: price.priceableItemId, unitPurchase: price.purchase, unitSale: price.sale };
}

/** The prices of the term after this one. Where no price can be found any more, the old ones stay: a renewal is not lost for that. evidence: modelled */
export function nextTermPrice(
  world: World,
  subscription: Subscription,
  { product, plan }: NextTerm,
): TermPrice {
  const { renewTo, promotionId, priceableItemId = plan.priceableItemId } = subscription;
  const { unitPurchase = '0', unitSale = '0' } = subscription;
  const price = attempt(() =>
    termPrice(world, subscription, product, plan, renewTo?.promotionId ?? promotionId),
  );
  return price instanceof Refusal ? { priceableItemId, unitPurchase, unitSale } : price;
}

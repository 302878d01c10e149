import type { World } from '../../world.ts';
import type { Actor } from '../actor.ts';
import { isMicrosoft, type MicrosoftProduct } from '../catalogue/availability.ts';
import { productOfOffer } from '../catalogue/catalogue.ts';
import { licenceFields } from '../catalogue/microsoft-licences.ts';
import type { Plan } from '../catalogue/product.ts';
import { planSold } from '../catalogue/sold-cycle.ts';
import { attempt, Refusal } from '../refusal.ts';
import { isTrial, microsoftProductOf, storeChange } from './amend.ts';
import { customTermEnd } from './custom-term-end.ts';
import { type NextTerm, nextTerm } from './next-term.ts';
import type { RenewTo, Subscription } from './subscription.ts';

/** What the renewal shall apply. */
export interface WantedRenewal {
  /** `product:sku`; the same one unless named. */
  readonly offerId?: string | undefined;
  readonly term?: string | undefined;
  readonly cycle?: string | undefined;
  readonly quantity?: number | undefined;
  /** The first instant of the last day. */
  readonly customTermEndDay?: number | undefined;
  readonly promotionId?: string | undefined;
}

const renewable: ReadonlySet<string> = new Set(['licence', 'software-subscription', 'marketplace-saas']);

/** Turns automatic renewal on or off; off forgets what was scheduled. evidence: docs */
export function setAutoRenew(
  world: World,
  actor: Actor,
  subscription: Subscription,
  on: boolean,
): Subscription {
  const product = microsoftProductOf(subscription);
  if (!renewable.has(product.kind) || subscription.termEnd === undefined) {
    throw new Refusal(
      'invalid',
      'renewal.not_eligible',
      `autoRenewEnabled: ${product.displayName} cannot renew by itself.`,
      'autoRenewEnabled',
    );
  }
  return storeChange(
    world,
    actor,
    { ...subscription, endOfTermAction: on ? 'Renew' : 'Terminate' },
    on ? 'AutoRenewOn' : 'AutoRenewOff',
    { keepsRenewal: on },
  );
}

/** Says what the renewal applies; undefined forgets it. */
export function scheduleRenewal(
  world: World,
  actor: Actor,
  subscription: Subscription,
  wanted: WantedRenewal | undefined,
): Subscription {
  if (wanted === undefined) return storeChange(world, actor, subscription, 'RenewalReset');
  const field = 'scheduledNextTermInstructions';
  if (subscription.endOfTermAction !== 'Renew' || subscription.termEnd === undefined) {
    throw new Refusal(
      'invalid',
      'renewal.off',
      `${field} needs autoRenewEnabled true; turn it on with the same change.`,
      field,
    );
  }
  if (subscription.state === 'suspended') {
    throw new Refusal(
      'invalid',
      'renewal.suspended',
      `${field} cannot be set while the subscription is suspended; reactivate it first.`,
      field,
    );
  }
  const product = renewalProduct(subscription, wanted.offerId);
  const plan = renewalPlan(product, wanted);
  const { quantity } = wanted;
  const { minimum = 1, maximum = 1 } = product.seats ?? {};
  if (quantity !== undefined && (!Number.isInteger(quantity) || quantity < minimum || quantity > maximum)) {
    throw new Refusal(
      'invalid',
      'quantity.limits',
      `${field}.quantity must be a whole number from ${minimum} to ${maximum}.`,
      `${field}.quantity`,
    );
  }
  const end = renewalEnd(world, subscription, product, plan, wanted);
  const renewTo: RenewTo = {
    ...(product.name !== subscription.productName && { productName: product.name }),
    ...(end !== undefined && { customTermEnd: end }),
    ...(wanted.promotionId !== undefined && { promotionId: wanted.promotionId }),
  };
  const { renewTo: _, ...kept } = subscription;
  return storeChange(
    world,
    actor,
    {
      ...kept,
      renewValues: {
        [licenceFields.quantity]: quantity ?? subscription.quantity,
        [licenceFields.billingType]: plan.billingType,
      },
      ...(Object.keys(renewTo).length > 0 && { renewTo }),
    },
    'RenewalConfigured',
    { keepsRenewal: true },
  );
}

/** The product itself, what a trial becomes, or what it can be upgraded to. */
function renewalProduct(subscription: Subscription, offerId: string | undefined): MicrosoftProduct {
  const current = microsoftProductOf(subscription);
  const { trialOf } = current.microsoft;
  const field = 'scheduledNextTermInstructions.product';
  const product = productOfOffer(offerId ?? trialOf ?? current.offerId);
  if (!isMicrosoft(product)) {
    throw new Refusal(
      'not-found',
      'renewal.product_unknown',
      `${field} ${offerId ?? ''} is no product and SKU of the catalogue.`,
      field,
    );
  }
  // A trial is no trial again: it becomes the paid offer. evidence: docs
  const reachable =
    trialOf === undefined ? [current.name, ...current.upgradesTo] : [productOfOffer(trialOf)?.name];
  if (reachable.includes(product.name)) return product;
  throw new Refusal(
    'forbidden',
    'renewal.product_unreachable',
    `${field}: ${current.displayName} cannot become ${product.displayName} at its renewal; transitionEligibilities with eligibilityType scheduled lists what it can become.`,
    field,
  );
}

function renewalPlan(product: MicrosoftProduct, { term, cycle }: WantedRenewal): Plan {
  const plan = planSold(product, { term, cycle });
  const field = 'scheduledNextTermInstructions.product';
  if (plan?.term !== undefined) return plan;
  throw product.plans.some((each) => each.term === term)
    ? new Refusal(
        'invalid',
        'term.cycle_unknown',
        `${field}.billingCycle ${cycle ?? ''} is not sold with ${term ?? ''}.`,
        `${field}.billingCycle`,
      )
    : new Refusal(
        'invalid',
        'term.unknown',
        `${field}.termDuration ${term ?? ''} is not sold of ${product.displayName}.`,
        `${field}.termDuration`,
      );
}

function renewalEnd(
  world: World,
  subscription: Subscription,
  product: MicrosoftProduct,
  plan: Plan,
  { customTermEndDay }: WantedRenewal,
): number | undefined {
  if (customTermEndDay === undefined) return undefined;
  const field = 'scheduledNextTermInstructions.customTermEndDate';
  if (product.microsoft.family !== 'online-services' || plan.term === undefined) {
    throw new Refusal(
      'invalid',
      'renewal.term_end_product',
      `${field} is for licences of new commerce only; leave it out.`,
      field,
    );
  }
  const question = {
    tenantId: subscription.tenantId ?? '',
    companyId: subscription.companyId,
    term: plan.term,
    start: subscription.termEnd,
  };
  const end = attempt(() => customTermEnd(world, question, customTermEndDay, field));
  if (!(end instanceof Refusal)) return end;
  const code = end.code === 'term_end.no_match' ? 'renewal.term_end_no_match' : 'renewal.term_end_outside';
  throw new Refusal('invalid', code, end.message, field);
}

/** What the renewal will apply, as far as it differs or was said; a trial always converts. */
export function plannedRenewal(
  subscription: Subscription,
): (NextTerm & { readonly product: MicrosoftProduct; readonly renewTo?: RenewTo }) | undefined {
  const { renewValues, renewTo } = subscription;
  if (renewValues === undefined && renewTo === undefined && !isTrial(subscription)) return undefined;
  const { product, plan, quantity } = nextTerm(subscription);
  return isMicrosoft(product) ? { product, plan, quantity, ...(renewTo && { renewTo }) } : undefined;
}

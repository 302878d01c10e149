import { parseInstant } from '../../kernel/calendar.ts';
import type { World } from '../../world.ts';
import type { MicrosoftProduct } from '../catalogue/availability.ts';
import { productNamed } from '../catalogue/catalogue.ts';
import type { BillingCycle, Plan, Product, Segment, Term } from '../catalogue/product.ts';
import { everHeld, holdsOneOf } from '../subscriptions/holdings.ts';
import { subscriptions } from '../subscriptions/subscription.ts';

/** A discount of Microsoft on the partner's price, for a while. */
export interface Promotion {
  /** product:sku:promotion */
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly offerId: string;
  readonly terms: readonly { readonly term: Term; readonly cycle: BillingCycle }[];
  readonly percentOff: string;
  readonly startsAt: number;
  /** The first instant after it. */
  readonly endsAt: number;
  readonly segment: Segment;
  /** ISO letters; all markets unless named. */
  readonly markets?: readonly string[];
  readonly seats?: { readonly minimum?: number; readonly maximum?: number };
  /** How many subscriptions of a customer may have it. */
  readonly redemptions?: number;
  /** Only for customers who never had the offer. */
  readonly newToOffer?: true;
  /** Offers, one of which the customer must hold. */
  readonly requires?: readonly string[];
}

const yearly = [
  { term: 'P1Y', cycle: 'monthly' },
  { term: 'P1Y', cycle: 'annual' },
] as const;

/** Promotions of this world. evidence: modelled after the published ones */
export const promotions: readonly Promotion[] = [
  {
    id: 'CFQ7TTC0HD33:0003:CFQ7TTC0K59M',
    name: 'Project Plan 1, first year',
    description: 'Fifteen percent off the first year of Project Plan 1.',
    offerId: 'CFQ7TTC0HD33:0003',
    terms: yearly,
    percentOff: '15',
    startsAt: parseInstant('2025-10-01'),
    endsAt: parseInstant('2027-04-01'),
    segment: 'commercial',
  },
  {
    id: 'CFQ7TTC0LCHC:0002:39NFJQT1Q5KN',
    name: 'Business Premium for newcomers',
    description: 'Twenty percent off for customers who never had Business Premium.',
    offerId: 'CFQ7TTC0LCHC:0002',
    terms: yearly,
    percentOff: '20',
    startsAt: parseInstant('2026-07-01'),
    endsAt: parseInstant('2027-01-01'),
    segment: 'commercial',
    seats: { minimum: 1, maximum: 300 },
    newToOffer: true,
  },
  {
    id: 'CFQ7TTC0MM8R:0002:39NFJQT1PL7B',
    name: 'Copilot with Business Premium',
    description: 'Thirty percent off Copilot for holders of Business Premium or Microsoft 365 E3.',
    offerId: 'CFQ7TTC0MM8R:0002',
    terms: yearly,
    percentOff: '30',
    startsAt: parseInstant('2026-09-01'),
    endsAt: parseInstant('2027-03-01'),
    segment: 'commercial',
    seats: { minimum: 10 },
    redemptions: 1,
    requires: ['CFQ7TTC0LCHC:0002', 'CFQ7TTC0LFLX:0001'],
  },
  {
    id: 'CFQ7TTC0LH0T:0001:39NFJQT1P2C0',
    name: 'Teams Phone, two years ago',
    description: 'A promotion that is over; still readable by its id.',
    offerId: 'CFQ7TTC0LH0T:0001',
    terms: yearly,
    percentOff: '33',
    startsAt: parseInstant('2024-07-01'),
    endsAt: parseInstant('2025-01-01'),
    segment: 'commercial',
  },
];

export type PromotionProblem =
  | { readonly type: 'Term'; readonly description: string; readonly promotion: Promotion }
  | { readonly type: 'SeatCount'; readonly description: string; readonly promotion: Promotion }
  | {
      readonly type: 'RedemptionLimit';
      readonly description: string;
      readonly promotion: Promotion;
      readonly remaining: number;
    }
  | {
      readonly type: 'OfferPurchasedPreviously' | 'PrerequisiteProductOwnership';
      readonly description: string;
    };

export interface PromotionQuestion {
  readonly tenantId: string;
  readonly product: MicrosoftProduct;
  readonly quantity: number;
  readonly term: Term | undefined;
  readonly cycle: BillingCycle;
}

export function runs(promotion: Promotion, at: number): boolean {
  return at >= promotion.startsAt && at < promotion.endsAt;
}

/** Whether a promotion is for an offer and a way of buying it. */
export function isFor(promotion: Promotion, product: Product, plan: Plan): boolean {
  return (
    promotion.offerId === product.offerId &&
    promotion.terms.some(({ term, cycle }) => term === plan.term && cycle === plan.billingCycle)
  );
}

/** What keeps a customer from a promotion; nothing when it may have it. evidence: docs for the kinds */
export function promotionProblems(
  world: World,
  promotion: Promotion,
  question: PromotionQuestion,
): PromotionProblem[] {
  const problems: PromotionProblem[] = [];
  const { seats } = promotion;
  if (!promotion.terms.some(({ term, cycle }) => term === question.term && cycle === question.cycle)) {
    problems.push({
      type: 'Term',
      description: 'The promotion is for other terms or billing cycles.',
      promotion,
    });
  }
  if (
    question.quantity < (seats?.minimum ?? 0) ||
    question.quantity > (seats?.maximum ?? Number.POSITIVE_INFINITY)
  ) {
    problems.push({
      type: 'SeatCount',
      description: 'The promotion is for other numbers of seats.',
      promotion,
    });
  }
  const owned = world.store.of(subscriptions).find('tenant', question.tenantId);
  const name = question.product.name;
  // Trials count as having had the offer, cancelled subscriptions too. evidence: docs
  const had = () =>
    [...everHeld(world, question.tenantId)].some(
      (each) => each === name || productNamed(each)?.microsoft?.trialOf === question.product.offerId,
    );
  if (promotion.newToOffer && had()) {
    problems.push({
      type: 'OfferPurchasedPreviously',
      description: 'The customer has had this offer before.',
    });
  }
  if (promotion.requires && !holdsOneOf(world, question.tenantId, promotion.requires)) {
    problems.push({
      type: 'PrerequisiteProductOwnership',
      description: `The customer holds none of ${promotion.requires.join(', ')}.`,
    });
  }
  if (promotion.redemptions !== undefined) {
    const used = owned.filter((each) => each.promotionId === promotion.id).length;
    if (used >= promotion.redemptions) {
      problems.push({
        type: 'RedemptionLimit',
        description: 'The customer has used the promotion as often as it may.',
        promotion,
        remaining: Math.max(0, promotion.redemptions - used),
      });
    }
  }
  return problems;
}

/** The promotion that an order gets which names none: the first that it may have. */
export function promotionFor(
  world: World,
  question: PromotionQuestion,
  country: string,
): Promotion | undefined {
  return promotionsOf(question.product, country).find(
    (each) => runs(each, world.clock.now()) && promotionProblems(world, each, question).length === 0,
  );
}

export function promotionsOf(product: MicrosoftProduct, country: string): Promotion[] {
  return promotions.filter(
    (each) =>
      each.offerId === product.offerId && (each.markets === undefined || each.markets.includes(country)),
  );
}

export function promotionWithId(id: string): Promotion | undefined {
  const wanted = id.toUpperCase();
  return promotions.find((each) => each.id.toUpperCase() === wanted);
}

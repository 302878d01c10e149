import { productOfCatalogItem } from '../../../domain/catalogue/availability.ts';
import { planSold } from '../../../domain/catalogue/sold-cycle.ts';
import { isoOf } from '../../../domain/partners/customer.ts';
import {
  type Promotion,
  type PromotionProblem,
  promotionProblems,
  promotions,
  promotionsOf,
  promotionWithId,
  runs,
} from '../../../domain/prices/promotion.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Tenant } from '../../../domain/tenants/tenant.ts';
import type {
  PromotionEligibilitiesRequest,
  PromotionEligibilitiesRequestItem,
  PromotionEligibility,
  PromotionEligibilityError,
} from '../../../generated/partner-center.gen.ts';
import type { Call, OperationHandler } from '../../../http/wire.ts';
import { queryOf } from '../query.ts';
import { toPromotion } from '../shapes/product.ts';
import { attributes, collection } from '../shapes/resource.ts';
import { customerOf } from './customer.ts';
import { countryOf } from './product.ts';

function toError(problem: PromotionProblem): PromotionEligibilityError {
  const { type, description } = problem;
  switch (type) {
    case 'Term':
      return {
        type,
        description,
        eligibleTerms: problem.promotion.terms.map(({ term, cycle }) => ({
          duration: term,
          billingCycle: cycle,
        })),
      };
    case 'SeatCount':
      return {
        type,
        description,
        ...(problem.promotion.seats?.minimum !== undefined && {
          minimumRequiredSeats: problem.promotion.seats.minimum,
        }),
        ...(problem.promotion.seats?.maximum !== undefined && {
          maximumRequiredSeats: problem.promotion.seats.maximum,
          availableSeats: problem.promotion.seats.maximum,
        }),
      };
    case 'RedemptionLimit':
      return {
        type,
        description,
        maxPromotionRedemptionCount: problem.promotion.redemptions ?? 0,
        remainingPromotionRedemptionCount: problem.remaining,
      };
    default:
      return { type, description };
  }
}

function refused(promotionId: string | undefined, type: string, description: string): PromotionEligibility {
  return {
    ...(promotionId !== undefined && { promotionId }),
    isEligible: false,
    errors: [{ type, description }],
  };
}

function eligibilities(
  call: Call,
  tenant: Tenant,
  item: PromotionEligibilitiesRequestItem,
): PromotionEligibility[] {
  const { world } = call;
  const product = productOfCatalogItem(world, item.catalogItemId ?? '');
  const wanted = item.promotionId;
  if (product === undefined) {
    return [
      refused(wanted, 'InvalidCatalogItemId', `${item.catalogItemId} is no item that can be bought now.`),
    ];
  }
  const plan = planSold(product, { term: item.termDuration, cycle: item.billingCycle });
  const question = {
    tenantId: tenant.id,
    product,
    quantity: item.quantity ?? 1,
    term: plan?.term,
    cycle: plan?.billingCycle ?? 'monthly',
  } as const;
  const running = (each: Promotion) => runs(each, world.clock.now());
  const known = promotionsOf(product, isoOf(tenant)).filter(running);
  const asked = wanted === undefined ? known : known.filter((each) => each.id === wanted.toUpperCase());
  if (wanted !== undefined && asked.length === 0) {
    return [refused(wanted, 'InvalidPromotion', `${wanted} is no promotion that runs for the item.`)];
  }
  if (asked.length === 0)
    return [refused(undefined, 'NoPromotionsAvailable', 'No promotion runs for the item.')];
  return asked.map((promotion) => {
    const problems = promotionProblems(world, promotion, question);
    return {
      promotionId: promotion.id,
      isEligible: problems.length === 0,
      ...(problems.length > 0 && { errors: problems.map(toError) }),
    };
  });
}

export const promotionOperations = {
  ListPromotions: (call: Call) => {
    const country = countryOf(call);
    const segment = (queryOf(call).segment ?? 'commercial').toLowerCase();
    const now = call.world.clock.now();
    return collection(
      promotions
        .filter(
          (each) =>
            runs(each, now) &&
            each.segment === segment &&
            (each.markets === undefined || each.markets.includes(country)),
        )
        .map(toPromotion),
    );
  },
  GetPromotion: ({ parameters }: Call) => {
    const promotion = promotionWithId(parameters.promotionId ?? '');
    if (promotion !== undefined) return toPromotion(promotion);
    throw new Refusal(
      'not-found',
      'promotion.unknown',
      `Promotion ${parameters.promotionId} is not known; list the promotions of the market.`,
      'promotionId',
    );
  },
  CheckPromotionEligibilities: (call: Call<PromotionEligibilitiesRequest>) => {
    const tenant = customerOf(call);
    return collection(
      call.body.items.map((item) => ({
        id: Number(item.id ?? 0),
        catalogItemId: item.catalogItemId ?? '',
        quantity: item.quantity ?? 1,
        ...(item.billingCycle !== undefined && { billingCycle: item.billingCycle }),
        ...(item.termDuration !== undefined && { termDuration: item.termDuration }),
        eligibilities: eligibilities(call, tenant, item),
        attributes: attributes('PromotionEligibilities'),
      })),
    );
  },
} satisfies Record<string, OperationHandler>;

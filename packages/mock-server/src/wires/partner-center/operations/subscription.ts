import { isTerm } from '../../../domain/catalogue/product.ts';
import { orderOf } from '../../../domain/orders/change-order.ts';
import { subscriptionsInScope } from '../../../domain/partners/customer.ts';
import { partnerOf } from '../../../domain/partners/partner.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { applyChange, type WantedSubscription } from '../../../domain/subscriptions/apply-change.ts';
import { customTermEnds, termDay } from '../../../domain/subscriptions/custom-term-end.ts';
import type { WantedRenewal } from '../../../domain/subscriptions/schedule-renewal.ts';
import type { Subscription } from '../../../domain/subscriptions/subscription.ts';
import type { SubscriptionUpdate } from '../../../generated/partner-center.gen.ts';
import type { Call, OperationHandler } from '../../../http/wire.ts';
import { checkEtag } from '../etag.ts';
import { indexPage, queryOf } from '../query.ts';
import { collection, instant } from '../shapes/resource.ts';
import { toSubscription } from '../shapes/subscription.ts';
import { versionOf } from '../shapes/version.ts';
import { customerOf } from './customer.ts';

/** The subscription that a path names. @throws Refusal when the customer has none of that id */
export function subscriptionOf(call: Call): Subscription {
  const tenant = customerOf(call);
  const id = (call.parameters.subscriptionId ?? '').toLowerCase();
  const found = subscriptionsInScope(call.world, call.actor, tenant.id).find(
    (each) => each.vendorReferenceId?.toLowerCase() === id,
  );
  if (found !== undefined) return found;
  throw new Refusal(
    'not-found',
    'subscription.unknown',
    `Subscription ${call.parameters.subscriptionId} is none of customer ${tenant.id}; list its subscriptions.`,
    'subscriptionId',
  );
}

function renewalOf({ scheduledNextTermInstructions: given }: SubscriptionUpdate): WantedRenewal | undefined {
  if (given === undefined || given === null) return undefined;
  const { product, quantity, customTermEndDate } = given;
  return {
    ...(product?.productId !== undefined &&
      product.skuId !== undefined && { offerId: `${product.productId}:${product.skuId}` }),
    term: product?.termDuration,
    cycle: product?.billingCycle,
    promotionId: product?.promotionId,
    quantity,
    ...(customTermEndDate !== undefined && {
      customTermEndDay: termDay(customTermEndDate, 'scheduledNextTermInstructions.customTermEndDate'),
    }),
  };
}

function wantedOf(body: SubscriptionUpdate): WantedSubscription {
  const next = body.nextChargeInstructions;
  return {
    status: body.status === 'none' ? undefined : body.status,
    quantity: body.quantity,
    term: body.termDuration,
    cycle: body.billingCycle,
    friendlyName: body.friendlyName,
    partnerId: body.partnerId,
    autoRenew: body.autoRenewEnabled,
    renewal: renewalOf(body),
    ...(next && { nextCharge: { cycle: next.product?.billingCycle } }),
  };
}

export const subscriptionOperations = {
  ListSubscriptions: (call: Call) => {
    const { world } = call;
    const tenant = customerOf(call);
    const query = queryOf(call);
    const all = subscriptionsInScope(world, call.actor, tenant.id);
    const { order_id: orderId, mpn_id: mpnId } = query;
    const lines = orderId === undefined ? undefined : orderOf(world, call.actor, tenant, orderId).lines;
    const shown = all.filter(
      (each) =>
        (lines === undefined || lines.some((line) => line.subscriptionId === each.id)) &&
        (mpnId === undefined || each.partnerId === mpnId),
    );
    const page = indexPage(call, shown);
    return {
      ...collection(page.map((each) => toSubscription(world, each))),
      totalCount: shown.length,
    };
  },
  GetSubscription: (call: Call) => toSubscription(call.world, subscriptionOf(call)),
  UpdateSubscription: (call: Call<SubscriptionUpdate>) => {
    const { world, actor, body } = call;
    const subscription = subscriptionOf(call);
    checkEtag(call, body.attributes?.etag, versionOf(subscription));
    return toSubscription(world, applyChange(world, actor, subscription, wantedOf(body)));
  },
  ListCustomTermEndDates: (call: Call) => {
    const { world, actor } = call;
    const tenant = customerOf(call);
    const query = queryOf(call);
    const term = (query.term_duration ?? 'P1Y').toUpperCase();
    if (!isTerm(term)) {
      throw new Refusal('invalid', 'term.unknown', 'term_duration must be P1M, P1Y or P3Y.', 'term_duration');
    }
    const ends = customTermEnds(world, {
      tenantId: tenant.id,
      companyId: partnerOf(world, actor).companyId,
      term,
      ...(query.term_start_date !== undefined && {
        start: termDay(query.term_start_date, 'term_start_date'),
      }),
      target: query.target_coterm_subscription_id,
    });
    return collection(
      ends.map(({ lastDay, subscriptions }) => ({
        allowedCustomTermEndDateType:
          subscriptions.length > 0 ? 'subscriptionAligned' : 'calendarMonthAligned',
        ...(subscriptions.length > 0 && {
          cotermSubscriptionIds: subscriptions.map((each) => each.vendorReferenceId ?? ''),
        }),
        allowedCustomTermEndDate: instant(lastDay),
      })),
      `/customers/${tenant.id}/subscriptions/customTermEndDates?term_duration=${term}`,
    );
  },
} satisfies Record<string, OperationHandler>;

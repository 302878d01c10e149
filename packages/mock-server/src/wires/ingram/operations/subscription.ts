import {
  changeSubscription,
  setSpecialPricing,
} from '../../../domain/account-subscriptions/change-subscription.ts';
import {
  shownStatus,
  subscriptionInScope,
  subscriptionsBelow,
} from '../../../domain/account-subscriptions/find-subscriptions.ts';
import type { SpecialPricing, SubscriptionUpdate } from '../../../generated/ingram.gen.ts';
import type { Call, OperationHandler } from '../../../http/wire.ts';
import { startOfDay } from '../../../kernel/calendar.ts';
import { asked, askedInstant, pageOf } from '../query.ts';
import { toSubscription, toSubscriptionDetailed } from '../shapes/subscription.ts';
import { ownAccount } from './account.ts';

const idOf = ({ parameters }: Call<never>) => parameters.id ?? '';

export const subscriptionOperations = {
  getSubscriptions: (call: Call) => {
    const [customer, status] = [asked(call, 'customerId'), asked(call, 'status')];
    const from = askedInstant(call, 'creationDateFrom') ?? 0;
    const to = askedInstant(call, 'creationDateTo') ?? Infinity;
    const found = subscriptionsBelow(call.world, call.actor, ownAccount(call)).filter(
      (each) =>
        (customer === undefined || String(each.companyId) === customer) &&
        (status === undefined || shownStatus(each) === status) &&
        startOfDay(each.orderedAt) >= from &&
        startOfDay(each.orderedAt) <= to,
    );
    return pageOf(call, found, (each) => toSubscription(call.world, each));
  },
  getSubscription: (call: Call) =>
    toSubscriptionDetailed(call.world, subscriptionInScope(call.world, call.actor, call.parameters.id ?? '')),
  updateSubscription: (call: Call<SubscriptionUpdate>) => {
    const { renewalStatus, attributes, products } = call.body;
    const wishes = { renewalStatus, attributes, prices: products };
    return toSubscriptionDetailed(
      call.world,
      changeSubscription(call.world, call.actor, idOf(call as Call<never>), wishes),
    );
  },
  updateSubscriptionSpecialPricing: (call: Call<SpecialPricing>) =>
    toSubscriptionDetailed(
      call.world,
      setSpecialPricing(call.world, call.actor, idOf(call as Call<never>), call.body.products),
    ),
} satisfies Record<string, OperationHandler>;

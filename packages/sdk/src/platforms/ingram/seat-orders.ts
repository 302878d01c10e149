import type { NewOrder, NewOrderLine, Product, SubscriptionDetailed } from '../../generated/ingram.gen.ts';
import type { OperationOptions } from '../../operations/progress.ts';
import type {
  BillingCycle,
  RenewalChange,
  Term,
  UpgradeInput,
} from '../../operations/subscriptions/subscription-operations.ts';
import { keysOf, soldAs } from './catalogue.ts';
import type { Ingram } from './client.ts';
import { callOptionsOf } from './order-once.ts';
import { cycleOf, termOf } from './periods.ts';
import { refusal } from './refusal.ts';
import { mainProduct } from './subscription-fields.ts';

/** A change of what a subscription has; the quantity is the new total. */
export function changeOrder(
  owned: SubscriptionDetailed,
  quantity = mainProduct(owned).quantity ?? 1,
  more: NewOrderLine = {},
): NewOrder {
  const { id: subscriptionId, customerId, subscriptionPeriod, billingPeriod } = owned;
  const { mpn, vendor, id } = mainProduct(owned);
  const keys = keysOf({
    ...(mpn && { mpn }),
    ...(vendor && { vendor }),
    ...(id && { id }),
    ...(subscriptionPeriod && { subscriptionPeriod }),
    ...(billingPeriod && { billingPeriod }),
  });
  return {
    type: 'change',
    customerId,
    subscriptionId,
    products: [{ ...keys, subscriptionId, quantity, ...more }],
  };
}

/** The end of a subscription, with all that it has. */
export function cancellation(owned: SubscriptionDetailed): NewOrder {
  return { ...changeOrder(owned), type: 'cancellation' };
}

/** A change that counts from the renewal. @throws BadRequestError when the product is not sold so */
export async function renewalOrder(
  ingram: Ingram,
  owned: SubscriptionDetailed,
  { quantity, term, billingCycle }: RenewalChange,
  options: OperationOptions,
): Promise<NewOrder> {
  const order = { ...changeOrder(owned, quantity), scheduledOn: 'renewal' };
  if (term === undefined && billingCycle === undefined) return order;
  const to = await soldAs(
    ingram,
    {
      product: mainProduct(owned).mpn ?? '',
      term: term ?? (termOf(owned.subscriptionPeriod) as Term | undefined),
      billingCycle: billingCycle ?? (cycleOf(owned.billingPeriod) as BillingCycle | undefined),
    },
    callOptionsOf(options),
  );
  const [line] = order.products ?? [];
  return { ...order, ...periodOf(to), products: [{ ...line, ...switchTo(to) }] };
}

/** A switch of plan: of the whole subscription, or of some seats into another or a new one. @throws BadRequestError when the plan allows none */
export async function upgradeOrder(
  ingram: Ingram,
  owned: SubscriptionDetailed,
  { to, quantity, into }: UpgradeInput,
  options: OperationOptions,
): Promise<NewOrder> {
  const allowed = await switchesOf(ingram, owned, options);
  const chosen = allowed.find(({ planId }) => String(planId) === to);
  if (chosen === undefined) {
    throw refusal(
      'ingram.no_upgrade',
      `Subscription ${owned.id} cannot be switched to plan ${to}.`,
      `It can be to: ${allowed.map(({ planId }) => planId).join(', ') || 'none'}.`,
    );
  }
  const held = mainProduct(owned).quantity ?? 1;
  const order: NewOrder = {
    ...changeOrder(owned, quantity ?? held),
    planId: to,
    ...(chosen.subscriptionPeriod && { subscriptionPeriod: chosen.subscriptionPeriod }),
  };
  if (into === undefined && (quantity === undefined || quantity === held)) return order;
  return {
    ...order,
    placementType: 'MOVE',
    ...(into !== undefined && {
      targetSubscriptionId: into,
      alignExpirationDate: { alignmentType: 'CO_TERM_PARTIAL_UPGRADE', subscriptionId: Number(into) },
    }),
  };
}

/** The switches to other plans that are open to a subscription. */
export async function switchesOf(ingram: Ingram, owned: SubscriptionDetailed, options: OperationOptions) {
  const { planId, subscriptionPeriod } = owned;
  if (planId === undefined) return [];
  const { planSwitches = [] } = await ingram.plans.get(planId, callOptionsOf(options));
  const term = termOf(subscriptionPeriod);
  return planSwitches.filter(
    ({ planId: other, sourceSubscriptionPeriod: from }) =>
      other !== undefined && other !== planId && (from === undefined || termOf(from) === term),
  );
}

function switchTo({ id, mpn }: Product): NewOrderLine {
  return id === undefined ? { ...(mpn && { newMPN: mpn }) } : { newId: id };
}

function periodOf({ subscriptionPeriod }: Product): Pick<NewOrder, 'subscriptionPeriod'> {
  return subscriptionPeriod === undefined ? {} : { subscriptionPeriod };
}

import { billingPeriodAt } from '../../../domain/billing/charge.ts';
import { availabilityIdOf, catalogItemIdOf } from '../../../domain/catalogue/availability.ts';
import type { Plan } from '../../../domain/catalogue/product.ts';
import { soldCycle } from '../../../domain/catalogue/sold-cycle.ts';
import { microsoftProductOf, refundableSeats } from '../../../domain/subscriptions/amend.ts';
import { cancellableUntil } from '../../../domain/subscriptions/cancel-window.ts';
import { plannedRenewal } from '../../../domain/subscriptions/schedule-renewal.ts';
import type { Subscription } from '../../../domain/subscriptions/subscription.ts';
import type {
  BillingType,
  ProductTerm,
  SubscriptionStatus,
  Subscription as WireSubscription,
} from '../../../generated/partner-center.gen.ts';
import { millisecondsPerDay, startOfDay } from '../../../kernel/calendar.ts';
import type { World } from '../../../world.ts';
import { productTypeOf } from './product.ts';
import { attributes, instant, link } from './resource.ts';
import { versionOf } from './version.ts';

/** What a subscription's status is called. */
export function statusOf({
  state,
  afterlife,
}: Pick<Subscription, 'state' | 'afterlife'>): SubscriptionStatus {
  switch (state) {
    case 'active':
    case 'suspended':
      return state;
    case 'terminated':
      return afterlife ?? 'deleted';
    default:
      return 'pending';
  }
}

const unitTypes: Readonly<Partial<Record<Subscription['kind'], string>>> = {
  'azure-plan': 'Usage-based',
  'savings-plan': 'benefit',
};

const farFuture = '9999-12-31T00:00:00Z';

function billingTypeOf(subscription: Subscription): BillingType {
  if (subscription.kind === 'savings-plan') return 'benefit';
  return subscription.kind === 'azure-plan' ? 'usage' : 'license';
}

/** The last day of a term: inclusive on new commerce, the day after on legacy. evidence: docs */
function commitmentOf(subscription: Subscription, legacy: boolean) {
  const { termEnd } = subscription;
  if (termEnd === undefined) return { commitmentEndDate: farFuture };
  if (legacy) return { commitmentEndDate: instant(termEnd) };
  const lastDay = startOfDay(termEnd) - millisecondsPerDay;
  return {
    commitmentEndDate: instant(lastDay),
    commitmentEndDateTime: instant(lastDay + millisecondsPerDay - 1_000),
  };
}

function termOf(world: World, product: ReturnType<typeof microsoftProductOf>, plan: Plan): ProductTerm {
  const { productId, skuId } = product.microsoft;
  return {
    productId,
    skuId,
    availabilityId: availabilityIdOf(world, product),
    billingCycle: soldCycle(product, plan),
    ...(plan.term && { termDuration: plan.term }),
  };
}

function instructionsOf(world: World, subscription: Subscription) {
  const planned = plannedRenewal(subscription);
  const product = microsoftProductOf(subscription);
  const next = product.plans.find((plan) => plan.billingType === subscription.nextBillingType);
  return {
    ...(planned && {
      scheduledNextTermInstructions: {
        product: {
          ...termOf(world, planned.product, planned.plan),
          ...(planned.renewTo?.promotionId !== undefined && { promotionId: planned.renewTo.promotionId }),
        },
        quantity: planned.quantity,
        ...(planned.renewTo?.customTermEnd !== undefined && {
          customTermEndDate: instant(planned.renewTo.customTermEnd - millisecondsPerDay),
        }),
      },
    }),
    ...(subscription.nextBillingType !== undefined &&
      next && {
        nextChargeInstructions: { product: termOf(world, product, next), quantity: subscription.quantity },
      }),
  };
}

/** What a savings plan covers, and how much an hour it is good for. evidence: docs */
function benefitOf({ kind, provisioningContext, commitment, secondVendorReferenceId }: Subscription) {
  if (kind !== 'savings-plan') return {};
  const { scope, ...context } = provisioningContext ?? {};
  return {
    lineItems: [
      {
        lineItemNumber: 0,
        ...(scope !== undefined && { scope }),
        ...context,
        ...(commitment && {
          purchaseCommitment: {
            amount: Number(commitment.amount),
            grain: commitment.grain,
            currency: commitment.currency,
          },
        }),
      },
    ],
    ...(secondVendorReferenceId !== undefined && { productOrderId: secondVendorReferenceId }),
  };
}

/** A subscription as Partner Center answers it; what does not apply is left out. */
export function toSubscription(world: World, subscription: Subscription): WireSubscription {
  const product = microsoftProductOf(subscription);
  const { microsoft } = product;
  const legacy = microsoft.family === 'legacy';
  const plan =
    product.plans.find((each) => each.billingType === subscription.billingType) ?? product.plans[0];
  const id = subscription.vendorReferenceId ?? '';
  const self = `/customers/${subscription.tenantId}/subscriptions/${id}`;
  const running = subscription.state === 'active' || subscription.state === 'suspended';
  const until = running ? cancellableUntil(subscription) : undefined;
  const cancellable = until !== undefined && world.clock.now() < until && !legacy;
  const refundable = legacy ? [] : refundableSeats(world, subscription);
  const period = running ? billingPeriodAt(subscription, world.clock.now()) : undefined;
  const cycleEnd = period && startOfDay(period.end) - millisecondsPerDay;
  const whole = subscription.kind === 'marketplace-saas' || subscription.kind === 'perpetual-software';
  const catalogue = `/products/${microsoft.productId}/skus/${microsoft.skuId}`;
  return {
    id,
    offerId: catalogItemIdOf(world, product),
    offerName: product.displayName,
    friendlyName: subscription.displayName,
    productType: productTypeOf(product),
    quantity: subscription.quantity,
    unitType: unitTypes[subscription.kind] ?? 'Licenses',
    hasPurchasableAddons: false,
    creationDate: instant(subscription.orderedAt),
    effectiveStartDate: instant(startOfDay(subscription.termStart ?? subscription.orderedAt)),
    ...commitmentOf(subscription, legacy),
    ...(until !== undefined && !legacy && { cancellationAllowedUntilDate: instant(until) }),
    ...(cycleEnd !== undefined &&
      !legacy && {
        billingCycleEndDate: instant(cycleEnd),
        billingCycleEndDateTime: instant(cycleEnd + millisecondsPerDay - 1_000),
      }),
    status: statusOf(subscription),
    autoRenewEnabled:
      running && subscription.termEnd !== undefined && subscription.endOfTermAction === 'Renew',
    isTrial: microsoft.trialOf !== undefined,
    billingType: billingTypeOf(subscription),
    ...(plan && { billingCycle: soldCycle(product, plan) }),
    ...(subscription.term && { termDuration: subscription.term, renewalTermDuration: subscription.term }),
    refundOptions: cancellable ? [{ type: whole ? 'Full' : 'Partial', expiresAt: instant(until) }] : [],
    ...(refundable.length > 0 && {
      refundableQuantity: {
        totalQuantity: refundable.reduce((sum, batch) => sum + batch.quantity, 0),
        details: refundable.map(({ quantity, windowEndsAt }) => ({
          quantity,
          allowedUntilDateTime: instant(windowEndsAt),
        })),
      },
    }),
    isMicrosoftProduct: microsoft.publisher === undefined,
    publisherName: microsoft.publisher ?? 'Microsoft Corporation',
    ...(subscription.partnerId !== undefined && { partnerId: subscription.partnerId }),
    actions: running ? ['edit', ...(cancellable ? ['cancel'] : [])] : [],
    ...(subscription.state === 'suspended' && { suspensionReasons: ['Partner'] }),
    contractType: 'subscription',
    ...benefitOf(subscription),
    ...(subscription.secondVendorReferenceId !== undefined && {
      orderId: subscription.secondVendorReferenceId,
    }),
    ...(subscription.promotionId !== undefined && { promotionId: subscription.promotionId }),
    ...(subscription.migratedFromReferenceId !== undefined && {
      migratedFromSubscriptionId: subscription.migratedFromReferenceId,
    }),
    ...(subscription.parentReferenceId !== undefined && {
      parentSubscriptionId: subscription.parentReferenceId,
    }),
    ...instructionsOf(world, subscription),
    links: {
      ...(legacy
        ? { offer: link(`/offers/${product.offerId}`) }
        : {
            product: link(`/products/${microsoft.productId}`),
            sku: link(catalogue),
            availability: link(`${catalogue}/availabilities/${availabilityIdOf(world, product)}`),
          }),
      self: link(self),
    },
    attributes: attributes('Subscription', versionOf(subscription)),
  };
}

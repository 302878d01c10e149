import { day, daysBetween, isoOf } from '../calendar.ts';
import { prorate } from '../prorate.ts';
import type { ChangePreview, ForbiddingRule, SubscriptionChange } from './change-preview.ts';
import type { Amount, SubscriptionDetails } from './subscription-operations.ts';

type Preview = Omit<ChangePreview, 'apply'>;

/** Days in which what was bought can be taken back. Source: Microsoft's terms of new commerce. */
const windowDays = 7;

const scheduledIsLost = 'What was scheduled for the renewal is deleted.';

/** What a change would do to a subscription, by the rules of new commerce; nothing is asked or sent. */
export function previewChange(
  subscription: SubscriptionDetails,
  change: SubscriptionChange,
  now: number,
): Preview {
  const halted = haltedBy(subscription, change);
  if (halted) return forbidden(halted, now);
  if ('quantity' in change) return seats(subscription, change.quantity, now);
  if ('autoRenew' in change) return autoRenew(subscription, change.autoRenew, now);
  if ('atRenewal' in change) return atRenewal(subscription, change.atRenewal, now);
  if ('upgrade' in change) return upgrade(subscription, change.upgrade.quantity, now);
  return status(subscription, change.status, now);
}

export function forbidden(rule: ForbiddingRule, now: number): Preview {
  return { allowed: false, rule, effectiveAt: isoOf(now), sideEffects: [] };
}

function haltedBy(subscription: SubscriptionDetails, change: SubscriptionChange): ForbiddingRule | undefined {
  const { status: current, isTrial } = subscription;
  if (['expired', 'disabled', 'ended', 'failed'].includes(current)) {
    return {
      code: 'subscription.not_running',
      message: `The subscription is ${current}.`,
      remedy: 'Buy a new one: what has ended takes no changes.',
    };
  }
  if (current === 'pending') {
    return {
      code: 'subscription.pending',
      message: 'The subscription is not provisioned yet.',
      remedy: 'Wait until it is active.',
    };
  }
  const touchesTrial = 'quantity' in change || 'status' in change;
  if (isTrial && touchesTrial) {
    return {
      code: 'subscription.trial',
      message: 'Seats and status of a trial cannot be changed.',
      remedy: 'Upgrade it to the paid product, or let it convert at its end.',
    };
  }
  if (current === 'suspended' && !('status' in change) && !('autoRenew' in change)) {
    return {
      code: 'subscription.suspended',
      message: 'The subscription is suspended.',
      remedy: 'Reactivate it first; it is billed meanwhile.',
    };
  }
  return undefined;
}

function seats(subscription: SubscriptionDetails, quantity: number, now: number): Preview {
  const { seats: limits } = subscription;
  if (limits && (quantity < limits.minimum || quantity > limits.maximum)) {
    return forbidden(
      {
        code: 'subscription.seat_limits',
        message: `The product is sold from ${limits.minimum} to ${limits.maximum} seats.`,
        remedy: 'Choose a number within.',
      },
      now,
    );
  }
  const added = quantity - subscription.quantity;
  const sideEffects = added !== 0 && subscription.atRenewal ? [scheduledIsLost] : [];
  const money = costOf(subscription, added, now);
  if (added >= 0) {
    return {
      allowed: true,
      ...money,
      effectiveAt: isoOf(now),
      ...(added > 0 && { undoableUntil: isoOf(now + windowDays * day) }),
      sideEffects,
    };
  }
  const open = refundableNow(subscription, now);
  if (open !== undefined && -added > open) {
    return forbidden(
      {
        code: 'subscription.window_closed',
        message: `Seats can go down to ${subscription.quantity - open}: only those added or renewed in the last ${windowDays} days can be taken back.`,
        remedy: 'Schedule the lower number for the renewal with scheduleChange.',
      },
      now,
    );
  }
  return {
    allowed: open === undefined ? 'unknown' : true,
    ...money,
    effectiveAt: isoOf(now),
    undoableUntil: isoOf(now),
    sideEffects: [...sideEffects, 'Seats that are added again are charged from that day on.'],
  };
}

/** Seats that can be taken back now; undefined where the platform does not tell. */
function refundableNow(
  { refundable, cancellableUntil, quantity }: SubscriptionDetails,
  now: number,
): number | undefined {
  if (refundable) {
    return refundable.reduce((sum, batch) => (Date.parse(batch.until) > now ? sum + batch.quantity : sum), 0);
  }
  return cancellableUntil !== undefined && Date.parse(cancellableUntil) > now ? quantity : undefined;
}

function costOf({ unitPrice, cycle, quantity }: SubscriptionDetails, added: number, now: number) {
  if (!unitPrice || !cycle) return {};
  const end = Date.parse(cycle.endsAt);
  const inCycle = daysBetween(Date.parse(cycle.startsAt), Date.parse(cycle.fullEndsAt));
  const whole = (units: number): Amount => prorate(unitPrice, units, { billed: 1, inCycle: 1 });
  return {
    chargeNow: prorate(unitPrice, added, { billed: daysBetween(now, end), inCycle }),
    perCycle: { before: whole(quantity), after: whole(quantity + added) },
  };
}

function autoRenew(subscription: SubscriptionDetails, on: boolean, now: number): Preview {
  const lost = !on && subscription.atRenewal ? [scheduledIsLost] : [];
  const end = subscription.termEndsAt;
  return {
    allowed: true,
    effectiveAt: end ?? isoOf(now),
    ...(end !== undefined && { undoableUntil: end }),
    sideEffects: on
      ? ['It renews for another term, at the prices of that day.']
      : [...lost, 'It ends with its term; users can work no longer than the platform grants afterwards.'],
  };
}

function atRenewal(
  subscription: SubscriptionDetails,
  change: { quantity?: number | undefined },
  now: number,
): Preview {
  if (!subscription.autoRenew) {
    return forbidden(
      {
        code: 'subscription.auto_renew_off',
        message: 'Changes are scheduled for a renewal, and automatic renewal is off.',
        remedy: 'Turn it on first with setAutoRenew.',
      },
      now,
    );
  }
  const { seats: limits, termEndsAt } = subscription;
  const { quantity } = change;
  if (limits && quantity !== undefined && (quantity < limits.minimum || quantity > limits.maximum)) {
    return seats(subscription, quantity, now);
  }
  return {
    allowed: true,
    effectiveAt: termEndsAt ?? isoOf(now),
    ...(termEndsAt !== undefined && { undoableUntil: termEndsAt }),
    sideEffects: ['Any change of seats, term or status before then deletes it.'],
  };
}

function upgrade(subscription: SubscriptionDetails, quantity: number | undefined, now: number): Preview {
  if (quantity !== undefined && quantity > subscription.quantity) {
    return forbidden(
      {
        code: 'subscription.upgrade_quantity',
        message: `It has ${subscription.quantity} seats.`,
        remedy: 'Upgrade so many at most, and add seats afterwards.',
      },
      now,
    );
  }
  return {
    allowed: true,
    effectiveAt: isoOf(now),
    sideEffects: [
      'It cannot be undone, and opens no window to cancel or reduce.',
      'The old seats are paid back for the days that are left, the new ones charged for them.',
      ...(subscription.atRenewal ? [scheduledIsLost] : []),
    ],
  };
}

function status(
  subscription: SubscriptionDetails,
  wanted: 'suspended' | 'active' | 'cancelled',
  now: number,
): Preview {
  if (wanted !== 'cancelled') {
    return {
      allowed: true,
      effectiveAt: isoOf(now),
      ...(subscription.termEndsAt !== undefined && { undoableUntil: subscription.termEndsAt }),
      sideEffects:
        wanted === 'suspended'
          ? [
              'It is billed on while it is suspended.',
              ...(subscription.atRenewal ? [scheduledIsLost] : []),
              'Suspended at the end of its term it does not renew.',
            ]
          : [],
    };
  }
  const { cancellableUntil } = subscription;
  if (cancellableUntil === undefined || Date.parse(cancellableUntil) <= now) {
    return forbidden(
      {
        code: 'subscription.window_closed',
        message:
          cancellableUntil === undefined
            ? 'It cannot be cancelled within its term.'
            : `It could be cancelled until ${cancellableUntil}.`,
        remedy: 'End it with its term: setAutoRenew(id, false).',
      },
      now,
    );
  }
  return {
    allowed: true,
    ...costOf(subscription, -subscription.quantity, now),
    effectiveAt: isoOf(now),
    sideEffects: ['It ends at once for its users; it cannot be reactivated.'],
  };
}

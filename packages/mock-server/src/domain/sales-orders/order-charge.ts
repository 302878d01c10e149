import { monthOf } from '../../kernel/calendar.ts';
import type { World } from '../../world.ts';
import { type LedgerLine, type LedgerReason, ledger } from '../billing/ledger-line.ts';
import { nextTerm, nextTermPrice } from '../subscriptions/next-term.ts';
import type { Subscription } from '../subscriptions/subscription.ts';

/** One charge, or refund, that an order brings. */
export interface OrderCharge {
  readonly reason: LedgerReason;
  readonly productName: string;
  readonly priceableItemId: number;
  readonly quantity: number;
  readonly days: number;
  readonly daysInPeriod: number;
  /** Decimal string: what the customer pays for a unit and a whole period. */
  readonly unitSale: string;
  /** Minor units. */
  readonly cost: number;
  readonly sale: number;
}

/** Ends a rehearsal. */
class Curtain extends Error {
  readonly charges: readonly OrderCharge[];

  constructor(charges: readonly OrderCharge[]) {
    super('A rehearsal is over.');
    this.charges = charges;
  }
}

/**
 * What a change would charge: it is made, looked at, and undone. So an estimate is what the ledger will say.
 * @throws Refusal as the change itself would be refused
 */
export function rehearse(
  world: World,
  companyId: number,
  change: () => readonly OrderCharge[],
): readonly OrderCharge[] {
  const month = `${companyId}:${monthOf(world.clock.now())}`;
  try {
    world.transact(() => {
      const last = world.ids.sequence('ledgerLine');
      const foreseen = change();
      const posted = world.store
        .of(ledger)
        .find('companyMonth', month)
        .filter(({ id }) => id > last);
      throw new Curtain([...posted.map(chargeOf), ...foreseen]);
    });
  } catch (reason) {
    if (reason instanceof Curtain) return reason.charges;
    throw reason;
  }
  return [];
}

function chargeOf(line: LedgerLine): OrderCharge {
  const { reason, productName, priceableItemId, quantity, daysBilled, daysInPeriod, unitSale, cost, sale } =
    line;
  return {
    reason,
    productName,
    priceableItemId,
    quantity,
    days: daysBilled,
    daysInPeriod,
    unitSale,
    cost,
    sale,
  };
}

/** What the next renewal of a service charges first, as things stand. */
export function renewalCharge(
  world: World,
  subscription: Subscription,
  amountOf: (unit: string, quantity: number) => number,
): OrderCharge {
  const next = nextTerm(subscription);
  const price = nextTermPrice(world, subscription, next);
  return {
    reason: 'renewal',
    productName: next.product.name,
    priceableItemId: price.priceableItemId,
    quantity: next.quantity,
    days: 1,
    daysInPeriod: 1,
    unitSale: price.unitSale,
    cost: amountOf(price.unitPurchase, next.quantity),
    sale: amountOf(price.unitSale, next.quantity),
  };
}

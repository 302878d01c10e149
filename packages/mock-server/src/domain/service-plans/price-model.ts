import { Decimal } from 'decimal.js';
import {
  backupName,
  backupStorageName,
  datedBackupName,
  signaturesName,
} from '../catalogue/marketplace-products.ts';

/** How a price depends on the quantity: not at all, by steps that each unit falls into, or by what all units come to. */
export type PriceModel =
  | 'FLAT'
  | 'TIERED'
  | 'VOLUME_SUBSCRIPTION'
  | 'VOLUME_ORDER'
  | 'VOLUME_RESOURCE_AGGREGATED';

interface Tier {
  readonly from: number;
  readonly percentOff: number;
}

export interface Pricing {
  readonly model: PriceModel;
  readonly tiers: readonly Tier[];
}

export interface TierPrice {
  readonly from: number;
  /** Decimal string. */
  readonly amount: string;
}

const flat: Pricing = { model: 'FLAT', tiers: [{ from: 0, percentOff: 0 }] };

/** By product; all others are flat. evidence: docs for the models, modelled which product has which */
const pricings: Readonly<Record<string, Pricing>> = {
  [backupName]: {
    model: 'TIERED',
    tiers: [
      { from: 0, percentOff: 0 },
      { from: 25, percentOff: 10 },
      { from: 100, percentOff: 20 },
    ],
  },
  [backupStorageName]: {
    model: 'VOLUME_SUBSCRIPTION',
    tiers: [
      { from: 0, percentOff: 0 },
      { from: 50, percentOff: 15 },
    ],
  },
  [datedBackupName]: {
    model: 'VOLUME_ORDER',
    tiers: [
      { from: 0, percentOff: 0 },
      { from: 10, percentOff: 5 },
    ],
  },
  [signaturesName]: {
    model: 'VOLUME_RESOURCE_AGGREGATED',
    tiers: [{ from: 0, percentOff: 0 }],
  },
};

export function pricingOf(productName: string): Pricing {
  return pricings[productName] ?? flat;
}

/** What a unit costs from each quantity on. */
export function tierPrices({ tiers }: Pricing, base: string): TierPrice[] {
  return tiers.map(({ from, percentOff }) => ({ from, amount: written(less(base, percentOff)) }));
}

/** What a unit of so many costs; of tiers the average, so that units times price is what they cost together. evidence: modelled */
export function unitPrice({ model, tiers }: Pricing, base: string, quantity: number): string {
  if (model === 'FLAT' || quantity <= 0) return base;
  if (model !== 'TIERED') {
    const reached = tiers.findLast(({ from }) => quantity >= from);
    return written(less(base, reached?.percentOff ?? 0));
  }
  const total = tiers.reduce((sum, { from, percentOff }, index) => {
    const units = Math.min(quantity, (tiers[index + 1]?.from ?? Infinity) - 1) - Math.max(0, from - 1);
    return units > 0 ? sum.plus(less(base, percentOff).times(units)) : sum;
  }, new Decimal(0));
  return written(total.div(quantity).toDecimalPlaces(10));
}

function written(amount: Decimal): string {
  return amount.toFixed(Math.max(2, amount.decimalPlaces()));
}

function less(base: string, percentOff: number): Decimal {
  return new Decimal(base).times(100 - percentOff).div(100);
}

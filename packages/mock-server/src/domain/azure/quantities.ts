import { Decimal } from 'decimal.js';
import { millisecondsPerDay, startOfDay } from '../../kernel/calendar.ts';
import { hashAt, hashOf } from '../../kernel/hash.ts';
import type { Meter } from './meters.ts';
import { type AzureResource, resourcesOf } from './resources.ts';

/** Instants between which something was on: a day counts for who is on when it ends. */
export interface OnTime {
  readonly from: number;
  readonly to: number;
}

/** What one meter of one resource counted, in thousandths of its unit. */
export interface DailyQuantity {
  /** The first instant of the UTC day. */
  readonly day: number;
  readonly resource: AzureResource;
  readonly meter: Meter;
  readonly thousandths: number;
}

/** The days, by their first instants, that end after `from` and not after `to`. */
export function daysOf({ from, to }: OnTime): number[] {
  const days: number[] = [];
  for (let day = startOfDay(from); day + millisecondsPerDay <= to; day += millisecondsPerDay) days.push(day);
  return days;
}

/** What an Azure subscription uses on a day: made of its id, resource, meter and day, so that any day can be read in any order. evidence: modelled */
export function* quantitiesOf(azureSubscriptionId: string, day: number): Generator<DailyQuantity> {
  const id = azureSubscriptionId.toLowerCase();
  for (const resource of resourcesOf(id)) {
    for (const meter of resource.meters) {
      yield { day, resource, meter, thousandths: thousandthsOf(id, resource, meter, day) };
    }
  }
}

function thousandthsOf(id: string, resource: AzureResource, meter: Meter, day: number): number {
  const [least, most] = meter.daily;
  const seed = hashOf(`${id} ${resource.name} ${meter.id}`);
  return least + (hashAt(seed, day / millisecondsPerDay) % (most - least + 1));
}

/** What a quantity costs by the price list, in US dollars, exactly. */
export function dollarsOf({ meter, thousandths }: Pick<DailyQuantity, 'meter' | 'thousandths'>): Decimal {
  return new Decimal(meter.price).times(thousandths).div(1_000);
}

/** What an Azure subscription costs over a time in which it was on, in US dollars, exactly. */
export function dollarsUsed(azureSubscriptionId: string, time: OnTime): Decimal {
  const totals = new Map<Meter, number>();
  for (const day of daysOf(time)) {
    for (const { meter, thousandths } of quantitiesOf(azureSubscriptionId, day)) {
      totals.set(meter, (totals.get(meter) ?? 0) + thousandths);
    }
  }
  return [...totals].reduce(
    (sum, [meter, thousandths]) => sum.plus(dollarsOf({ meter, thousandths })),
    new Decimal(0),
  );
}

/** Units that another metered service used in a time. evidence: modelled */
export function unitsUsed(serviceId: string, time: OnTime): Decimal {
  const seed = hashOf(`units of ${serviceId.toLowerCase()}`);
  return daysOf(time).reduce(
    (sum, day) => sum.plus(new Decimal(150 + (hashAt(seed, day / millisecondsPerDay) % 751)).div(100)),
    new Decimal(0),
  );
}

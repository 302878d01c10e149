import type { BillingExport } from '../../domain/billing-exports/billing-export.ts';
import { generatedKinds, quantityAt, unitCentsOf } from '../../domain/billing-exports/generated-usage.ts';
import { isoOf, millisecondsPerDay } from '../../kernel/calendar.ts';

/** Enough that a chunk is worth its way through gzip, few enough to be forgotten soon. */
const linesAtOnce = 256;

/** Lines of a month that is made up while it is read: the same line for the same number, and none is kept. */
export function* generatedLines(
  row: (kind: number) => object,
  { period, asOf }: BillingExport,
  from: number,
  to: number,
): Generator<string> {
  // All that a kind's lines share is written as JSON once; millions of lines are then joined, not serialized.
  const beginnings = Array.from({ length: generatedKinds }, (_, kind) => {
    const text = JSON.stringify(row(kind));
    return `${text.slice(0, -1)},"UnitPrice":${unitCentsOf(kind) / 100},"EffectiveUnitPrice":${unitCentsOf(kind) / 100}`;
  });
  const first = period?.from ?? asOf;
  const length = Math.max(1, Math.round(((period?.to ?? asOf) - first) / millisecondsPerDay));
  const days = Array.from({ length }, (_, day) => isoOf(first + day * millisecondsPerDay));
  for (let begin = from; begin < to; begin += linesAtOnce) {
    const end = Math.min(to, begin + linesAtOnce);
    let text = '';
    for (let number = begin; number < end; number += 1) {
      const kind = number % generatedKinds;
      const quantity = quantityAt(number);
      const amount = (quantity * unitCentsOf(kind)) / 100;
      text += `${beginnings[kind]},"UsageDate":"${days[number % days.length]}","ResourceURI":"/subscriptions/generated/virtualMachines/vm-${number}","Quantity":${quantity},"BillingPreTaxTotal":${amount},"PricingPreTaxTotal":${amount}}\n`;
    }
    yield text;
  }
}

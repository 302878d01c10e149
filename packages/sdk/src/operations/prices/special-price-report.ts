import type { Amount } from '../subscriptions/subscription-operations.ts';
import type { Price } from './price-operations.ts';
import { isBelow, isSame } from './price-rule.ts';
import type {
  SpecialPrice,
  SpecialPriceFacts,
  SpecialPriceFinding,
  SpecialPriceFindingKind,
  SpecialPriceReport,
} from './special-price-operations.ts';

const remedies: Readonly<Record<SpecialPriceFindingKind, string>> = {
  'no-special-price': 'Set one with special.set, or expect the price of the list.',
  ended: 'Set it again with a later month, if it is still agreed.',
  'ends-soon': 'Set it again with a later month, or tell the customer.',
  several: 'End all but one: which counts is not documented; here the newest does.',
  'not-as-expected': 'Correct the deal with special.set, or what is expected.',
  'below-purchase': 'Check the discount, or ask the distributor for a price of its own.',
  'not-billed': 'Look again when the next invoice is there.',
  'set-after-invoice': 'Look again when the next invoice is there.',
  'not-applied':
    'A running term keeps its price until it renews; otherwise ask for a credit of the difference.',
  currency: 'Look at an invoice line of the customer for the price in its currency.',
};

/** Holds a special price against what was agreed and what was billed. */
export function reportOf(
  { price, specials, billed }: SpecialPriceFacts,
  expectedAmount: string,
  now: string,
): SpecialPriceReport {
  const effective = price.sale;
  const expected = { amount: expectedAmount, currency: (effective ?? price.purchase).currency };
  const isAsExpected = effective !== undefined && isSame(effective, expected);
  const special = specials.find((each) => each.inForce);
  const isApplied =
    effective === undefined || billed.lines.length === 0
      ? undefined
      : billed.lines.every((line) => isSame(line.price, effective));
  const findings = [
    ...ofDeals(specials, special, now.slice(0, 7)),
    ...ofPrice(price, expected, isAsExpected),
    ...ofInvoice(effective, special, billed, isApplied),
  ];
  return {
    ...(effective && { effective }),
    expected,
    isAsExpected,
    ...(special && { special }),
    ...(special?.until !== undefined && { until: special.until }),
    lastInvoice: { ...billed, ...(isApplied !== undefined && { isApplied }) },
    findings,
  };
}

function finding(kind: SpecialPriceFindingKind, message: string): SpecialPriceFinding {
  return { kind, message, remedy: remedies[kind] };
}

function ofDeals(
  specials: readonly SpecialPrice[],
  special: SpecialPrice | undefined,
  month: string,
): SpecialPriceFinding[] {
  const running = specials.filter(({ until }) => until === undefined || until >= month);
  const [over] = specials.filter(({ until }) => until !== undefined && until < month);
  const findings: SpecialPriceFinding[] = [];
  if (special === undefined && over)
    findings.push(finding('ended', `Special deal ${over.id} counted until ${over.until} only.`));
  else if (special === undefined)
    findings.push(finding('no-special-price', 'The customer has no special price for it.'));
  if (special?.until !== undefined && monthsBetween(month, special.until) <= 1)
    findings.push(finding('ends-soon', `Special deal ${special.id} ends with ${special.until}.`));
  if (running.length > 1)
    findings.push(
      finding('several', `Special deals ${running.map(({ id }) => id).join(', ')} are all for it.`),
    );
  return findings;
}

function ofPrice(price: Price, expected: Amount, isAsExpected: boolean): SpecialPriceFinding[] {
  const { sale, purchase } = price;
  if (sale === undefined) return [finding('currency', price.reason.message)];
  const findings: SpecialPriceFinding[] = [];
  if (!isAsExpected)
    findings.push(
      finding(
        'not-as-expected',
        `${expected.amount} is expected, and ${sale.amount} ${sale.currency} would be paid. ${price.reason.message}`,
      ),
    );
  if (isBelow(sale, purchase))
    findings.push(
      finding(
        'below-purchase',
        `It is sold at ${sale.amount} and costs ${purchase.amount} ${sale.currency}.`,
      ),
    );
  return findings;
}

function ofInvoice(
  effective: Amount | undefined,
  special: SpecialPrice | undefined,
  { month, lines }: SpecialPriceFacts['billed'],
  isApplied: boolean | undefined,
): SpecialPriceFinding[] {
  if (lines.length === 0) return [finding('not-billed', `Nothing of it is on the invoice of ${month}.`)];
  if (effective === undefined || isApplied !== false) return [];
  if (special?.createdAt !== undefined && special.createdAt.slice(0, 7) > month)
    return [
      finding(
        'set-after-invoice',
        `The deal is of ${special.createdAt.slice(0, 10)}, after ${month} was billed.`,
      ),
    ];
  const other = lines.filter((line) => !isSame(line.price, effective));
  const billed = other.map(({ subscription, price }) => `${price.amount} (subscription ${subscription})`);
  return [
    finding(
      'not-applied',
      `The invoice of ${month} has ${[...new Set(billed)].join(', ')}, not ${effective.amount} ${effective.currency}.`,
    ),
  ];
}

function monthsBetween(from: string, to: string): number {
  const count = (month: string) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5));
  return count(to) - count(from);
}

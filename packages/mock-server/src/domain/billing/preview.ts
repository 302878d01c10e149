import {
  addPeriod,
  daysBetween,
  millisecondsPerDay,
  monthOf,
  startOfDay,
  startOfMonth,
} from '../../kernel/calendar.ts';
import type { World } from '../../world.ts';
import type { Actor } from '../actor.ts';
import type { Company } from '../companies/company.ts';
import { prorated } from '../money.ts';
import { nextTerm, nextTermPrice } from '../subscriptions/next-term.ts';
import { type Subscription, subscriptions } from '../subscriptions/subscription.ts';
import { billingPeriods } from './charge.ts';
import { buyersBelow, type Invoice, type InvoiceQuestion, invoicedTo, invoices } from './invoices.ts';
import { type LedgerLine, ledger } from './ledger-line.ts';

/** Hour of a Friday at which the preview is made anew. evidence: docs for Friday morning, the hour is modelled */
const previewHour = 6;

/** The last Friday morning, or the start of the month when that came later. */
export function previewMadeAt(now: number): number {
  const today = startOfDay(now) + previewHour * 3_600_000;
  for (let candidate = now >= today ? today : today - millisecondsPerDay; ; candidate -= millisecondsPerDay) {
    if (new Date(candidate).getUTCDay() === 5) return Math.max(candidate, startOfMonth(now));
  }
}

/** What the open month comes to if nothing changes: charges as of last Friday, and the cycles and renewals still to come then. */
export function previewInvoices(world: World, actor: Actor, question: InvoiceQuestion): Invoice[] {
  const now = world.clock.now();
  const month = monthOf(now);
  const madeAt = previewMadeAt(now);
  const merged = new Map<Company, LedgerLine[]>();
  const add = (company: Company, lines: readonly LedgerLine[]) =>
    merged.set(company, [...(merged.get(company) ?? []), ...lines]);
  for (const invoice of invoices(world, actor, month, question, (line) => line.at <= madeAt, false))
    add(invoice.company, invoice.lines);
  const until = addPeriod(startOfMonth(now), 'P1M');
  for (const company of buyersBelow(world, actor, question)) {
    for (const subscription of world.store.of(subscriptions).find('company', company.id)) {
      const line = foreseen(world, subscription, madeAt, until);
      if (line !== undefined) add(invoicedTo(world, company, question), [line]);
    }
  }
  return [...merged]
    .map(([company, lines]): Invoice => ({ company, month, lines, number: undefined }))
    .sort((left, right) => left.company.id - right.company.id);
}

/** The charge that a subscription, as the ledger knew it at an instant, would bring before another. Its id is 0: it is not posted. */
function foreseen(
  world: World,
  subscription: Subscription,
  from: number,
  until: number,
): LedgerLine | undefined {
  const period = subscription.billingCycle && billingPeriods[subscription.billingCycle];
  const ended = subscription.terminatedAt !== undefined && subscription.terminatedAt <= from;
  if (period === undefined || ended) return undefined;
  const posted = world.store
    .of(ledger)
    .find('subscription', subscription.id)
    .filter((line) => line.at <= from);
  const last = posted.filter((line) => line.quantity > 0).at(-1);
  const start = last?.periodEnd ?? 0;
  if (last === undefined || start <= from || start >= until) return undefined;
  const seats = posted
    .filter((line) => line.periodEnd === start)
    .reduce((sum, line) => sum + line.quantity, 0);
  const renewal = start === subscription.termEnd || start === subscription.termStart;
  if (seats === 0 || (renewal && subscription.endOfTermAction === 'Terminate')) return undefined;
  const happened = world.store
    .of(ledger)
    .find('subscription', subscription.id)
    .find((line) => line.reason === 'renewal' && line.periodStart === start);
  if (renewal) return happened ?? renewed(world, subscription, last, seats, start);
  const fullEnd = nextEnd(subscription, start, period);
  return charged(
    last,
    'cycle',
    start,
    fullEnd,
    Math.min(fullEnd, subscription.termEnd ?? fullEnd),
    seats,
    last.unitCost,
    last.unitSale,
  );
}

/** Periods are counted from the start of the term, so that the 31st comes back after a short month. */
function nextEnd({ termStart = 0 }: Subscription, start: number, period: string): number {
  if (termStart > start) return addPeriod(start, period);
  for (let count = 1; ; count += 1) {
    const end = addPeriod(termStart, period, count);
    if (end > start) return end;
  }
}

function renewed(
  world: World,
  subscription: Subscription,
  last: LedgerLine,
  seats: number,
  start: number,
): LedgerLine | undefined {
  const known = { ...subscription, quantity: seats };
  const next = nextTerm(known);
  const period = billingPeriods[next.plan.billingCycle];
  if (period === undefined) return undefined;
  const { priceableItemId, unitPurchase, unitSale } = nextTermPrice(world, known, next);
  const fullEnd = addPeriod(start, period);
  return charged(
    { ...last, productName: next.product.name, priceableItemId },
    'renewal',
    start,
    fullEnd,
    Math.min(fullEnd, subscription.renewTo?.customTermEnd ?? fullEnd),
    next.quantity,
    unitPurchase,
    unitSale,
  );
}

function charged(
  template: LedgerLine,
  reason: 'cycle' | 'renewal',
  start: number,
  fullEnd: number,
  end: number,
  quantity: number,
  unitCost: string,
  unitSale: string,
): LedgerLine {
  const daysBilled = daysBetween(start, end);
  const daysInPeriod = daysBetween(start, fullEnd);
  const amount = (unit: string) => prorated(unit, quantity, daysBilled, daysInPeriod, template.currency);
  return {
    ...template,
    id: 0,
    at: start,
    month: monthOf(start),
    reason,
    periodStart: start,
    periodEnd: end,
    daysBilled,
    daysInPeriod,
    quantity,
    unitCost,
    unitSale,
    cost: amount(unitCost),
    sale: amount(unitSale),
  };
}

import {
  addPeriod,
  dateOf,
  millisecondsPerDay,
  monthOf,
  parseInstant,
  startOfDay,
  startOfMonth,
} from '../../kernel/calendar.ts';
import type { World } from '../../world.ts';
import { type LedgerLine, ledger } from '../billing/ledger-line.ts';
import type { Company } from '../companies/company.ts';

export type DocumentType = 'invoice' | 'credit' | 'payment';

/** What an account was sent, or paid: made of the ledger, the same each time it is asked for. */
export interface AccountDocument {
  readonly id: string;
  readonly type: DocumentType;
  readonly company: Company;
  readonly date: number;
  readonly dueAt?: number;
  /** Absent while it is owed. */
  readonly paidAt?: number;
  /** Of a payment: the invoice. */
  readonly settles?: string;
  readonly currency: string;
  /** Integer minor units; of credits and payments, what lessens the balance. */
  readonly amount: number;
  readonly lines: readonly LedgerLine[];
}

/** evidence: modelled */
const dueAfter = 'P30D';
const prefixes: Readonly<Record<DocumentType, string>> = { invoice: 'INV', credit: 'CRE', payment: 'PAY' };

/** What a line of the ledger comes to for an account: its cost for a reseller, its price for a customer. */
export function amountFor({ kind }: Company, line: LedgerLine): number {
  return kind === 'reseller' ? line.cost : line.sale;
}

export function unitAmountFor({ kind }: Company, line: LedgerLine): string {
  return kind === 'reseller' ? line.unitCost : line.unitSale;
}

/** All that is charged to an account, oldest first. */
export function chargesOf(world: World, company: Company): LedgerLine[] {
  const index = company.kind === 'reseller' ? 'resellerMonth' : 'companyMonth';
  const found: LedgerLine[] = [];
  // Use of a month is charged in the next: one more than has begun.
  const last = addPeriod(startOfMonth(world.clock.now()), 'P1M');
  for (let month = startOfMonth(company.createdAt); month <= last; month = addPeriod(month, 'P1M'))
    found.push(...world.store.of(ledger).find(index, `${company.id}:${monthOf(month)}`));
  return found.sort((left, right) => left.id - right.id);
}

/** The day on which a line is billed: the day after for all of the first day, the first of the next month otherwise. evidence: guide for both */
function billingDayOf(line: LedgerLine, firstAt: number): number {
  const dayAfterFirst = startOfDay(firstAt) + millisecondsPerDay;
  return line.at < dayAfterFirst ? dayAfterFirst : addPeriod(startOfMonth(line.at), 'P1M');
}

/** When what is charged now will be billed. */
export function nextBillingDay(world: World, charges: readonly LedgerLine[]): number {
  const now = world.clock.now();
  const [first] = charges;
  const next = addPeriod(startOfMonth(now), 'P1M');
  const dayAfterFirst = first === undefined ? next : billingDayOf(first, first.at);
  return dayAfterFirst > now ? Math.min(dayAfterFirst, next) : next;
}

/** The documents of an account until now, newest first. */
export function documentsOf(world: World, company: Company): AccountDocument[] {
  const now = world.clock.now();
  const charges = chargesOf(world, company);
  const [first] = charges;
  if (first === undefined) return [];
  const runs = new Map<string, LedgerLine[]>();
  for (const line of charges) {
    const day = billingDayOf(line, first.at);
    if (day > now) continue;
    const key = `${dateOf(day)} ${line.currency}`;
    runs.set(key, [...(runs.get(key) ?? []), line]);
  }
  return [...runs]
    .flatMap(([key, lines]) => runDocuments(company, key, lines, now))
    .sort((left, right) => right.date - left.date || left.id.localeCompare(right.id));
}

/** An invoice of what was charged, a credit of what was given back, and the payment of what is left when that is due. evidence: modelled, everybody pays on the last day */
function runDocuments(
  company: Company,
  key: string,
  lines: readonly LedgerLine[],
  now: number,
): AccountDocument[] {
  const [day = '', currency = ''] = key.split(' ');
  const date = parseInstant(day);
  const dueAt = addPeriod(date, dueAfter);
  const isPaid = dueAt <= now;
  const common = { company, currency };
  const idOf = (type: DocumentType) =>
    [
      prefixes[type],
      company.id,
      day.replaceAll('-', ''),
      ...(currency === company.currency ? [] : [currency]),
    ].join('-');
  const charged = lines.filter((line) => amountFor(company, line) > 0);
  const refunded = lines.filter((line) => amountFor(company, line) < 0);
  const sum = (some: readonly LedgerLine[]) =>
    some.reduce((total, line) => total + amountFor(company, line), 0);
  const owed = sum(charged);
  const back = -sum(refunded);
  const due = Math.max(0, owed - back);
  const documents: AccountDocument[] = [];
  if (charged.length > 0) {
    const paid = isPaid ? { paidAt: dueAt } : {};
    documents.push({
      ...common,
      id: idOf('invoice'),
      type: 'invoice',
      date,
      dueAt,
      ...paid,
      amount: owed,
      lines: charged,
    });
  }
  if (refunded.length > 0)
    documents.push({ ...common, id: idOf('credit'), type: 'credit', date, amount: back, lines: refunded });
  if (isPaid && due > 0) {
    const settles = idOf('invoice');
    documents.push({
      ...common,
      id: idOf('payment'),
      type: 'payment',
      date: dueAt,
      settles,
      amount: due,
      lines: [],
    });
  }
  return documents;
}

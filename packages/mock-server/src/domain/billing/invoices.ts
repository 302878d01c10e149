import {
  addPeriod,
  daysBetween,
  millisecondsPerDay,
  monthOf,
  parseInstant,
  startOfDay,
  startOfMonth,
} from '../../kernel/calendar.ts';
import type { World } from '../../world.ts';
import type { Actor } from '../actor.ts';
import { type Company, companies } from '../companies/company.ts';
import { companiesBelow, companyInScope, permit } from '../companies/scope.ts';
import { prorated } from '../money.ts';
import { Refusal } from '../refusal.ts';
import { subscriptions } from '../subscriptions/subscription.ts';
import { billingPeriodAt } from './charge.ts';
import { type LedgerLine, ledger } from './ledger-line.ts';

/** What one company is charged in one month. */
export interface Invoice {
  readonly company: Company;
  /** `2026-11` */
  readonly month: string;
  readonly lines: readonly LedgerLine[];
  readonly number: string | undefined;
}

export interface InvoiceQuestion {
  /** The reseller in whose name is asked; the actor's own account otherwise. */
  readonly resellerId?: number | undefined;
  /** Departments get invoices of their own; otherwise their lines are on their company's. */
  readonly byDepartment?: boolean | undefined;
}

/** The closed invoices of a month for all companies below. @throws Refusal when the month is no month or lies ahead */
export function invoicesOf(
  world: World,
  actor: Actor,
  year: number,
  month: number,
  question: InvoiceQuestion,
): Invoice[] {
  const text = monthText(world, year, month);
  return invoices(world, actor, text, question, () => true, true);
}

/** The invoices of the last full month. */
export function latestInvoices(world: World, actor: Actor, question: InvoiceQuestion): Invoice[] {
  const last = monthOf(startOfMonth(world.clock.now()) - 1);
  return invoices(world, actor, last, question, () => true, true);
}

/** Hour of a Friday at which the preview is made anew. evidence: docs for Friday morning, the hour is modelled */
const previewHour = 6;

/** The last Friday morning, or the start of the month when that came later. */
export function previewMadeAt(now: number): number {
  const today = startOfDay(now) + previewHour * 3_600_000;
  for (let candidate = now >= today ? today : today - millisecondsPerDay; ; candidate -= millisecondsPerDay) {
    if (new Date(candidate).getUTCDay() === 5) return Math.max(candidate, startOfMonth(now));
  }
}

/** What the open month comes to if nothing changes: charges as of last Friday, and the cycles still to come. */
export function previewInvoices(world: World, actor: Actor, question: InvoiceQuestion): Invoice[] {
  const now = world.clock.now();
  const madeAt = previewMadeAt(now);
  const drawn = invoices(world, actor, monthOf(now), question, (line) => line.at <= madeAt, false);
  const expected = expectedLines(world, actor, question, madeAt);
  const merged = new Map(drawn.map((invoice) => [invoice.company.id, invoice]));
  for (const [company, lines] of expected) {
    const known = merged.get(company.id);
    merged.set(company.id, {
      company,
      month: monthOf(now),
      number: undefined,
      lines: [...(known?.lines ?? []), ...lines],
    });
  }
  return [...merged.values()].sort((left, right) => left.company.id - right.company.id);
}

/** Billing cycles that fall due between the preview and the end of the month. */
function expectedLines(
  world: World,
  actor: Actor,
  question: InvoiceQuestion,
  from: number,
): Map<Company, LedgerLine[]> {
  const monthEnd = addPeriod(startOfMonth(world.clock.now()), 'P1M');
  const expected = new Map<Company, LedgerLine[]>();
  for (const company of buyersBelow(world, actor, question)) {
    for (const subscription of world.store.of(subscriptions).find('company', company.id)) {
      if (subscription.state !== 'active' && subscription.state !== 'suspended') continue;
      const current = billingPeriodAt(subscription, from);
      const ends =
        current === undefined || current.end >= (subscription.termEnd ?? 0) ? undefined : current.end;
      if (current === undefined || ends === undefined || ends <= from || ends >= monthEnd) continue;
      const next = billingPeriodAt(subscription, ends);
      const posted = world.store
        .of(ledger)
        .find('subscription', subscription.id)
        .filter((line) => line.at <= from);
      const template = posted.filter((line) => line.quantity > 0).at(-1);
      if (next === undefined || template === undefined) continue;
      // The subscription may have changed since the preview was made; the ledger up to then says what it was.
      const quantity = posted
        .filter((line) => line.periodEnd === current.end)
        .reduce((sum, line) => sum + line.quantity, 0);
      const daysBilled = daysBetween(next.start, next.end);
      const daysInPeriod = daysBetween(next.start, next.fullEnd);
      const amount = (unit: string) => prorated(unit, quantity, daysBilled, daysInPeriod, template.currency);
      const lines = expected.get(invoicedTo(world, company, question)) ?? [];
      lines.push({
        ...template,
        reason: 'cycle',
        at: ends,
        periodStart: next.start,
        periodEnd: next.end,
        daysBilled,
        daysInPeriod,
        quantity,
        cost: amount(template.unitCost),
        sale: amount(template.unitSale),
      });
      expected.set(invoicedTo(world, company, question), lines);
    }
  }
  return expected;
}

function invoices(
  world: World,
  actor: Actor,
  month: string,
  question: InvoiceQuestion,
  counts: (line: LedgerLine) => boolean,
  numbered: boolean,
): Invoice[] {
  permit(actor, 'invoices.read');
  const found = new Map<Company, LedgerLine[]>();
  for (const company of buyersBelow(world, actor, question)) {
    const lines = world.store.of(ledger).find('companyMonth', `${company.id}:${month}`).filter(counts);
    if (lines.length === 0) continue;
    const payer = invoicedTo(world, company, question);
    found.set(payer, [...(found.get(payer) ?? []), ...lines]);
  }
  return [...found].map(([company, lines]) => ({
    company,
    month,
    lines,
    number: numbered ? `${month.replace('-', '')}${company.numericId}` : undefined,
  }));
}

function buyersBelow(world: World, actor: Actor, question: InvoiceQuestion): Company[] {
  permit(actor, 'invoices.read');
  const root = question.resellerId ?? actor.companyId;
  if (root === undefined) return [];
  const top = companyInScope(world, actor, root, 'resellerContext');
  return [...companiesBelow(world, top.id)];
}

function invoicedTo(world: World, company: Company, question: InvoiceQuestion): Company {
  if (company.kind !== 'department' || question.byDepartment === true || company.parentId === undefined)
    return company;
  return world.store.of(companies).get(company.parentId) ?? company;
}

function monthText(world: World, year: number, month: number): string {
  if (!Number.isInteger(month) || month < 1 || month > 12)
    throw new Refusal('invalid', 'invoice.month', 'month must be a whole number from 1 to 12.', 'month');
  if (!Number.isInteger(year) || year < 2000 || year > 2200)
    throw new Refusal('invalid', 'invoice.year', 'year must have four digits, e.g. 2026.', 'year');
  const text = `${year}-${String(month).padStart(2, '0')}`;
  if (parseInstant(`${text}-01`) >= startOfMonth(world.clock.now())) {
    throw new Refusal(
      'invalid',
      'invoice.month_open',
      `${text} is not closed yet; GetPreviewInvoices shows the open month.`,
      'month',
    );
  }
  return text;
}

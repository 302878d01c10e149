import { monthOf, parseInstant, startOfMonth } from '../../kernel/calendar.ts';
import type { World } from '../../world.ts';
import type { Actor } from '../actor.ts';
import { type Company, companies } from '../companies/company.ts';
import { companiesBelow, companyInScope, permit } from '../companies/scope.ts';
import { Refusal } from '../refusal.ts';
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

/** The lines of a month that count, by who pays them. */
export function invoices(
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

/** The companies whose charges the question is about. */
export function buyersBelow(world: World, actor: Actor, question: InvoiceQuestion): Company[] {
  permit(actor, 'invoices.read');
  const root = question.resellerId ?? actor.companyId;
  if (root === undefined) return [];
  const top = companyInScope(world, actor, root, 'resellerContext');
  return [...companiesBelow(world, top.id)];
}

/** Who pays for a department: itself, or its company. */
export function invoicedTo(world: World, company: Company, question: InvoiceQuestion): Company {
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

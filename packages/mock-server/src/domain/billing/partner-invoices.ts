import { addPeriod, monthOf, parseInstant, startOfMonth } from '../../kernel/calendar.ts';
import type { World } from '../../world.ts';
import { productNamed } from '../catalogue/catalogue.ts';
import type { ProductKind } from '../catalogue/product.ts';
import { companies } from '../companies/company.ts';
import type { Partner } from '../partners/partner.ts';
import { Refusal } from '../refusal.ts';
import { type Subscription, subscriptions } from '../subscriptions/subscription.ts';
import { providerOf } from '../tenants/relationship.ts';
import { type LedgerLine, ledger } from './ledger-line.ts';

/** New commerce and legacy offers are billed apart. evidence: docs */
export type PartnerInvoiceType = 'OneTime' | 'Recurring';

/** A charge of Microsoft's to a partner. evidence: modelled, what the distributor's platform sold costs there what it costs here */
export interface PartnerCharge {
  readonly line: LedgerLine;
  readonly subscription: Subscription;
  readonly type: PartnerInvoiceType;
}

/** What Microsoft bills a partner for one month in one currency. */
export interface PartnerInvoice {
  readonly id: string;
  readonly type: PartnerInvoiceType;
  /** `2026-10` */
  readonly month: string;
  readonly currency: string;
  readonly charges: readonly PartnerCharge[];
  /** Integer minor units of the currency. */
  readonly total: number;
  readonly periodStart: number;
  readonly periodEnd: number;
  readonly postedAt: number;
  /** Absent while it is owed. */
  readonly paidAt?: number;
}

/** Days after the end of the month at which its invoice is there. evidence: modelled, "by the eighth" */
const postedAfter = 'P7D';
/** evidence: modelled */
const paidAfter = 'P30D';

/** What Microsoft sells; the rest is the distributor's own. */
const soldByMicrosoft: ReadonlySet<ProductKind> = new Set([
  'licence',
  'azure-plan',
  'azure-subscription',
  'reservation',
  'savings-plan',
  'software-subscription',
  'perpetual-software',
  'marketplace-saas',
]);

/** The instant from which the invoices of a month are there. */
export function postingOf(month: string): number {
  return addPeriod(addPeriod(parseInstant(`${month}-01`), 'P1M'), postedAfter);
}

/** What Microsoft charged a partner for a month, billed or not, in the order it was earned. */
export function partnerCharges(world: World, partner: Partner, month: string): PartnerCharge[] {
  return chargesTo(world, buyers(world, partner), month);
}

function chargesTo(world: World, companyIds: readonly number[], month: string): PartnerCharge[] {
  const next = monthOf(addPeriod(parseInstant(`${month}-01`), 'P1M'));
  return companyIds
    .flatMap((id) =>
      [month, next].flatMap((each) => world.store.of(ledger).find('companyMonth', `${id}:${each}`)),
    )
    .filter((line) => billedIn(line) === month)
    .flatMap((line): PartnerCharge[] => {
      const subscription = world.store.of(subscriptions).get(line.subscriptionId);
      if (subscription === undefined || !soldByMicrosoft.has(subscription.kind)) return [];
      return [{ line, subscription, type: typeOf(line) }];
    })
    .sort((left, right) => left.line.id - right.line.id);
}

/** Use is counted at the start of the next month, and billed for the month it was in. evidence: docs */
function billedIn({ reason, periodEnd, month }: LedgerLine): string {
  return reason === 'usage' ? monthOf(periodEnd - 1) : month;
}

function typeOf({ productName }: LedgerLine): PartnerInvoiceType {
  return productNamed(productName)?.microsoft?.family === 'legacy' ? 'Recurring' : 'OneTime';
}

/** Whoever buys from a partner, whether it is its customer still or no more: an invoice that was posted never changes. */
function buyers(world: World, partner: Partner): number[] {
  // Microsoft bills the provider, never the resellers below it. evidence: docs
  if (partner.kind === 'indirect-reseller') return [];
  return [...world.store.of(companies).all()]
    .map(({ id }) => id)
    .filter((id) => providerOf(world, id) === partner.companyId);
}

/** The invoices that a partner was sent until now, the newest first. */
export function partnerInvoices(world: World, partner: Partner): PartnerInvoice[] {
  const now = world.clock.now();
  const companyIds = buyers(world, partner);
  return monthsOfLedger(world)
    .filter((month) => postingOf(month) <= now)
    .flatMap((month) => invoicesOfMonth(world, companyIds, month));
}

/** The last month whose invoices are there. */
export function lastInvoicedMonth(world: World): string {
  const now = world.clock.now();
  const last = monthOf(startOfMonth(now) - 1);
  return postingOf(last) <= now ? last : monthOf(startOfMonth(startOfMonth(now) - 1) - 1);
}

/** From the running month back to that of the first charge, and one more: use is charged late. */
function monthsOfLedger(world: World): string[] {
  const [first] = world.store.of(ledger).all();
  const months: string[] = [];
  if (first === undefined) return months;
  const oldest = startOfMonth(startOfMonth(first.at) - 1);
  for (let at = startOfMonth(world.clock.now()); at >= oldest; at = startOfMonth(at - 1))
    months.push(monthOf(at));
  return months;
}

function invoicesOfMonth(world: World, companyIds: readonly number[], month: string): PartnerInvoice[] {
  const groups = new Map<string, PartnerCharge[]>();
  for (const charge of chargesTo(world, companyIds, month)) {
    const key = `${charge.type} ${charge.line.currency}`;
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [charge]);
    else known.push(charge);
  }
  return [...groups.keys()].sort().map((key) => toInvoice(world, month, groups.get(key) ?? []));
}

function toInvoice(world: World, month: string, charges: readonly PartnerCharge[]): PartnerInvoice {
  const { type = 'OneTime', line } = charges[0] ?? {};
  const currency = line?.currency ?? 'USD';
  const periodStart = parseInstant(`${month}-01`);
  const postedAt = postingOf(month);
  const paidAt = addPeriod(postedAt, paidAfter);
  return {
    id: invoiceIdOf(type, month, currency),
    type,
    month,
    currency,
    charges,
    total: charges.reduce((sum, each) => sum + each.line.cost, 0),
    periodStart,
    periodEnd: addPeriod(periodStart, 'P1M'),
    postedAt,
    ...(paidAt <= world.clock.now() && { paidAt }),
  };
}

/** evidence: docs for the letter, modelled for the rest */
function invoiceIdOf(type: PartnerInvoiceType, month: string, currency: string): string {
  return `${type === 'OneTime' ? 'G' : 'D'}${month.replace('-', '')}${currency}`;
}

const idForm = /^(?:recurring-|onetime-)?([gd])(\d{4})(0[1-9]|1[0-2])([a-z]{3})$/i;

/** An invoice by its id, which links carry with its type before it. @throws Refusal when the partner has none with that id */
export function requirePartnerInvoice(world: World, partner: Partner, id: string): PartnerInvoice {
  const [, letter = '', year, month, currency = ''] = idForm.exec(id) ?? [];
  const wanted = `${letter}${year}${month}${currency}`.toUpperCase();
  const isPosted = year !== undefined && postingOf(`${year}-${month}`) <= world.clock.now();
  const found = isPosted
    ? invoicesOfMonth(world, buyers(world, partner), `${year}-${month}`).find((each) => each.id === wanted)
    : undefined;
  if (found !== undefined) return found;
  throw new Refusal('not-found', 'invoice.unknown', `There is no invoice ${id}.`, 'invoiceId');
}

/** What is charged and on no invoice yet: of the running month, or of the one before until its invoice is there. */
export function unbilledCharges(
  world: World,
  partner: Partner,
  period: 'current' | 'previous',
): PartnerCharge[] {
  const now = world.clock.now();
  const month = monthOf(period === 'current' ? now : startOfMonth(now) - 1);
  return postingOf(month) <= now ? [] : partnerCharges(world, partner, month);
}

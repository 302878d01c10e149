import type { World } from '../../world.ts';
import { checkMayOrder } from '../accounts/account-hold.ts';
import type { AccountStatus } from '../accounts/account-profile.ts';
import { requireProfile } from '../accounts/account-profile.ts';
import { type Company, companies } from '../companies/company.ts';
import { permit } from '../companies/scope.ts';
import { attempt, Refusal } from '../refusal.ts';
import {
  type AccountDocument,
  amountFor,
  chargesOf,
  documentsOf,
  nextBillingDay,
} from './account-documents.ts';
import { customerNamed } from './customer-accounts.ts';
import type { PanelActor } from './panel-role.ts';

export interface Balance {
  readonly company: Company;
  readonly status: AccountStatus;
  readonly canOrder: boolean;
  readonly currency: string;
  /** Minor units: invoices less credits and payments; negative in the account's favour. */
  readonly billed: number;
  readonly notBilledYet: number;
  readonly nextInvoiceAt: number;
}

/** How an account stands. In its own currency: what is sold in another is on documents of its own. */
export function balanceOf(world: World, actor: PanelActor, company: Company): Balance {
  permit(actor, 'invoices.read');
  const { currency } = company;
  const documents = documentsOf(world, company).filter((each) => each.currency === currency);
  const onDocuments = new Set(documents.flatMap(({ lines }) => lines.map(({ id }) => id)));
  const charges = chargesOf(world, company).filter((line) => line.currency === currency);
  const sign = ({ type }: AccountDocument) => (type === 'invoice' ? 1 : -1);
  return {
    company,
    status: requireProfile(world, company.id).status,
    canOrder: !(attempt(() => checkMayOrder(world, company)) instanceof Refusal),
    currency,
    billed: documents.reduce((sum, each) => sum + sign(each) * each.amount, 0),
    notBilledYet: charges
      .filter(({ id }) => !onDocuments.has(id))
      .reduce((sum, line) => sum + amountFor(company, line), 0),
    nextInvoiceAt: nextBillingDay(world, charges),
  };
}

/** The account that the actor works for. */
export function ownCompany(world: World, actor: PanelActor): Company {
  const company = world.store.of(companies).get(actor.companyId);
  if (company === undefined) throw new Error(`There is no account ${actor.companyId}.`);
  return company;
}

export interface DocumentFilter {
  readonly type?: string | undefined;
  /** Instants: the first that counts, and the first that does not. */
  readonly from?: number | undefined;
  readonly until?: number | undefined;
}

export function documentsFor(
  world: World,
  actor: PanelActor,
  company: Company,
  { type, from = Number.NEGATIVE_INFINITY, until = Number.POSITIVE_INFINITY }: DocumentFilter = {},
): AccountDocument[] {
  permit(actor, 'invoices.read');
  return documentsOf(world, company).filter(
    (each) => (type === undefined || each.type === type) && each.date >= from && each.date < until,
  );
}

const documentId = /^(?:INV|CRE|PAY)-(\d{1,15})-\d{8}(?:-[A-Z]{3})?$/;

/** A document of the actor's account, or, in the panel of a reseller, of one of its customers. @throws Refusal of kind `not-found` */
export function documentNamed(world: World, actor: PanelActor, id: string): AccountDocument {
  permit(actor, 'invoices.read');
  const [, account = ''] = documentId.exec(id) ?? [];
  const own = account === String(actor.companyId);
  const company = own
    ? ownCompany(world, actor)
    : attempt(() => customerNamed(world, actor, account).company);
  const found =
    company instanceof Refusal ||
    (!own && actor.role !== 'resellerAdministrator' && actor.role !== 'resellerStaff')
      ? undefined
      : documentsOf(world, company).find((each) => each.id === id);
  if (found !== undefined) return found;
  throw new Refusal(
    'not-found',
    'document.not_found',
    `There is no document ${id} that is yours to read.`,
    'documentId',
  );
}

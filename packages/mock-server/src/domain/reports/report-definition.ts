import { addPeriod, parseInstant } from '../../kernel/calendar.ts';
import type { World } from '../../world.ts';
import type { Actor } from '../actor.ts';
import { type Company, companies } from '../companies/company.ts';
import { companiesBelow, companyInScope } from '../companies/scope.ts';
import { Refusal } from '../refusal.ts';
import { type Subscription, subscriptions } from '../subscriptions/subscription.ts';

export type Cell = string | number | boolean | null;
type ColumnType = 'String' | 'Int32' | 'DateTime' | 'Decimal';

export interface ReportResult {
  readonly columns: readonly { readonly name: string; readonly type: ColumnType }[];
  readonly rows: readonly (readonly Cell[])[];
}

export interface ReportDefinition {
  readonly name: string;
  readonly parameters: readonly {
    readonly name: string;
    readonly type: ColumnType;
    readonly mandatory: boolean;
  }[];
  run(world: World, actor: Actor, parameters: Readonly<Record<string, unknown>>): ReportResult;
}

export function visibleCompanies(world: World, actor: Actor, resellerId?: number): Company[] {
  const root = resellerId ?? actor.companyId;
  if (root === undefined) return [...world.store.of(companies).all()];
  return [...companiesBelow(world, companyInScope(world, actor, root, 'resellerContext').id)];
}

export function ownedBy(world: World, company: Company): Subscription[] {
  return world.store.of(subscriptions).find('company', company.id);
}

export function instant(parameters: Readonly<Record<string, unknown>>, name: string): number {
  try {
    return parseInstant(String(parameters[name]));
  } catch {
    throw new Refusal(
      'invalid',
      'report.parameter_invalid',
      `parameters.${name} must be a date, e.g. 2026-11-20.`,
      name,
    );
  }
}

/** A date means its whole day, an instant itself. */
export function endOf(parameters: Readonly<Record<string, unknown>>, name: string): number {
  const end = instant(parameters, name);
  return String(parameters[name]).includes('T') ? end : addPeriod(end, 'P1D');
}

export function wholeNumber(parameters: Readonly<Record<string, unknown>>, name: string): number {
  const value = Number(parameters[name]);
  if (Number.isInteger(value)) return value;
  throw new Refusal(
    'invalid',
    'report.parameter_invalid',
    `parameters.${name} must be a whole number: an AccountId.`,
    name,
  );
}

import { Decimal } from 'decimal.js';
import { jsonObject } from '../../http/json-object.ts';
import type { Amount } from '../subscriptions/subscription-operations.ts';
import type { CostBy, CostReport, CostRow, UsageRow } from './azure-plan-operations.ts';

interface Group {
  readonly key: string;
  readonly label: string;
  readonly currency: string;
  readonly unit: string | undefined;
  cost: Decimal;
  quantity: Decimal;
}

/** Costs of one tenant, added up by what is asked for; by customer it is one group without a key. */
export class CostGroups {
  readonly #by: CostBy | 'customer';
  readonly #groups = new Map<string, Group>();

  constructor(by: CostBy | 'customer') {
    this.#by = by;
  }

  add(row: UsageRow): void {
    const [key, label] = keyOf(row, this.#by);
    const { cost, quantity } = row;
    const id = `${cost.currency} ${key}`;
    const zero = new Decimal(0);
    const unit = this.#by === 'meter' ? row.meter.unit : undefined;
    const group = this.#groups.get(id) ?? {
      key,
      label,
      currency: cost.currency,
      unit,
      cost: zero,
      quantity: zero,
    };
    this.#groups.set(id, group);
    group.cost = group.cost.plus(cost.amount);
    group.quantity = group.quantity.plus(quantity);
  }

  rows(): CostRow[] {
    return [...this.#groups.values()].sort((left, right) => (left.key < right.key ? -1 : 1)).map(toRow);
  }

  totals(): Amount[] {
    const totals = new Map<string, Decimal>();
    for (const { currency, cost } of this.#groups.values())
      totals.set(currency, (totals.get(currency) ?? new Decimal(0)).plus(cost));
    return [...totals].map(([currency, sum]) => amountOf(sum, currency));
  }
}

/** Rows of use together by what is asked for; every way of asking gives the same totals. */
export function costReport(month: string, usage: readonly UsageRow[], by: CostBy): CostReport {
  const groups = new CostGroups(by);
  for (const row of usage) groups.add(row);
  return { month, rows: groups.rows(), totals: groups.totals() };
}

function keyOf(row: UsageRow, by: CostBy | 'customer'): readonly [key: string, label: string] {
  if (typeof by === 'object') {
    const value = row.tags[by.tag] ?? '';
    return [value, value || `(no ${by.tag})`];
  }
  switch (by) {
    case 'customer':
      return ['', ''];
    case 'day':
      return [row.date, row.date];
    case 'azureSubscription':
      return [row.azureSubscriptionId, row.azureSubscriptionName];
    case 'resource':
      return [row.resource.uri, row.resource.name];
    default:
      return [row.meter.id, `${row.meter.category}: ${row.meter.name}`];
  }
}

function toRow({ key, label, currency, unit, cost, quantity }: Group): CostRow {
  return {
    key,
    label,
    cost: amountOf(cost, currency),
    ...(unit !== undefined && { quantity: quantity.toFixed(), unit }),
  };
}

function amountOf(sum: Decimal, currency: string): Amount {
  return { amount: sum.toFixed(), currency };
}

/** Tags of a wire: JSON text; nothing where it is none. */
export function tagsIn(text: string | undefined): Readonly<Record<string, string>> {
  return jsonObject(text ?? '') as Readonly<Record<string, string>>;
}

/** A float of a wire as the decimal that was written. */
export function decimalText(value: number | string | undefined): string {
  return new Decimal(value ?? 0).toFixed();
}

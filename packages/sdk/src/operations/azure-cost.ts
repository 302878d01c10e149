import { Decimal } from 'decimal.js';
import { jsonObject } from '../http/json-object.ts';
import type { CostBy, CostReport, CostRow, UsageRow } from './azure-plan-operations.ts';
import type { Amount } from './subscription-operations.ts';

interface Group {
  readonly key: string;
  readonly label: string;
  readonly currency: string;
  readonly unit: string | undefined;
  cost: Decimal;
  quantity: Decimal;
}

/** Rows of use together by what is asked for; every way of asking gives the same totals. */
export function costReport(month: string, usage: readonly UsageRow[], by: CostBy): CostReport {
  const groups = new Map<string, Group>();
  const totals = new Map<string, Decimal>();
  for (const row of usage) {
    const { amount, currency } = row.cost;
    const [key, label] = keyOf(row, by);
    const id = `${currency} ${key}`;
    const group = groups.get(id) ?? {
      key,
      label,
      currency,
      unit: by === 'meter' ? row.meter.unit : undefined,
      cost: new Decimal(0),
      quantity: new Decimal(0),
    };
    group.cost = group.cost.plus(amount);
    group.quantity = group.quantity.plus(row.quantity);
    groups.set(id, group);
    totals.set(currency, (totals.get(currency) ?? new Decimal(0)).plus(amount));
  }
  const rows = [...groups.values()].sort((left, right) => (left.key < right.key ? -1 : 1)).map(toRow);
  return { month, rows, totals: [...totals].map(([currency, sum]) => amountOf(sum, currency)) };
}

function keyOf(row: UsageRow, by: CostBy): readonly [key: string, label: string] {
  if (typeof by === 'object') {
    const value = row.tags[by.tag] ?? '';
    return [value, value || `(no ${by.tag})`];
  }
  switch (by) {
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

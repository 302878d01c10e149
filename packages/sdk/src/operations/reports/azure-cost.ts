import { CostGroups } from '../azure-plans/azure-cost.ts';
import type { ReportDefinition } from './report-definition.ts';
import { oneOf } from './report-parameters.ts';
import type { AzureCostRow, OwnReports } from './report-rows.ts';
import { customerColumns, customerParameter, monthParameter } from './shared-columns.ts';

const ways = ['customer', 'day', 'azureSubscription', 'resource', 'meter'] as const;

function isWay(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return ways.some((way) => way === value);
  const { tag, ...rest } = value as { readonly tag?: unknown };
  return typeof tag === 'string' && tag !== '' && Object.keys(rest).length === 0;
}

export const azureCost: ReportDefinition<OwnReports['azureCost']['parameters'], AzureCostRow> = {
  title: 'What Azure costs',
  parameters: [
    monthParameter,
    {
      name: 'by',
      type: 'choice',
      required: true,
      choices: [...ways, 'tag'],
      schema: oneOf(
        'by',
        `must be ${ways.join(', ')} or a tag.`,
        'Write { tag: "costCentre" } for a tag.',
        isWay,
      ),
      description: 'What a row of a customer is of; a tag is written as { tag: "costCentre" }.',
    },
    customerParameter,
  ],
  columns: [
    ...customerColumns,
    { name: 'key', type: 'text' },
    { name: 'label', type: 'text' },
    { name: 'currency', type: 'text' },
    { name: 'cost', type: 'money' },
    { name: 'quantity', type: 'decimal' },
    { name: 'unit', type: 'text' },
  ],
  async *rows(context, { month, by, customer }) {
    const question = { month, ...(customer !== undefined && { customer: String(customer) }) };
    const groups = new Map<string, { customer: { id: string; name: string }; costs: CostGroups }>();
    for await (const row of context.operations.azureUsage(question, context)) {
      const { id } = row.customer;
      const known = groups.get(id) ?? { customer: row.customer, costs: new CostGroups(by) };
      groups.set(id, known);
      known.costs.add(row);
    }
    for (const { customer: of, costs } of [...groups.values()].sort((left, right) =>
      left.customer.name.localeCompare(right.customer.name),
    )) {
      for (const { key, label, cost, quantity, unit } of costs.rows())
        yield {
          customer: of.id,
          customerName: of.name,
          key: by === 'customer' ? of.id : key,
          label: by === 'customer' ? of.name : label,
          currency: cost.currency,
          cost: cost.amount,
          ...(quantity !== undefined && { quantity }),
          ...(unit !== undefined && { unit }),
        };
    }
  },
};

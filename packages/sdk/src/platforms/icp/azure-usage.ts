import { decimalText, tagsIn } from '../../operations/azure-plans/azure-cost.ts';
import type { UsageRow } from '../../operations/azure-plans/azure-plan-operations.ts';

/** A row of ICP's report on the use of Azure. */
export function toUsageRow(row: Readonly<Record<string, unknown>>): UsageRow {
  const text = (name: string) => String(row[name] ?? '');
  const decimal = (name: string) => decimalText(row[name] as number | string | undefined);
  return {
    date: text('Date').slice(0, 10),
    azureSubscriptionId: text('AzureSubscriptionId'),
    azureSubscriptionName: text('SubscriptionName'),
    resource: {
      uri: text('ResourceUri'),
      name: text('ResourceName'),
      group: text('ResourceGroup'),
      type: text('ResourceType'),
      region: text('Region'),
    },
    tags: tagsIn(text('Tags')),
    meter: {
      id: text('MeterId'),
      name: text('MeterName'),
      category: text('MeterCategory'),
      subcategory: text('MeterSubcategory'),
      unit: text('Unit'),
    },
    quantity: decimal('Quantity'),
    cost: { amount: decimal('Cost'), currency: text('Currency') },
  };
}

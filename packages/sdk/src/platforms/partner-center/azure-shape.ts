import type {
  AzureEntitlement,
  DailyRatedUsageLineItem,
  Subscription as Owned,
} from '../../generated/partner-center.gen.ts';
import { decimalText, tagsIn } from '../../operations/azure-plans/azure-cost.ts';
import type {
  AzurePlan,
  AzureSubscription,
  UsageRow,
} from '../../operations/azure-plans/azure-plan-operations.ts';
import { idOf } from './subscription-shape.ts';

export function toPlan(tenant: string, owned: Owned): AzurePlan {
  const status = owned.status.toLowerCase();
  return {
    id: idOf(tenant, owned.id),
    platform: 'partner-center',
    tenant,
    name: owned.friendlyName,
    status: status === 'deleted' ? 'ended' : status,
    microsoftSubscriptionId: owned.id,
    ...(owned.orderId !== undefined && { orderId: owned.orderId }),
  };
}

export function toAzureSubscription(plan: string, entitlement: AzureEntitlement): AzureSubscription {
  return {
    id: `${plan}/${entitlement.id}`,
    platform: 'partner-center',
    plan,
    name: entitlement.friendlyName ?? entitlement.id,
    status: entitlement.status.toLowerCase(),
    azureSubscriptionId: entitlement.id,
  };
}

export function toUsageRow(line: DailyRatedUsageLineItem): UsageRow {
  const uri = line.resourceUri ?? '';
  const [, type = ''] = /\/providers\/(.+)\/[^/]+$/.exec(uri) ?? [];
  return {
    date: line.usageDate.slice(0, 10),
    azureSubscriptionId: line.entitlementId ?? '',
    azureSubscriptionName: line.entitlementDescription ?? '',
    resource: {
      uri,
      name: uri.split('/').at(-1) ?? '',
      group: line.resourceGroup ?? '',
      type,
      region: line.meterRegion || (line.resourceLocation ?? '').toLowerCase(),
    },
    tags: tagsIn(line.tags),
    meter: {
      id: line.meterId ?? '',
      name: line.meterName ?? '',
      category: line.meterCategory ?? '',
      subcategory: line.meterSubCategory ?? '',
      unit: line.unitOfMeasure ?? '',
    },
    quantity: decimalText(line.quantity),
    cost: { amount: decimalText(line.billingPreTaxTotal), currency: line.billingCurrency },
  };
}

import type { Subscription as Service } from '../../generated/icp.gen.ts';
import type {
  AzureBenefit,
  AzurePlan,
  AzureSubscription,
} from '../../operations/azure-plans/azure-plan-operations.ts';
import { termIn } from './billing-type.ts';
import { toSubscription } from './subscription-fields.ts';

export function toPlan(service: Service): AzurePlan {
  const { id, tenant, name, status, microsoftSubscriptionId, orderId } = toSubscription(service);
  return {
    id,
    platform: 'icp',
    tenant,
    name,
    status,
    ...(microsoftSubscriptionId !== undefined && { microsoftSubscriptionId }),
    ...(orderId !== undefined && { orderId }),
  };
}

export function toAzureSubscription(service: Service): AzureSubscription {
  const { id, tenant, name, status, microsoftSubscriptionId } = toSubscription(service);
  return {
    id,
    platform: 'icp',
    plan: tenant,
    name,
    status: status === 'suspended' ? 'inactive' : status,
    ...(microsoftSubscriptionId !== undefined && { azureSubscriptionId: microsoftSubscriptionId }),
  };
}

export function toBenefit(service: Service): AzureBenefit {
  const { id, name, status, quantity, term, termEndsAt, autoRenew } = toSubscription(service);
  const scope = service.Fields.find((field) => field.Name === 'Scope')?.Value;
  const ways = service.Fields.find((field) => field.Name === 'BillingType')?.Value;
  const written = termIn(String(ways ?? ''));
  return {
    id,
    platform: 'icp',
    kind: 'reservation',
    name,
    status,
    quantity,
    autoRenew,
    ...(typeof scope === 'string' && { scope: scope.toLowerCase() }),
    ...((term ?? written) && { term: term ?? written ?? '' }),
    ...(termEndsAt !== undefined && { expiresAt: termEndsAt }),
  };
}

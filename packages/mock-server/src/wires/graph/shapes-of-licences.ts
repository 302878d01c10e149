import type { LicenceSku, ServicePlan } from '../../domain/catalogue/licence-skus.ts';
import type { DirectoryUser } from '../../domain/tenants/directory-user.ts';
import type { HeldLicence, SubscribedSku as OwnedSku } from '../../domain/tenants/subscribed-skus.ts';
import type { LicenseDetails, ServicePlanInfo, SubscribedSku, User } from '../../generated/graph.gen.ts';
import { isoOf } from '../../kernel/calendar.ts';

export function toUser(user: DirectoryUser): User {
  return {
    id: user.id,
    userPrincipalName: user.userPrincipalName,
    displayName: user.displayName,
    givenName: user.firstName ?? null,
    surname: user.lastName ?? null,
    usageLocation: user.usageLocation ?? null,
    accountEnabled: true,
    createdDateTime: isoOf(user.createdAt),
    assignedLicenses: user.licences.map(({ skuId, excludedPlans }) => ({
      skuId,
      disabledPlans: [...excludedPlans],
    })),
  };
}

function toServicePlan({ id, serviceName, targetType }: ServicePlan, excluded = false): ServicePlanInfo {
  return {
    servicePlanId: id,
    servicePlanName: serviceName,
    provisioningStatus: excluded ? 'Disabled' : 'Success',
    appliesTo: targetType === 'User' ? 'User' : 'Company',
  };
}

function plansOf({ plans }: LicenceSku, excludedPlans: readonly string[] = []): ServicePlanInfo[] {
  return plans.map((plan) => toServicePlan(plan, excludedPlans.includes(plan.id)));
}

export function toLicenseDetails(user: DirectoryUser, { sku, excludedPlans }: HeldLicence): LicenseDetails {
  return {
    id: `${user.id}_${sku.id}`,
    skuId: sku.id,
    skuPartNumber: sku.partNumber,
    servicePlans: plansOf(sku, excludedPlans),
  };
}

export function toSubscribedSku(tenantId: string, owned: OwnedSku): SubscribedSku {
  const { sku, activeUnits, suspendedUnits, consumedUnits } = owned;
  return {
    id: `${tenantId}_${sku.id}`,
    skuId: sku.id,
    skuPartNumber: sku.partNumber,
    appliesTo: 'User',
    capabilityStatus: activeUnits > 0 ? 'Enabled' : 'Suspended',
    consumedUnits,
    prepaidUnits: { enabled: activeUnits, suspended: suspendedUnits, warning: 0, lockedOut: 0 },
    servicePlans: plansOf(sku),
  };
}

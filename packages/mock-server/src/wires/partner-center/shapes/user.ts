import type { LicenceSku, ServicePlan } from '../../../domain/catalogue/licence-skus.ts';
import type { DirectoryRole } from '../../../domain/tenants/directory-roles.ts';
import type { DirectoryUser } from '../../../domain/tenants/directory-user.ts';
import type { HeldLicence, SubscribedSku } from '../../../domain/tenants/subscribed-skus.ts';
import type * as Wire from '../../../generated/partner-center.gen.ts';
import { attributes, instant, link } from './resource.ts';

export function toUser(user: DirectoryUser): Wire.CustomerUser {
  const { firstName, lastName, phoneNumber, immutableId, usageLocation, softDeletedAt } = user;
  return {
    ...(usageLocation !== undefined && { usageLocation }),
    id: user.id,
    userPrincipalName: user.userPrincipalName,
    ...(firstName !== undefined && { firstName }),
    ...(lastName !== undefined && { lastName }),
    displayName: user.displayName,
    ...(immutableId !== undefined && { immutableId }),
    ...(phoneNumber !== undefined && { phoneNumber }),
    userDomainType: 'none',
    state: user.state,
    ...(softDeletedAt !== undefined && { softDeletionTime: instant(softDeletedAt) }),
    links: { self: link(`/customers/${user.tenantId}/users/${user.id}`) },
    attributes: attributes('CustomerUser'),
  };
}

/** A user that was made just now: its password is shown this once. */
export function toNewUser(user: DirectoryUser, password: string | undefined): Wire.CustomerUser {
  return {
    ...toUser(user),
    passwordProfile: {
      forceChangePassword: user.mustChangePassword,
      ...(password !== undefined && { password }),
    },
  };
}

export function toRole({ id, name }: DirectoryRole): Wire.DirectoryRole {
  return { name, id, attributes: attributes('DirectoryRole') };
}

export function toMember(user: DirectoryUser, role: DirectoryRole): Wire.UserMember {
  return {
    displayName: user.displayName,
    userPrincipalName: user.userPrincipalName,
    roleId: role.id,
    id: user.id,
    attributes: attributes('UserMember'),
  };
}

export function toSubscribedSku(owned: SubscribedSku): Wire.SubscribedSku {
  const { sku, activeUnits, suspendedUnits, consumedUnits, availableUnits } = owned;
  const capabilityStatus = activeUnits > 0 ? 'Enabled' : 'Suspended';
  return {
    availableUnits,
    activeUnits,
    consumedUnits,
    suspendedUnits,
    totalUnits: activeUnits,
    warningUnits: 0,
    productSku: { ...toProductSku(sku), targetType: 'User' },
    servicePlans: sku.plans.map((plan) => toServicePlan(plan, capabilityStatus)),
    capabilityStatus,
    attributes: attributes('SubscribedSku'),
  };
}

/** A licence of a user with the plans it uses; excluded plans are left out. evidence: sample, modelled for excluded plans */
export function toLicence({ sku, excludedPlans }: HeldLicence): Wire.License {
  return {
    servicePlans: sku.plans
      .filter((plan) => plan.targetType === 'User' && !excludedPlans.includes(plan.id))
      .map((plan) => toServicePlan(plan, 'Assigned')),
    productSku: toProductSku(sku),
    attributes: attributes('License'),
  };
}

function toProductSku({ id, name, partNumber, group }: LicenceSku): Wire.ProductSku {
  return { id, name, skuPartNumber: partNumber, licenseGroupId: group };
}

function toServicePlan(plan: ServicePlan, capabilityStatus: string): Wire.ServicePlan {
  const { id, serviceName, displayName, targetType } = plan;
  return { displayName, serviceName, id, capabilityStatus, targetType };
}

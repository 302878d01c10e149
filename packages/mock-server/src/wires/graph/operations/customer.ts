import {
  adminCustomers,
  managementServicesOf,
  requireAdminCustomer,
} from '../../../domain/gdap/admin-customer.ts';
import { requireSecurityGroup, securityGroups } from '../../../domain/gdap/security-group.ts';
import { partnerOf } from '../../../domain/partners/partner.ts';
import type { Tenant } from '../../../domain/tenants/tenant.ts';
import type { Call, OperationHandler } from '../../../http/wire.ts';
import { contextOf, pageOf } from '../list.ts';
import { toCustomer, toGroup } from '../shapes.ts';

function customerOf({ world, actor, parameters }: Call): Tenant {
  return requireAdminCustomer(world, actor, parameters.delegatedAdminCustomerId ?? '');
}

export const customerOperations = {
  ListDelegatedAdminCustomers: (call: Call) =>
    pageOf(call, adminCustomers(call.world, call.actor), toCustomer, {
      fields: { displayName: ({ companyName }) => companyName, tenantId: ({ id }) => id, id: ({ id }) => id },
    }),
  GetDelegatedAdminCustomer: (call: Call) => toCustomer(customerOf(call)),
  ListServiceManagementDetails: (call: Call) => ({
    '@odata.context': contextOf(call),
    value: managementServicesOf(customerOf(call)),
  }),
  ListGroups: (call: Call) => {
    const { tenantId } = partnerOf(call.world, call.actor);
    return pageOf(call, call.world.store.of(securityGroups).find('tenant', tenantId), toGroup, {
      fields: { displayName: ({ displayName }) => displayName, id: ({ id }) => id },
    });
  },
  GetGroup: ({ world, actor, parameters }: Call) =>
    toGroup(requireSecurityGroup(world, partnerOf(world, actor).tenantId, parameters.groupId ?? '')),
} satisfies Record<string, OperationHandler>;

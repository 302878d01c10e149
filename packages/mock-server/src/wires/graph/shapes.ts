import type { AccessAssignment, RelationshipOperation } from '../../domain/gdap/access-assignment.ts';
import type { AdminRelationship } from '../../domain/gdap/admin-relationship.ts';
import type { RelationshipRequest } from '../../domain/gdap/relationship-request.ts';
import type { SecurityGroup } from '../../domain/gdap/security-group.ts';
import { partners } from '../../domain/partners/partner.ts';
import { type Tenant, tenants } from '../../domain/tenants/tenant.ts';
import type {
  AccessDetails,
  DelegatedAdminAccessAssignment,
  DelegatedAdminCustomer,
  DelegatedAdminRelationship,
  DelegatedAdminRelationshipOperation,
  DelegatedAdminRelationshipRequest,
  Group,
} from '../../generated/graph.gen.ts';
import { isoOf } from '../../kernel/calendar.ts';
import type { World } from '../../world.ts';
import { etagOf } from './etag.ts';

function toAccessDetails(roleIds: readonly string[]): AccessDetails {
  return { unifiedRoles: roleIds.map((roleDefinitionId) => ({ roleDefinitionId })) };
}

export function rolesIn({ unifiedRoles }: AccessDetails): string[] {
  return unifiedRoles.map(({ roleDefinitionId }) => roleDefinitionId);
}

export function toRelationship(world: World, relationship: AdminRelationship): DelegatedAdminRelationship {
  const { tenantId, indirectProviderId, autoExtendDays, activatedAt, endsAt } = relationship;
  const tenant = tenantId === undefined ? undefined : world.store.of(tenants).get(tenantId);
  const provider =
    indirectProviderId === undefined ? undefined : world.store.of(partners).get(indirectProviderId);
  return {
    ...(provider && { '@odata.type': '#microsoft.graph.resellerDelegatedAdminRelationship' }),
    '@odata.etag': etagOf(relationship),
    id: relationship.id,
    displayName: relationship.displayName,
    status: relationship.status,
    duration: relationship.duration,
    autoExtendDuration: autoExtendDays === 0 ? 'PT0S' : `P${autoExtendDays}D`,
    customer: tenantId === undefined ? null : { tenantId, displayName: tenant?.companyName ?? '' },
    accessDetails: toAccessDetails(relationship.roleIds),
    createdDateTime: isoOf(relationship.createdAt),
    lastModifiedDateTime: isoOf(relationship.modifiedAt),
    activatedDateTime: activatedAt === undefined ? null : isoOf(activatedAt),
    endDateTime: endsAt === undefined ? null : isoOf(endsAt),
    ...(provider && {
      indirectProviderTenantId: provider.tenantId,
      isPartnerConsentPending: relationship.consentPending ?? false,
    }),
  };
}

/** A value that newer than the enum is hidden from those who do not ask for it. evidence: docs */
export function toRequest(
  request: RelationshipRequest,
  showsUnknown: boolean,
): DelegatedAdminRelationshipRequest {
  const { id, action, status, createdAt, modifiedAt } = request;
  return {
    id,
    action: action === 'reject' && !showsUnknown ? 'unknownFutureValue' : action,
    status,
    createdDateTime: isoOf(createdAt),
    lastModifiedDateTime: isoOf(modifiedAt),
  };
}

export function toAssignment(assignment: AccessAssignment): DelegatedAdminAccessAssignment {
  return {
    '@odata.etag': etagOf(assignment),
    id: assignment.id,
    status: assignment.status,
    createdDateTime: isoOf(assignment.createdAt),
    lastModifiedDateTime: isoOf(assignment.modifiedAt),
    accessContainer: { accessContainerId: assignment.groupId, accessContainerType: 'securityGroup' },
    accessDetails: toAccessDetails(assignment.roleIds),
  };
}

/** evidence: docs; modelled for what `data` says, and for an operation on the relationship itself */
export function toOperation(operation: RelationshipOperation): DelegatedAdminRelationshipOperation {
  const { id, assignmentId, roleIds, status, createdAt, modifiedAt } = operation;
  return {
    id,
    operationType: assignmentId === undefined ? 'unknownFutureValue' : 'delegatedAdminAccessAssignmentUpdate',
    data: JSON.stringify({
      AdditionalData: {
        ...(assignmentId !== undefined && { AccessAssignmentId: assignmentId }),
        Roles: roleIds,
      },
    }),
    status,
    createdDateTime: isoOf(createdAt),
    lastModifiedDateTime: isoOf(modifiedAt),
  };
}

export function toCustomer({ id, companyName }: Tenant): DelegatedAdminCustomer {
  return { id, tenantId: id, displayName: companyName };
}

export function toGroup(group: SecurityGroup): Group {
  const { id, displayName, description, mailNickname, createdAt } = group;
  return {
    id,
    displayName,
    description,
    mailEnabled: false,
    mailNickname,
    securityEnabled: true,
    groupTypes: [],
    createdDateTime: isoOf(createdAt),
  };
}

import { defineCollection } from '../../kernel/collection.ts';
import type { World } from '../../world.ts';
import type { Actor } from '../actor.ts';
import { recordAudit } from '../audit/audit-event.ts';
import { Refusal } from '../refusal.ts';
import { customerInScope } from './customer.ts';
import { partnerOf } from './partner.ts';

export interface PolicyPermission {
  readonly resource: string;
  readonly action: string;
}

/** What a partner lets a customer buy by itself. */
export interface SelfServePolicy {
  /** `<grantor's tenant>_<customer's tenant>` */
  readonly id: string;
  readonly grantorId: string;
  readonly customerId: string;
  readonly permissions: readonly PolicyPermission[];
  /** Its version: a new one with each change. */
  readonly etag: string;
}

export const selfServePolicies = defineCollection<SelfServePolicy>()({
  name: 'selfServePolicies',
  key: (policy) => policy.id,
  indexes: { customer: (policy) => policy.customerId },
});

/** evidence: sample, modelled that there are no others */
const resources = ['AzureReservedInstances', 'AzureSavingsPlan'];
const actions = ['Purchase'];

type Given = { readonly type?: string | undefined; readonly tenantId?: string | undefined };

export interface PolicyInput {
  readonly entity: Given;
  readonly grantor: Given;
  readonly permissions: readonly { readonly [Name in keyof PolicyPermission]?: string | undefined }[];
}

/** The policies of a customer that the caller's partner granted. */
export function policiesOf(world: World, actor: Actor, customerId: string | undefined): SelfServePolicy[] {
  if (customerId === undefined || customerId === '') {
    throw new Refusal(
      'invalid',
      'policy.entity_missing',
      'entity_id is missing; send the tenant id of a customer.',
      'entity_id',
    );
  }
  const { id } = customerInScope(world, actor, customerId);
  const { tenantId } = partnerOf(world, actor);
  return world.store
    .of(selfServePolicies)
    .find('customer', id)
    .filter((policy) => policy.grantorId === tenantId);
}

/** A policy that the caller's partner granted. @throws Refusal when there is none with the id */
export function policyInScope(world: World, actor: Actor, policyId: string): SelfServePolicy {
  const policy = world.store.of(selfServePolicies).get(policyId.toLowerCase());
  if (policy !== undefined && policy.grantorId === partnerOf(world, actor).tenantId) return policy;
  throw new Refusal(
    'not-found',
    'policy.unknown',
    `SelfServePolicy ${policyId} does not exist; its id is "<partner tenant>_<customer tenant>".`,
    'id',
  );
}

/** Lets a customer buy by itself. @throws Refusal when it has a policy already */
export function createPolicy(world: World, actor: Actor, input: PolicyInput): SelfServePolicy {
  const partner = partnerOf(world, actor);
  checkType(input.entity.type, 'customer', 'selfServeEntity.selfServeEntityType');
  checkType(input.grantor.type, 'billToPartner', 'grantor.grantorType');
  checkGrantor(input.grantor.tenantId, partner.tenantId);
  const { id: customerId } = customerInScope(world, actor, input.entity.tenantId ?? '');
  const permissions = checkedPermissions(input.permissions);
  const id = `${partner.tenantId}_${customerId}`;
  if (world.store.of(selfServePolicies).has(id)) {
    throw new Refusal(
      'conflict',
      'policy.exists',
      `The customer has the policy ${id} already; change it with PUT /v1/SelfServePolicy.`,
      'selfServeEntity.tenantID',
    );
  }
  const policy = world.store.of(selfServePolicies).put({
    id,
    grantorId: partner.tenantId,
    customerId,
    permissions,
    etag: world.ids.uuid(),
  });
  audit(world, actor, policy, 'Created');
  return policy;
}

/** Replaces what a policy permits; whom it is for cannot change. */
export function changePolicy(
  world: World,
  actor: Actor,
  policyId: string,
  input: Partial<PolicyInput>,
): SelfServePolicy {
  const policy = policyInScope(world, actor, policyId);
  if (input.grantor?.tenantId !== undefined) checkGrantor(input.grantor.tenantId, policy.grantorId);
  const entity = input.entity?.tenantId?.toLowerCase();
  if (entity !== undefined && entity !== policy.customerId) {
    throw new Refusal(
      'invalid',
      'policy.entity_fixed',
      `selfServeEntity.tenantID must stay ${policy.customerId}; create another policy for another customer.`,
      'selfServeEntity.tenantID',
    );
  }
  const permissions = checkedPermissions(input.permissions ?? []);
  const updated = world.store.of(selfServePolicies).put({ ...policy, permissions, etag: world.ids.uuid() });
  audit(world, actor, updated, 'Updated');
  return updated;
}

export function deletePolicy(world: World, actor: Actor, policyId: string): void {
  const policy = policyInScope(world, actor, policyId);
  world.store.of(selfServePolicies).delete(policy.id);
  audit(world, actor, policy, 'Deleted');
}

function checkType(given: string | undefined, wanted: string, field: string): void {
  if (given?.toLowerCase() === wanted.toLowerCase()) return;
  throw new Refusal('invalid', 'policy.type', `${field} "${given ?? ''}" must be ${wanted}.`, field);
}

function checkGrantor(given: string | undefined, tenantId: string): void {
  if (given?.toLowerCase() === tenantId) return;
  const field = 'grantor.tenantID';
  throw new Refusal(
    'forbidden',
    'policy.grantor',
    `${field} "${given ?? ''}" must be the partner's own tenant, ${tenantId}.`,
    field,
  );
}

function checkedPermissions(given: PolicyInput['permissions']): PolicyPermission[] {
  if (given.length === 0) {
    throw new Refusal(
      'invalid',
      'policy.no_permissions',
      'permissions is empty; give at least one, or delete the policy.',
      'permissions',
    );
  }
  return given.map(({ resource, action }, index) => ({
    resource: known(resource, resources, `permissions.${index}.resource`),
    action: known(action, actions, `permissions.${index}.action`),
  }));
}

function known(given: string | undefined, values: readonly string[], field: string): string {
  const value = values.find((each) => each.toLowerCase() === given?.toLowerCase());
  if (value !== undefined) return value;
  throw new Refusal(
    'invalid',
    'policy.permission',
    `${field} "${given ?? ''}" is not known; send ${values.join(' or ')}.`,
    field,
  );
}

function audit(world: World, actor: Actor, policy: SelfServePolicy, what: string): void {
  const partner = partnerOf(world, actor);
  recordAudit(world, actor, {
    eventType: `SelfServePolicy.${what}`,
    targetId: partner.companyId,
    targetType: 'Company',
    targetName: partner.name,
    companyId: partner.companyId,
    details: policy.id,
  });
}

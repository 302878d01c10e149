import type { World } from '../../world.ts';
import type { Actor } from '../actor.ts';
import { Refusal } from '../refusal.ts';
import { auditTenant } from '../tenants/audit-tenant.ts';
import type { Tenant } from '../tenants/tenant.ts';
import { type ConfigurationPolicy, configurationPolicies, devices } from './device.ts';

/** The out-of-box experience: the only category of policies there is. evidence: sample */
export const outOfBoxExperience = 'o_o_b_e';

export interface PolicyInput {
  readonly name: string;
  readonly category: string | undefined;
  readonly description: string | undefined;
  readonly settings: readonly string[];
}

export function createPolicy(
  world: World,
  actor: Actor,
  tenant: Tenant,
  input: PolicyInput,
): ConfigurationPolicy {
  const content = checked(input);
  const now = world.clock.now();
  const policy = world.store
    .of(configurationPolicies)
    .put({ id: world.ids.uuid(), tenantId: tenant.id, ...content, createdAt: now, modifiedAt: now });
  audit(world, actor, policy, 'Created');
  return policy;
}

/** Replaces what a policy says; what is left out is gone. */
export function replacePolicy(
  world: World,
  actor: Actor,
  policy: ConfigurationPolicy,
  input: PolicyInput,
): ConfigurationPolicy {
  const content = checked(input);
  const { id, tenantId, createdAt } = policy;
  const replaced = world.store
    .of(configurationPolicies)
    .put({ id, tenantId, ...content, createdAt, modifiedAt: world.clock.now() });
  audit(world, actor, replaced, 'Updated');
  return replaced;
}

/** @throws Refusal while devices have the policy. evidence: modelled */
export function deletePolicy(world: World, actor: Actor, policy: ConfigurationPolicy): void {
  const assigned = assignedCount(world, policy);
  if (assigned > 0) {
    throw new Refusal(
      'conflict',
      'policy.in_use',
      `policyId ${policy.id} is assigned to ${assigned} devices; give them another policy or delete them first.`,
      'policyId',
    );
  }
  world.store.of(configurationPolicies).delete(policy.id);
  audit(world, actor, policy, 'Deleted');
}

export function assignedCount(world: World, policy: ConfigurationPolicy): number {
  return world.store.of(devices).count('policy', policy.id);
}

/** @throws Refusal when it is no category of policies */
export function checkedCategory(category: string, field: string): string {
  if (category.replaceAll('_', '').toLowerCase() === 'oobe') return outOfBoxExperience;
  throw new Refusal(
    'invalid',
    'policy.category',
    `${field} "${category}" is no category of policies; send "${outOfBoxExperience}".`,
    field,
  );
}

function checked({ name, category, description, settings }: PolicyInput) {
  if (name.trim() === '') {
    throw new Refusal('invalid', 'policy.name', 'name is empty; give the policy a name.', 'name');
  }
  return {
    name,
    category: checkedCategory(category ?? outOfBoxExperience, 'category'),
    ...(description !== undefined && { description }),
    settings: [...new Set(settings)],
  };
}

function audit(world: World, actor: Actor, policy: ConfigurationPolicy, what: string): void {
  auditTenant(world, actor, policy.tenantId, {
    eventType: `ConfigurationPolicy.${what}`,
    name: policy.name,
    id: policy.id,
  });
}

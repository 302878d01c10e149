import {
  changePolicy,
  createPolicy,
  deletePolicy,
  policiesOf,
  policyInScope,
  type SelfServePolicy,
} from '../../../domain/partners/self-serve-policy.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type {
  NewSelfServePolicy,
  SelfServePolicy as PolicyShape,
} from '../../../generated/partner-center.gen.ts';
import type { Call, OperationHandler } from '../../../http/wire.ts';
import { checkEtag } from '../etag.ts';
import { queryOf } from '../query.ts';
import { attributes, collection } from '../shapes/resource.ts';

function toPolicy(policy: SelfServePolicy): PolicyShape {
  return {
    id: policy.id,
    selfServeEntity: { selfServeEntityType: 'customer', tenantID: policy.customerId },
    grantor: { grantorType: 'billToPartner', tenantID: policy.grantorId },
    permissions: policy.permissions.map((permission) => ({ ...permission })),
    attributes: attributes('SelfServePolicy', `"${policy.etag}"`),
  };
}

function parties({ selfServeEntity, grantor }: PolicyShape | NewSelfServePolicy) {
  return {
    entity: { type: selfServeEntity?.selfServeEntityType, tenantId: selfServeEntity?.tenantID },
    grantor: { type: grantor?.grantorType, tenantId: grantor?.tenantID },
  };
}

export const selfServePolicyOperations = {
  ListSelfServePolicies: (call: Call) =>
    collection(policiesOf(call.world, call.actor, queryOf(call).entity_id).map(toPolicy)),
  GetSelfServePolicy: ({ world, actor, parameters }: Call) =>
    toPolicy(policyInScope(world, actor, parameters.policyId ?? '')),
  CreateSelfServePolicy: ({ world, actor, body }: Call<NewSelfServePolicy>) =>
    toPolicy(createPolicy(world, actor, { ...parties(body), permissions: body.permissions })),
  UpdateSelfServePolicy: (call: Call<PolicyShape>) => {
    const { world, actor, body, parameters } = call;
    if (parameters.policyId !== undefined && parameters.policyId.toLowerCase() !== body.id.toLowerCase()) {
      throw new Refusal(
        'invalid',
        'policy.ids_differ',
        `id ${body.id} is not the one in the path, ${parameters.policyId}; send the same in both.`,
        'id',
      );
    }
    const policy = policyInScope(world, actor, body.id);
    checkEtag(call, body.attributes?.etag, policy.etag);
    return toPolicy(
      changePolicy(world, actor, policy.id, { ...parties(body), permissions: body.permissions ?? [] }),
    );
  },
  DeleteSelfServePolicy: ({ world, actor, parameters }: Call) => {
    deletePolicy(world, actor, parameters.policyId ?? '');
  },
} satisfies Record<string, OperationHandler>;

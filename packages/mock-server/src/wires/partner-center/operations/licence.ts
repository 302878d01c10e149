import type { LicenceSku } from '../../../domain/catalogue/licence-skus.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { updateLicences } from '../../../domain/tenants/assign-licences.ts';
import { licencesOf, subscribedSkus } from '../../../domain/tenants/subscribed-skus.ts';
import type { LicenseUpdate } from '../../../generated/partner-center.gen.ts';
import type { Call, OperationHandler } from '../../../http/wire.ts';
import { queryValues } from '../query.ts';
import { attributes, collection } from '../shapes/resource.ts';
import { toLicence, toSubscribedSku } from '../shapes/user.ts';
import { customerOf } from './customer.ts';
import { activeUserOf } from './user.ts';

export const licenceOperations = {
  ListSubscribedSkus: (call: Call) => {
    const isWanted = wantedGroups(call);
    const skus = subscribedSkus(call.world, customerOf(call).id);
    return collection(skus.filter(({ sku }) => isWanted(sku)).map(toSubscribedSku));
  },
  ListUserLicenses: (call: Call) => {
    const isWanted = wantedGroups(call);
    const licences = licencesOf(call.world, activeUserOf(call));
    return collection(licences.filter(({ sku }) => isWanted(sku)).map(toLicence));
  },
  UpdateUserLicenses: (call: Call<LicenseUpdate>) => {
    const { world, actor, body } = call;
    const assign = (body.licensesToAssign ?? []).map(({ skuId = '', excludedPlans = [] }) => ({
      skuId,
      excludedPlans,
    }));
    const remove = body.licensesToRemove ?? [];
    updateLicences(world, actor, activeUserOf(call), { assign, remove });
    return {
      ...(body.licensesToAssign && { licensesToAssign: body.licensesToAssign }),
      ...(body.licensesToRemove && { licensesToRemove: body.licensesToRemove }),
      licenseWarnings: [],
      attributes: attributes('LicenseUpdate'),
    };
  },
} satisfies Record<string, OperationHandler>;

/** The licence groups that a list is for; group1 when it names none. evidence: docs */
function wantedGroups(call: Call): (sku: LicenceSku) => boolean {
  const named = queryValues(call, 'licenseGroupIds').map((each) => each.toLowerCase());
  const unknown = named.find((each) => each !== 'group1' && each !== 'group2');
  if (unknown !== undefined) {
    throw new Refusal(
      'invalid',
      'licence.group_unknown',
      `licenseGroupIds "${unknown}" must be group1 or group2.`,
      'licenseGroupIds',
    );
  }
  return ({ group }) => (named.length === 0 ? group === 'group1' : named.includes(group));
}

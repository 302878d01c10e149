import { requireDirectory } from '../../../domain/gdap/directory-access.ts';
import { requireActiveUser, usersOf } from '../../../domain/tenants/directory-user.ts';
import { licencesOf, subscribedSkus } from '../../../domain/tenants/subscribed-skus.ts';
import type { Tenant } from '../../../domain/tenants/tenant.ts';
import type { Call, OperationHandler } from '../../../http/wire.ts';
import { contextOf, pageOf } from '../list.ts';
import { toLicenseDetails, toSubscribedSku, toUser } from '../shapes-of-licences.ts';

/** The tenant that the token is for; a partner's own has no users here. evidence: modelled */
function directoryOf({ world, actor }: Call): Tenant | undefined {
  return requireDirectory(world, actor);
}

function userOf(call: Call) {
  const tenant = directoryOf(call) ?? { id: '' };
  return requireActiveUser(call.world, tenant as Tenant, call.parameters.userId ?? '');
}

export const directoryOperations = {
  ListUsers: (call: Call) => {
    const tenant = directoryOf(call);
    return pageOf(call, tenant === undefined ? [] : usersOf(call.world, tenant.id, 'active'), toUser, {
      fields: {
        displayName: ({ displayName }) => displayName,
        userPrincipalName: ({ userPrincipalName }) => userPrincipalName,
        usageLocation: ({ usageLocation }) => usageLocation,
        id: ({ id }) => id,
      },
    });
  },
  GetUser: (call: Call) => toUser(userOf(call)),
  ListLicenseDetails: (call: Call) => {
    const user = userOf(call);
    return {
      '@odata.context': contextOf(call),
      value: licencesOf(call.world, user).map((licence) => toLicenseDetails(user, licence)),
    };
  },
  ListSubscribedSkus: (call: Call) => {
    const tenant = directoryOf(call);
    const owned = tenant === undefined ? [] : subscribedSkus(call.world, tenant.id);
    return {
      '@odata.context': contextOf(call),
      value: owned.map((sku) => toSubscribedSku(tenant?.id ?? '', sku)),
    };
  },
} satisfies Record<string, OperationHandler>;

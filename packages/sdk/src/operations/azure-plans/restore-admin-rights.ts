import { guidOf } from '../../http/guid-of.ts';

/** Whose rights are to be restored where. */
export interface RestoreAdminRightsInput {
  /** Azure's own id of the Azure subscription. */
  readonly azureSubscriptionId: string;
  /** Object id of the group AdminAgents in the partner's tenant. */
  readonly adminAgentsGroupId: string;
  /** Object ids of who is Owner of it now, where they are known. */
  readonly currentOwners?: readonly string[] | undefined;
}

/** The role assignment that gives a partner its rights back, in three ways. Someone with Owner or User Access Administrator in the customer's tenant runs one of them. */
export interface AdminRights {
  /** `unknown` where the current owners were not given. */
  readonly isOwner: boolean | 'unknown';
  readonly scope: string;
  readonly azureCli: string;
  readonly powerShell: string;
  /** A request to Azure Resource Manager; sent twice it assigns once, since its name is made of what it assigns. */
  readonly request: {
    readonly method: 'PUT';
    readonly url: string;
    readonly body: {
      readonly properties: {
        readonly roleDefinitionId: string;
        readonly principalId: string;
        readonly principalType: 'ForeignGroup';
      };
    };
  };
}

/** Azure's built-in role Owner. */
const ownerRole = '8e3af657-a8ff-443c-a75c-2fe8c4bcb635';

export async function adminRightsOf(input: RestoreAdminRightsInput): Promise<AdminRights> {
  const subscription = input.azureSubscriptionId.toLowerCase();
  const group = input.adminAgentsGroupId.toLowerCase();
  const scope = `/subscriptions/${subscription}`;
  const assignment = await guidOf(`${scope} ${group} ${ownerRole}`);
  return {
    isOwner: input.currentOwners?.some((each) => each.toLowerCase() === group) ?? 'unknown',
    scope,
    azureCli: `az role assignment create --role Owner --assignee-object-id ${group} --scope ${scope} --assignee-principal-type ForeignGroup`,
    powerShell: `New-AzRoleAssignment -ObjectId ${group} -RoleDefinitionName Owner -Scope ${scope} -ObjectType ForeignGroup`,
    request: {
      method: 'PUT',
      url: `https://management.azure.com${scope}/providers/Microsoft.Authorization/roleAssignments/${assignment}?api-version=2022-04-01`,
      body: {
        properties: {
          roleDefinitionId: `${scope}/providers/Microsoft.Authorization/roleDefinitions/${ownerRole}`,
          principalId: group,
          principalType: 'ForeignGroup',
        },
      },
    },
  };
}

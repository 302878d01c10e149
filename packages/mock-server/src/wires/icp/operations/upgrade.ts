import { licenceFields } from '../../../domain/catalogue/microsoft-licences.ts';
import { serviceInScope } from '../../../domain/companies/scope.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { executeUpgrade, upgradeTargets } from '../../../domain/subscriptions/upgrade.ts';
import type {
  ExecuteSubscriptionUpgradeRequest,
  GetPossibleServicesForUpgradeRequest,
  GetSubscriptionFieldsForUpgradeRequest,
  PossibleUpgrades,
  UpgradeRenewFields,
} from '../../../generated/icp.gen.ts';
import type { Call, OperationHandler } from '../../../http/wire.ts';

export const upgradeOperations = {
  GetPossibleServicesForUpgrade: ({
    world,
    actor,
    body,
  }: Call<GetPossibleServicesForUpgradeRequest>): PossibleUpgrades => ({
    UpgradeProducts: upgradeTargets(world, actor, body.accountId).map(({ product, existing }) => ({
      DisplayName: product.displayName,
      ProductName: product.name,
      ExistingTargetAccounts: existing.map((each) => each.id),
    })),
  }),
  GetSubscriptionFieldsForUpgrade: ({
    world,
    actor,
    body,
  }: Call<GetSubscriptionFieldsForUpgradeRequest>): UpgradeRenewFields => {
    const source = serviceInScope(world, actor, body.accountId);
    if (
      !upgradeTargets(world, actor, body.accountId).some(
        ({ product }) => product.name === body.targetProductName,
      )
    ) {
      throw new Refusal(
        'invalid',
        'upgrade.no_target',
        `targetProductName "${body.targetProductName}" is no upgrade of account ${body.accountId}; GetPossibleServicesForUpgrade lists them.`,
        'targetProductName',
      );
    }
    return {
      Fields: [
        {
          Name: licenceFields.quantity,
          DisplayName: 'Number of CSP licenses',
          DisplayTemplate: 'Numeric',
          DisplayType: 'Optional',
          IsRemoteDatasource: false,
          Hint: 'Seats to upgrade; all of them unless a number is given.',
          Type: 'int32',
          Value: source.quantity,
          AllowedValues: [],
        },
      ],
    };
  },
  /** Answers the id of the service that has the seats now. evidence: modelled */
  ExecuteSubscriptionUpgrade: ({ world, actor, body }: Call<ExecuteSubscriptionUpgradeRequest>) =>
    String(
      executeUpgrade(world, actor, {
        sourceId: body.sourceAccountId,
        targetProductName: body.targetProductName,
        targetId: body.targetAccountId,
        values: body.fieldValues,
      }).id,
    ),
} satisfies Record<string, OperationHandler>;

import { serviceInScope } from '../../../domain/companies/scope.ts';
import { Refusal } from '../../../domain/refusal.ts';
import {
  executeAction,
  offeredActions,
  requireAction,
} from '../../../domain/subscriptions/custom-actions.ts';
import type {
  CustomActionDefinition,
  ExecuteAccountCustomActionRequest,
  GetAccountCustomActionsWithFieldsRequest,
  GetRemoteEnumValuesForCustomActionRequest,
} from '../../../generated/icp.gen.ts';
import type { Call, OperationHandler } from '../../../http/wire.ts';
import { toAccountField, toEnumMember } from '../shapes/fields.ts';

export const customActionOperations = {
  GetAccountCustomActionsWithFields: ({
    world,
    actor,
    body,
  }: Call<GetAccountCustomActionsWithFieldsRequest>): CustomActionDefinition[] => {
    const { productName } = serviceInScope(world, actor, body.accountId);
    return offeredActions(world, actor, body.accountId).map((action) => ({
      ActionName: action.name,
      ActionDisplayName: action.displayName,
      ActionIcon: action.icon,
      Fields: action.fields.map(toAccountField),
      ServiceName: productName,
    }));
  },
  GetRemoteEnumValuesForCustomAction: ({
    world,
    actor,
    body,
  }: Call<GetRemoteEnumValuesForCustomActionRequest>) => {
    const action = requireAction(world, actor, body.accountId, body.action);
    const definition = action.fields.find((each) => each.name === body.fieldName);
    if (definition === undefined) {
      throw new Refusal(
        'invalid',
        'field.unknown',
        `fieldName "${body.fieldName}" is no field of ${action.name}.`,
        'fieldName',
      );
    }
    return (definition.options ?? []).map(toEnumMember);
  },
  ExecuteAccountCustomAction: ({ world, actor, body }: Call<ExecuteAccountCustomActionRequest>) => {
    const { AccountId, ServiceName, Fields } = body.subscriptionAccount;
    const { productName } = serviceInScope(world, actor, AccountId, 'AccountId');
    if (ServiceName !== productName) {
      throw new Refusal(
        'invalid',
        'subscription.wrong_service',
        `ServiceName "${ServiceName}" is not that of account ${AccountId}, ${productName}.`,
        'ServiceName',
      );
    }
    executeAction(world, actor, AccountId, body.action, Fields);
  },
} satisfies Record<string, OperationHandler>;

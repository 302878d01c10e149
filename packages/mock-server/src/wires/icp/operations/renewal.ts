import { productNamed } from '../../../domain/catalogue/catalogue.ts';
import { permit, serviceInScope } from '../../../domain/companies/scope.ts';
import { configureRenewal, renewableFields, resetRenewal } from '../../../domain/subscriptions/renew.ts';
import type {
  ConfigureSubscriptionRenewRequest,
  GetSubscriptionFieldsForRenewRequest,
  ResetDefaultRenewValuesRequest,
  UpgradeRenewFields,
} from '../../../generated/icp.gen.ts';
import type { Call, OperationHandler } from '../../../http/wire.ts';

export const renewalOperations = {
  GetSubscriptionFieldsForRenew: ({
    world,
    actor,
    body,
  }: Call<GetSubscriptionFieldsForRenewRequest>): UpgradeRenewFields => {
    permit(actor, 'services.read');
    const subscription = serviceInScope(world, actor, body.accountId);
    const definitions = productNamed(subscription.productName)?.fields ?? [];
    return {
      Fields: renewableFields(subscription).map(({ name, value, allowed }) => {
        const definition = definitions.find((each) => each.name === name);
        return {
          Name: name,
          DisplayName: definition?.displayName ?? name,
          DisplayTemplate: definition?.displayTemplate ?? 'TextBox',
          DisplayType: 'Optional',
          IsRemoteDatasource: false,
          Hint: 'Applied at the end of the term.',
          Type: definition?.type ?? 'string',
          Value: value,
          AllowedValues: allowed.map((each) => ({ DisplayName: each, Value: each, Hint: '' })),
        };
      }),
    };
  },
  ConfigureSubscriptionRenew: ({ world, actor, body }: Call<ConfigureSubscriptionRenewRequest>) => {
    configureRenewal(world, actor, body.accountId, body.fieldValues);
  },
  ResetDefaultRenewValues: ({ world, actor, body }: Call<ResetDefaultRenewValuesRequest>) => {
    resetRenewal(world, actor, body.accountId);
  },
} satisfies Record<string, OperationHandler>;

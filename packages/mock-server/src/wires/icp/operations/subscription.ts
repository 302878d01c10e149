import { accountInScope, permit, serviceInScope } from '../../../domain/companies/scope.ts';
import {
  dependentsOf,
  terminateSubscription,
  updateSubscription,
} from '../../../domain/subscriptions/change.ts';
import { orderSubscription } from '../../../domain/subscriptions/order.ts';
import { retryProvisioning } from '../../../domain/subscriptions/provision.ts';
import { subscriptions } from '../../../domain/subscriptions/subscription.ts';
import type {
  CreateSubscriptionRequest,
  GetSubscriptionDependenciesRequest,
  GetSubscriptionRequest,
  GetSubscriptionsRequest,
  GetSubscriptionWithAddonsRequest,
  RetryLastFailedProvisioningRequest,
  TerminateAccountRequest,
  UpdateSubscriptionRequest,
} from '../../../generated/icp.gen.ts';
import type { Call, OperationHandler } from '../../../http/wire.ts';
import { toSubscription } from '../shapes/subscription.ts';

function find(call: Call<GetSubscriptionRequest>) {
  permit(call.actor, 'services.read');
  return serviceInScope(call.world, call.actor, call.body.accountId);
}

export const subscriptionOperations = {
  CreateSubscription: (call: Call<CreateSubscriptionRequest>) => {
    const account = call.body.subscriptionAccount;
    return toSubscription(
      call,
      orderSubscription(call.world, call.actor, {
        parentId: account.ParentAccountId,
        productName: account.ServiceName,
        fields: account.Fields,
        dependencyId: account.DependencyAccountId,
        contractId: account.ContractId,
        purchaseOrderNumber: account.PurchaseOrderNumber,
        quoteId: account.QuoteId,
        scheduledDate: account.ScheduledDate,
      }),
    );
  },
  UpdateSubscription: ({ world, actor, body }: Call<UpdateSubscriptionRequest>) => {
    const { subscription } = body;
    updateSubscription(world, actor, subscription.AccountId, {
      productName: subscription.ServiceName,
      fields: Object.fromEntries(subscription.Fields.map(({ name, value }) => [name, value])),
      endOfTermAction: subscription.AdvancePeriodEndAction as 'Renew' | 'Terminate' | undefined,
      displayName: subscription.ServiceDisplayName,
      contractId: subscription.ContractId,
      purchaseOrderNumber: subscription.PurchaseOrderNumber,
    });
  },
  GetSubscription: (call: Call<GetSubscriptionRequest>) => toSubscription(call, find(call)),
  GetSubscriptionWithAddons: (call: Call<GetSubscriptionWithAddonsRequest>) => {
    const subscription = find(call);
    const below = call.world.store.of(subscriptions).find('parent', subscription.id);
    return {
      ...toSubscription(call, subscription),
      Addons: below.map((each) => ({
        ParentAccountId: each.parentId,
        AccountId: each.id,
        AccountState: each.state === 'terminated' ? 'Terminated' : 'Active',
        ServiceName: each.productName,
      })),
    };
  },
  GetSubscriptions: (call: Call<GetSubscriptionsRequest>) => {
    const { world, actor, body } = call;
    permit(actor, 'services.read');
    const account = accountInScope(world, actor, body.parentAccountId, 'parentAccountId');
    const owned =
      account.type === 'company'
        ? world.store.of(subscriptions).find('company', account.company.id)
        : world.store.of(subscriptions).find('parent', body.parentAccountId);
    const shown =
      body.excludeUserLevel === true
        ? owned.filter((each) => accountInScope(world, actor, each.parentId).type !== 'user')
        : owned;
    return shown.map((each) => toSubscription(call, each));
  },
  GetSubscriptionDependencies: (call: Call<GetSubscriptionDependenciesRequest>) =>
    dependentsOf(call.world, find(call)).map((each) => toSubscription(call, each)),
  TerminateAccount: ({ world, actor, body }: Call<TerminateAccountRequest>) => {
    terminateSubscription(world, actor, body.accountId, body.terminationReason);
  },
  RetryLastFailedProvisioning: ({ world, actor, body }: Call<RetryLastFailedProvisioningRequest>) => {
    retryProvisioning(world, actor, body.accountId);
  },
} satisfies Record<string, OperationHandler>;

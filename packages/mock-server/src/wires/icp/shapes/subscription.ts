import { priceableItem, productNamed } from '../../../domain/catalogue/catalogue.ts';
import { type BillingCycle, termMonths } from '../../../domain/catalogue/product.ts';
import { fromMinor } from '../../../domain/money.ts';
import { remainingCredit } from '../../../domain/orders/credit.ts';
import {
  type Subscription,
  type SubscriptionState,
  subscriptions,
} from '../../../domain/subscriptions/subscription.ts';
import type { PriceableItem, Subscription as WireSubscription } from '../../../generated/icp.gen.ts';
import type { Call } from '../../../http/wire.ts';
import { icpDateOrNull } from '../dates.ts';
import { toFields } from './fields.ts';

const prepaidMonths: Readonly<Record<BillingCycle, number>> = {
  monthly: 1,
  annual: 12,
  triennial: 36,
  once: 0,
  usage: 0,
};

/** evidence: client for Pending; the other values are modelled */
const provisioningStatus: Readonly<Record<SubscriptionState, string>> = {
  scheduled: 'Pending',
  held: 'Pending',
  provisioning: 'Pending',
  failed: 'Failed',
  active: 'Provisioned',
  suspended: 'Provisioned',
  terminated: 'Provisioned',
};

/** evidence: modelled */
const status: Readonly<Record<SubscriptionState, string>> = {
  scheduled: 'Scheduled',
  held: 'WaitingForApproval',
  provisioning: 'Pending',
  failed: 'Failed',
  active: 'Active',
  suspended: 'Suspended',
  terminated: 'Terminated',
};

/** A service as GetSubscription answers it; prices only for who may see them. */
export function toSubscription({ world, actor }: Call, subscription: Subscription): WireSubscription {
  const product = productNamed(subscription.productName);
  const dependency =
    subscription.dependencyId === undefined
      ? undefined
      : world.store.of(subscriptions).get(subscription.dependencyId);
  const parent = world.store.of(subscriptions).get(subscription.parentId);
  const pricesShown = actor.companyId === undefined || actor.permissions.has('prices.read');
  const remaining = pricesShown ? remainingCredit(world, subscription.companyId) : undefined;
  return {
    AccountId: subscription.id,
    AccountState: subscription.state === 'terminated' ? 'Terminated' : 'Active',
    ServiceName: subscription.productName,
    ServiceDisplayName: subscription.displayName,
    VendorDisplayName: product?.vendor ?? '',
    ParentAccountId: subscription.parentId,
    CompanyAccountId: subscription.companyId,
    ParentType: parent ? parent.productName : 'Company',
    Fields: toFields(product, fieldsOf(subscription)),
    RenewFields: toFields(product, subscription.renewValues ?? {}),
    PriceableItems: pricesShown ? priceableItemsOf(subscription) : [],
    Status: status[subscription.state],
    ProvisioningStatus: provisioningStatus[subscription.state],
    ErrorDetails: subscription.failure?.message ?? null,
    VendorReferenceId: subscription.vendorReferenceId ?? null,
    SecondVendorReferenceId: subscription.secondVendorReferenceId ?? null,
    BillingStartDate: icpDateOrNull(subscription.activatedAt),
    ContractEndDate: icpDateOrNull(subscription.termEnd),
    PriceProtectionEndDate: icpDateOrNull(subscription.termEnd),
    AdvancePeriodEndDate: icpDateOrNull(subscription.termEnd),
    AdvancePeriodEndAction: subscription.endOfTermAction,
    ScheduledTerminationDate:
      subscription.endOfTermAction === 'Terminate' ? icpDateOrNull(subscription.termEnd) : null,
    HasRenewActionValuesConfigured: subscription.renewValues !== undefined,
    RemainingCreditLimit:
      remaining === undefined ? null : Number(fromMinor(remaining, subscription.currency)),
    PurchaseOrderNumber: subscription.purchaseOrderNumber ?? null,
    ContractId: subscription.contractId ?? null,
    DependencyAccountId: subscription.dependencyId ?? null,
    DependencyServiceName: dependency?.productName ?? null,
  };
}

/** What the platform itself puts into the fields. evidence: client for the names */
function fieldsOf(subscription: Subscription) {
  return {
    ...subscription.fields,
    ...(subscription.tenantId !== undefined && { MicrosoftTenantId: subscription.tenantId }),
    ...(subscription.kind === 'licence' || subscription.kind === 'azure-subscription'
      ? { Subscriptionstatus: status[subscription.state] }
      : {}),
  };
}

function priceableItemsOf(subscription: Subscription): PriceableItem[] {
  const item = priceableItem(subscription.priceableItemId ?? 0);
  if (item === undefined) return [];
  return [
    {
      PriceableItemId: item.id,
      PriceableItemDescription: item.description,
      PriceableItemType: item.type,
      ChargeType: item.chargeType,
      Currency: subscription.currency,
      FieldName: item.unitField ?? '',
      IsUDRCField: item.usage,
      PurchasePrice: Number(subscription.unitPurchase ?? 0),
      SalesPrice: Number(subscription.unitSale ?? 0),
      SuggestedRetailPrice: Number(item.prices[subscription.currency]?.suggestedRetail ?? 0),
      MaterialNumber: item.materialNumber,
      ProductNumber: item.productNumber,
      PrepaidPeriodInMonths: subscription.billingCycle ? prepaidMonths[subscription.billingCycle] : 0,
      CommitementPeriodInMonths: subscription.term ? termMonths[subscription.term] : 0,
    },
  ];
}

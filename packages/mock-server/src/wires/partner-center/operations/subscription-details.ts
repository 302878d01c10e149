import { checkEntitlementIds } from '../../../domain/azure/entitlement-ids.ts';
import { licenceSkuOf } from '../../../domain/catalogue/licence-skus.ts';
import { type Partner, partnerOf } from '../../../domain/partners/partner.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { microsoftProductOf } from '../../../domain/subscriptions/amend.ts';
import { auditSubscription } from '../../../domain/subscriptions/audit-subscription.ts';
import {
  cancelEntitlement,
  entitlementOf,
  entitlementsOf,
  reactivateEntitlement,
  startRegistration,
} from '../../../domain/subscriptions/azure-entitlements.ts';
import { type Overage, overages, setOverage } from '../../../domain/subscriptions/overage.ts';
import { activate } from '../../../domain/subscriptions/provision.ts';
import type { Subscription } from '../../../domain/subscriptions/subscription.ts';
import { setSupportContact } from '../../../domain/subscriptions/support-contact.ts';
import type {
  AzureEntitlement,
  AzureEntitlementCancellationRequestContent,
  SupportContact,
  Overage as WireOverage,
} from '../../../generated/partner-center.gen.ts';
import type { Call, OperationHandler } from '../../../http/wire.ts';
import { accepted } from '../respond.ts';
import { attributes, collection, instant, link } from '../shapes/resource.ts';
import { customerOf } from './customer.ts';
import { activationLink } from './order.ts';
import { subscriptionOf } from './subscription.ts';

function toEntitlement(plan: Subscription, entitlement: Subscription): AzureEntitlement {
  const id = entitlement.vendorReferenceId ?? '';
  const reference = plan.vendorReferenceId ?? '';
  return {
    id,
    friendlyName: entitlement.displayName,
    status: entitlement.state === 'active' ? 'active' : 'inactive',
    subscriptionId: reference,
    links: { self: link(`/customers/${plan.tenantId}/subscriptions/${reference}/azureEntitlements/${id}`) },
  };
}

function entitlementIn(call: Call) {
  const plan = subscriptionOf(call);
  return { plan, entitlement: entitlementOf(call.world, plan, call.parameters.entitlementId ?? '') };
}

/** The Azure subscription that is to be cancelled or reactivated; these calls have codes of their own for what is wrong with ids. */
function entitlementToChange(call: Call) {
  const { world, actor, parameters } = call;
  checkEntitlementIds(world, actor, {
    customerId: parameters.customerId ?? '',
    planId: parameters.subscriptionId ?? '',
    entitlementId: parameters.entitlementId ?? '',
  });
  return entitlementIn(call);
}

function toContact(subscription: Subscription, fallback: Partner): SupportContact {
  const { supportContact } = subscription;
  return {
    supportTenantId: supportContact?.tenantId ?? fallback.tenantId,
    supportMpnId: supportContact?.mpnId ?? fallback.mpnId,
    name: supportContact?.name ?? fallback.name,
    links: {
      self: link(
        `/customers/${subscription.tenantId}/subscriptions/${subscription.vendorReferenceId}/supportcontact`,
      ),
    },
    attributes: attributes('SupportContact'),
  };
}

function toOverage(overage: Overage): WireOverage {
  return {
    azureEntitlementId: overage.entitlementId,
    ...(overage.partnerId !== undefined && { partnerId: overage.partnerId }),
    type: overage.type,
    overageEnabled: overage.enabled,
    links: { overage: link(`/customers/${overage.tenantId}/subscriptions/overage`) },
    attributes: attributes('Overage'),
  };
}

function registrationStatus({ registration }: Subscription): string {
  return registration ?? 'notregistered';
}

export const subscriptionDetailOperations = {
  GetOverage: (call: Call) =>
    collection(call.world.store.of(overages).find('tenant', customerOf(call).id).map(toOverage)),
  UpdateOverage: (call: Call<WireOverage>) => {
    const { body } = call;
    const overage = setOverage(call.world, call.actor, customerOf(call), {
      type: body.type ?? 'PhoneServices',
      entitlementId: body.azureEntitlementId ?? '',
      enabled: body.overageEnabled ?? body.overage ?? false,
      ...(body.partnerId !== undefined && { partnerId: body.partnerId }),
    });
    return toOverage(overage);
  },
  GetSupportContact: (call: Call) => toContact(subscriptionOf(call), partnerOf(call.world, call.actor)),
  UpdateSupportContact: (call: Call<SupportContact>) => {
    const { world, actor, body } = call;
    const changed = setSupportContact(world, actor, subscriptionOf(call), {
      tenantId: body.supportTenantId,
      mpnId: body.supportMpnId,
      name: body.name,
    });
    return toContact(changed, partnerOf(world, actor));
  },
  GetProvisioningStatus: (call: Call) => {
    const subscription = subscriptionOf(call);
    const { state, failure, kind } = subscription;
    const product = microsoftProductOf(subscription);
    return {
      // Of a licence the SKU that its users are assigned: a GUID. evidence: docs, modelled for what is no licence
      skuId: kind === 'licence' ? licenceSkuOf(product).id : product.microsoft.skuId,
      status:
        failure !== undefined
          ? 'failed'
          : state === 'held' || state === 'provisioning'
            ? 'pending'
            : 'success',
      quantity: subscription.quantity,
      ...(subscription.termEnd !== undefined && { endDate: instant(subscription.termEnd - 1_000) }),
      attributes: attributes('SubscriptionProvisioningStatus'),
    };
  },
  RegisterSubscription: (call: Call) => {
    const plan = startRegistration(call.world, call.actor, subscriptionOf(call));
    return accepted(`/customers/${plan.tenantId}/subscriptions/${plan.vendorReferenceId}/registrationstatus`);
  },
  GetRegistrationStatus: (call: Call) => {
    const subscription = subscriptionOf(call);
    return {
      subscriptionId: subscription.vendorReferenceId ?? '',
      status: registrationStatus(subscription),
      attributes: attributes('SubscriptionRegistrationStatus'),
    };
  },
  ActivateSubscription: (call: Call) => {
    const { world, actor } = call;
    const subscription = subscriptionOf(call);
    if (subscription.kind !== 'marketplace-saas') {
      throw new Refusal(
        'invalid',
        'subscription.not_saas',
        'Only marketplace subscriptions are activated.',
        'subscriptionId',
      );
    }
    if (subscription.state !== 'provisioning') {
      throw new Refusal(
        'invalid',
        'subscription.activated_already',
        'The subscription is activated already.',
        'subscriptionId',
      );
    }
    const active = activate(world, subscription);
    auditSubscription(world, actor, active, 'Activated');
    return { subscriptionId: active.vendorReferenceId ?? '', status: 'Success' };
  },
  ListSubscriptionActivationLinks: (call: Call) => {
    const subscription = subscriptionOf(call);
    const items =
      subscription.kind === 'marketplace-saas'
        ? [{ lineItemNumber: 0, link: link(activationLink(subscription.vendorReferenceId ?? '')) }]
        : [];
    return collection(items);
  },
  ListAzureEntitlements: (call: Call) => {
    const plan = subscriptionOf(call);
    return collection(entitlementsOf(call.world, plan).map((each) => toEntitlement(plan, each)));
  },
  GetAzureEntitlement: (call: Call) => {
    const { plan, entitlement } = entitlementIn(call);
    return toEntitlement(plan, entitlement);
  },
  CancelAzureEntitlement: (call: Call<AzureEntitlementCancellationRequestContent>) => {
    const { plan, entitlement } = entitlementToChange(call);
    const reason = call.body.cancellationReason;
    if (reason === undefined || reason === '') {
      throw new Refusal(
        'invalid',
        'entitlement.id_form',
        'cancellationReason is missing; send compromise.',
        'cancellationReason',
      );
    }
    return toEntitlement(plan, cancelEntitlement(call.world, call.actor, entitlement, reason));
  },
  ReactivateAzureEntitlement: (call: Call) => {
    const { plan, entitlement } = entitlementToChange(call);
    reactivateEntitlement(call.world, call.actor, entitlement);
    return accepted(
      `/customers/${plan.tenantId}/subscriptions/${plan.vendorReferenceId}/azureEntitlements/${entitlement.vendorReferenceId}`,
    );
  },
} satisfies Record<string, OperationHandler>;

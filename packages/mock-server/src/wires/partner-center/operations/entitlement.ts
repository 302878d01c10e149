import { productNamed } from '../../../domain/catalogue/catalogue.ts';
import { ownedInScope } from '../../../domain/partners/customer.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Subscription } from '../../../domain/subscriptions/subscription.ts';
import type { Artifact, Entitlement } from '../../../generated/partner-center.gen.ts';
import type { Call, OperationHandler } from '../../../http/wire.ts';
import { queryOf } from '../query.ts';
import { attributes, collection, instant, link } from '../shapes/resource.ts';
import { customerOf } from './customer.ts';

/** Kinds of entitlements, and what each covers. evidence: docs; virtualmachinereservedinstance is the older name of one */
const kinds: Readonly<Record<string, readonly string[]>> = {
  software: ['software-subscription', 'perpetual-software'],
  reservedinstance: ['reservation'],
  virtualmachinereservedinstance: ['reservation'],
};

function typeOf({ kind }: Subscription): string {
  return kind === 'reservation' ? 'reservedinstance' : 'software';
}

function artifactsOf(subscription: Subscription): Artifact[] {
  const id = subscription.vendorReferenceId ?? '';
  const group = subscription.secondVendorReferenceId ?? '';
  if (subscription.kind === 'reservation') {
    const uri = `/customers/${subscription.tenantId}/artifacts/reservedinstance/groups/${group}/lineitems/0/resource/${id}`;
    return [
      {
        artifactType: 'reservedinstance',
        dynamicAttributes: { reservationType: 'virtualmachines' },
        links: { self: link(uri) },
      },
    ];
  }
  return (subscription.licenceKeys ?? []).map((key) => ({
    artifactType: 'productKey',
    dynamicAttributes: { productKey: key },
  }));
}

function toEntitlement(subscription: Subscription, showExpiry: boolean): Entitlement {
  const microsoft = productNamed(subscription.productName)?.microsoft;
  return {
    includedEntitlements: [],
    referenceOrder: {
      id: subscription.secondVendorReferenceId ?? '',
      lineItemId: '0',
      alternateId: (subscription.secondVendorReferenceId ?? '').slice(0, 12),
    },
    productId: microsoft?.productId ?? '',
    skuId: microsoft?.skuId ?? '',
    quantity: subscription.quantity,
    quantityDetails: [{ quantity: subscription.quantity, status: 'Fulfilled' }],
    entitledArtifacts: artifactsOf(subscription),
    entitlementType: typeOf(subscription),
    fulfillmentState: 'Fulfilled',
    ...(showExpiry && subscription.termEnd !== undefined && { expiryDate: instant(subscription.termEnd) }),
  };
}

export const entitlementOperations = {
  ListEntitlements: (call: Call) => {
    const query = queryOf(call);
    const wanted = query.entitlementtype?.toLowerCase();
    const covered = wanted === undefined ? Object.values(kinds).flat() : kinds[wanted];
    if (covered === undefined) {
      throw new Refusal(
        'invalid',
        'request.enum',
        `entitlementType must be one of ${Object.keys(kinds).join(', ')}.`,
        'entitlementType',
      );
    }
    const owned = ownedInScope(call.world, call.actor, customerOf(call).id).filter(
      (each) => covered.includes(each.kind) && each.state === 'active',
    );
    return collection(owned.map((each) => toEntitlement(each, query.showexpiry?.toLowerCase() === 'true')));
  },
  GetReservationArtifact: (call: Call) => {
    const { resourceId = '', groupId = '' } = call.parameters;
    const found = ownedInScope(call.world, call.actor, customerOf(call).id).find(
      (each) => each.kind === 'reservation' && each.vendorReferenceId === resourceId.toLowerCase(),
    );
    if (found?.secondVendorReferenceId?.toLowerCase() !== groupId.toLowerCase()) {
      throw new Refusal(
        'not-found',
        'entitlement.artifact_unknown',
        `Resource ${resourceId} is no reservation of the customer.`,
        'resourceId',
      );
    }
    return {
      type: 'reservedinstance',
      reservations: [
        {
          reservationId: found.vendorReferenceId ?? '',
          scopeType: found.provisioningContext?.scope ?? 'Shared',
          displayName: found.displayName,
          quantity: found.quantity,
          ...(found.termEnd !== undefined && { expiryDateTime: instant(found.termEnd) }),
          ...(found.activatedAt !== undefined && { effectiveDateTime: instant(found.activatedAt) }),
          provisioningState: 'Succeeded',
        },
      ],
      attributes: attributes('ReservedInstanceArtifactDetails'),
    };
  },
} satisfies Record<string, OperationHandler>;

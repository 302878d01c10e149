import type { Actor } from '../../../domain/actor.ts';
import type { FraudEventType } from '../../../domain/azure/fraud-event.ts';
import type { SeenFraudEvent } from '../../../domain/azure/fraud-events.ts';
import { isoOf, relationshipOf } from '../../../domain/partners/customer.ts';
import { partnerOf, partners } from '../../../domain/partners/partner.ts';
import { tenants } from '../../../domain/tenants/tenant.ts';
import type { FraudEvent as WireFraudEvent } from '../../../generated/partner-center.gen.ts';
import type { World } from '../../../world.ts';

/** What stands where there is no instant. evidence: sample */
const never = '9999-12-31T23:59:59.9970000';

/** evidence: modelled */
const words: Readonly<Record<FraudEventType, string>> = {
  ServiceHealthSecurityAdvisory: 'Security advisory of Service Health',
  UsageAnomalyDetection: 'Unusual use',
  MultiRegionVirtualMachineScaleSetDeploymentAnomaly: 'Unusual scale sets in several regions',
  NetworkConnectionsToCryptoMiningPools: 'Connections to mining pools',
  VirtualMachineDeploymentAnomaly: 'Unusual virtual machines',
  MultiRegionMachineLearningUsageAnomaly: 'Unusual machine learning in several regions',
};

/** Without a zone, as the samples write it; it is UTC. evidence: sample */
function plain(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, -1);
}

/** An event, with the fields of the new model where the caller asked for it. evidence: docs, sample, modelled where the world has nothing to tell */
export function toFraudEvent(
  world: World,
  actor: Actor,
  { event, subscription }: SeenFraudEvent,
  newModel: boolean,
): WireFraudEvent {
  const partner = partnerOf(world, actor);
  const tenant = world.store.of(tenants).get(subscription.tenantId ?? '');
  const { resource, resolution, detectedAt } = event;
  const detected = plain(detectedAt);
  const older: WireFraudEvent = {
    eventTime: detected,
    eventId: event.id,
    partnerTenantId: partner.tenantId,
    partnerFriendlyName: partner.name,
    customerTenantId: subscription.tenantId ?? '',
    customerFriendlyName: tenant?.companyName ?? '',
    subscriptionId: subscription.vendorReferenceId ?? '',
    subscriptionName: subscription.displayName,
    subscriptionType: 'modern',
    entityId: event.entityId,
    entityName: resource.name,
    entityUrl: resource.uri,
    hitCount: String(event.hits),
    catalogOfferId: 'ms-azr-17g',
    eventStatus: event.status,
    serviceName: resource.type,
    resourceName: resource.name,
    resourceGroupName: resource.group,
    firstOccurrence: detected,
    lastOccurrence: detected,
    firstObserved: detected,
    lastObserved: detected,
    resolvedReason: resolution?.reason ?? 'None',
    resolvedOn: resolution === undefined ? never : plain(resolution.at),
    resolvedBy: resolution?.by ?? '',
  };
  if (!newModel) return older;
  const { resellerId = 0 } = relationshipOf(world, actor, subscription.tenantId ?? '') ?? {};
  const reseller = world.store.of(partners).get(resellerId);
  return {
    ...older,
    eventType: event.type,
    severity: event.severity,
    confidenceLevel: event.confidence,
    displayName: words[event.type],
    description: `${words[event.type]}: ${resource.name} in ${subscription.displayName}.`,
    ...(tenant !== undefined && { country: isoOf(tenant) }),
    ...(reseller !== undefined && {
      valueAddedResellerTenantId: reseller.tenantId,
      valueAddedResellerFriendlyName: reseller.name,
    }),
    affectedResources: [{ azureResourceId: resource.uri, type: resource.type }],
    additionalDetails: { resourceid: resource.uri, resourcetype: resource.type },
    isTest: 'false',
    activityLogs: JSON.stringify(
      event.changes.map(({ from, to, by, at }) => ({
        statusFrom: from,
        statusTo: to,
        updatedBy: by,
        dateTime: new Date(at).toISOString(),
      })),
    ),
  };
}

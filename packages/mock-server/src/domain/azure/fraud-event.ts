import { defineCollection } from '../../kernel/collection.ts';

/** evidence: docs */
export type FraudEventStatus = 'Active' | 'Investigating' | 'Resolved';

/** evidence: docs */
export type FraudEventType =
  | 'ServiceHealthSecurityAdvisory'
  | 'UsageAnomalyDetection'
  | 'MultiRegionVirtualMachineScaleSetDeploymentAnomaly'
  | 'NetworkConnectionsToCryptoMiningPools'
  | 'VirtualMachineDeploymentAnomaly'
  | 'MultiRegionMachineLearningUsageAnomaly';

export type Degree = 'Low' | 'Medium' | 'High';

export interface FraudStatusChange {
  readonly from: FraudEventStatus;
  readonly to: FraudEventStatus;
  readonly by: string;
  readonly at: number;
}

/** What Microsoft saw in an Azure subscription that looks like misuse. */
export interface FraudEvent {
  /** The Azure subscription's id and the entity's: `<guid>_<guid>`. */
  readonly id: string;
  readonly entityId: string;
  /** The record of the Azure subscription. */
  readonly subscriptionId: number;
  readonly type: FraudEventType;
  readonly severity: Degree;
  readonly confidence: Degree;
  readonly status: FraudEventStatus;
  readonly detectedAt: number;
  readonly hits: number;
  readonly resource: {
    readonly uri: string;
    readonly name: string;
    readonly group: string;
    readonly type: string;
  };
  readonly resolution?: { readonly reason: 'Fraud' | 'Ignore'; readonly at: number; readonly by: string };
  readonly changes: readonly FraudStatusChange[];
}

export const fraudEvents = defineCollection<FraudEvent>()({
  name: 'fraudEvents',
  key: (event) => event.id,
  indexes: { subscription: (event) => event.subscriptionId },
});

import type { Wire } from '../http/wire.ts';
import { adminCenterWire } from './admin-center/admin-center-wire.ts';
import { graphWire } from './graph/graph-wire.ts';
import { icpWire } from './icp/icp-wire.ts';
import { identityWire } from './identity/identity-wire.ts';
import { ingramWire } from './ingram/ingram-wire.ts';
import { outsideWire } from './ingram/outside-wire.ts';
import { ingramPanelsWire } from './ingram-panels/ingram-panels-wire.ts';
import { partnerCenterWire } from './partner-center/partner-center-wire.ts';

/** What is simulated unless wires are named. */
export const allWires: readonly Wire[] = [
  icpWire,
  identityWire,
  partnerCenterWire,
  graphWire,
  ingramWire,
  outsideWire,
  ingramPanelsWire,
  adminCenterWire,
];

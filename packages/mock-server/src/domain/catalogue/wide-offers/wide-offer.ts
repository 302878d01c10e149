import type { Family, Segment } from '../product.ts';

/** One SKU of Microsoft's catalogue that the distributor does not list. */
export interface WideOffer {
  readonly offerId: string;
  readonly title: string;
  readonly productTitle?: string;
  readonly description?: string;
  readonly family: Family;
  readonly sold:
    | 'licence'
    | 'licence-3y'
    | 'monthly'
    | 'trial'
    | 'subscription'
    | 'perpetual'
    | 'reservation'
    | 'saas';
  /** Suggested retail price in dollars: a unit and month of a licence, the first term of what has one price for it. */
  readonly dollars: string;
  readonly segment?: Segment;
  readonly publisher?: string;
  readonly availabilityId?: string;
  readonly trialOf?: string;
  readonly prerequisites?: readonly string[];
  readonly attestation?: string;
  readonly markets?: readonly string[];
  readonly upgradesTo?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly dynamicAttributes?: Readonly<Record<string, string>>;
}

import { defineCollection } from '../../kernel/collection.ts';

/** How much a company may buy on account in a month. */
export interface CreditLimit {
  readonly companyId: number;
  /** Minor units of the company's currency; absent: the check is off. */
  readonly limit?: number;
  readonly comment: string;
  readonly setAt: number;
  readonly setBy: number;
}

export const creditLimits = defineCollection<CreditLimit>()({
  name: 'creditLimits',
  key: (limit) => limit.companyId,
  indexes: {},
});

/** An order that waits because it would exceed the limit. */
export interface CreditRequest {
  readonly id: number;
  readonly subscriptionId: number;
  readonly payerId: number;
  readonly requestedBy: number;
  readonly requestedByName: string;
  readonly requestedAt: number;
  readonly limit: number;
  /** Minor units: what the month would come to, and what the order adds. */
  readonly projected: number;
  readonly amount: number;
  readonly status: 'Pending' | 'Approved' | 'Declined';
  readonly decidedAt?: number;
  readonly decidedBy?: number;
  readonly decidedByName?: string;
  readonly comment?: string;
}

export const creditRequests = defineCollection<CreditRequest>()({
  name: 'creditRequests',
  key: (request) => request.id,
  indexes: { status: (request) => request.status, subscription: (request) => request.subscriptionId },
});

/** An event as a store knows it. */
export interface Delivery {
  /** Of the event: the same however often it is sent. */
  readonly key: string;
  /** What changed, and what was told of it: of these a newer delivery makes an older one stale. */
  readonly resource: string;
  /** ISO 8601 in UTC, so that it sorts as text. */
  readonly changedAt: string;
}

/** What becomes of a delivery: it is this caller's to handle, was completed before, is older than one that was completed for its `resource`, or is being handled elsewhere. */
export type Claim = 'claimed' | 'completed' | 'stale' | 'busy';

/**
 * Remembers which events were applied. A store for several processes does each method in one transaction, and lets a claim lapse after a time, so that the claim of a process that died is not kept for ever.
 */
export interface DeliveryStore {
  /** Takes a delivery for the caller, unless there is a reason not to. `acceptStale` leaves that reason out. */
  claim(delivery: Delivery, options: { readonly acceptStale: boolean }): Promise<Claim>;
  /** Runs the effect and writes the delivery down as completed, both or neither. */
  complete(delivery: Delivery, effect: () => unknown): Promise<void>;
  /** Gives a claim back: the delivery will come again. */
  release(delivery: Delivery): Promise<void>;
}

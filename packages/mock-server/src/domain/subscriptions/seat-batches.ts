import type { SeatBatch } from './subscription.ts';

/** Takes seats back, newest batch first, from those that may be touched; says how many could not be taken. */
export function takeNewest(
  batches: readonly SeatBatch[],
  quantity: number,
  mayTake: (batch: SeatBatch) => boolean = () => true,
): { readonly left: readonly SeatBatch[]; readonly missing: number } {
  let missing = quantity;
  const left: SeatBatch[] = [];
  for (const batch of [...batches].reverse()) {
    const taken = mayTake(batch) ? Math.min(batch.quantity, missing) : 0;
    missing -= taken;
    if (batch.quantity > taken) left.unshift({ ...batch, quantity: batch.quantity - taken });
  }
  return { left, missing };
}

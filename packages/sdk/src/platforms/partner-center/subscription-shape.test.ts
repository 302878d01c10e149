import { expect, test } from 'vitest';
import type { Subscription } from '../../generated/partner-center.gen.ts';
import { toSubscription } from './subscription-shape.ts';

const owned = {
  id: 's1',
  friendlyName: 'Microsoft 365 Business Basic',
  offerId: 'CFQ7TTC0LH18:0001:CFQ7TTC0K971',
  quantity: 3,
  status: 'active',
} as Subscription;

test('seats whose window is not told cannot be taken back, and keep no list from being read', () => {
  const refundableQuantity = {
    totalQuantity: 3,
    details: [{ quantity: 1, allowedUntilDateTime: '2026-11-27T00:00:00' }, { quantity: 2 }],
  };
  expect(toSubscription('c1', { ...owned, refundableQuantity }).refundable).toEqual([
    { quantity: 1, until: '2026-11-27T00:00:00.000Z' },
  ]);
});

test('a date that is null is absent', () => {
  const cancellationAllowedUntilDate = null as unknown as string;
  expect(toSubscription('c1', { ...owned, cancellationAllowedUntilDate })).not.toHaveProperty(
    'cancellableUntil',
  );
});

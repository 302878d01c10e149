import { defineCollection } from '../../kernel/collection.ts';

/** What a reseller notes of a customer's subscription, by names of its own. */
export interface SubscriptionAttributes {
  readonly subscriptionId: number;
  readonly attributes: Readonly<Record<string, string>>;
}

export const subscriptionAttributes = defineCollection<SubscriptionAttributes>()({
  name: 'subscriptionAttributes',
  key: (each) => each.subscriptionId,
  indexes: {},
});

import { licenceFields } from '../catalogue/microsoft-licences.ts';
import type { Subscription } from './subscription.ts';

interface Held {
  readonly quantity?: number;
  readonly billingType?: string;
  readonly offerId?: string;
}

/** The fields of an order in step with what the subscription has become; what the order did not say stays unsaid. */
export function orderedFields({ fields }: Pick<Subscription, 'fields'>, held: Held): Subscription['fields'] {
  const known = Object.entries(held)
    .map(([key, value]) => [licenceFields[key as keyof Held], value] as const)
    .filter(([name]) => fields[name] !== undefined);
  return { ...fields, ...Object.fromEntries(known) };
}

/** What a service request can be about. */
export interface SupportTopic {
  readonly id: string;
  readonly name: string;
  readonly description: string;
}

/** evidence: modelled, sample for the form of the ids */
export const supportTopics: readonly SupportTopic[] = [
  { id: '32444671', name: 'Partner profile', description: 'Legal, billing and support data of the partner.' },
  {
    id: '32444672',
    name: 'Invoices and payments',
    description: 'Charges, credits and reconciliation files.',
  },
  {
    id: '32444673',
    name: 'Orders and subscriptions',
    description: 'Purchases, changes, renewals, cancellations.',
  },
  {
    id: '32444674',
    name: 'Customer relationships',
    description: 'Reseller relationships and their requests.',
  },
  { id: '32444675', name: 'API and sandbox', description: 'Access, errors and limits of the API.' },
];

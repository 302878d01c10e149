import { relationshipOf, subscriptionsInScope } from '../../../domain/partners/customer.ts';
import { partners } from '../../../domain/partners/partner.ts';
import { isTrial, microsoftProductOf } from '../../../domain/subscriptions/amend.ts';
import type { Subscription } from '../../../domain/subscriptions/subscription.ts';
import type { Tenant } from '../../../domain/tenants/tenant.ts';
import type { Call } from '../../../http/wire.ts';
import { plain, type Report, type Row } from './report.ts';

interface Customer {
  readonly tenant: Tenant;
  readonly market: string;
}

const texts = [
  'customerTenantId',
  'customerName',
  'customerMarket',
  'id',
  'status',
  'productName',
  'subscriptionType',
  'partnerId',
  'friendlyName',
  'partnerName',
  'providerName',
  'billingCycleName',
] as const;
const dates = [
  'creationDate',
  'effectiveStartDate',
  'commitmentEndDate',
  'currentStateEndDate',
  'trialToPaidConversionDate',
  'trialStartDate',
  'trialEndDate',
  'lastUsageDate',
  'deprovisionedDate',
  'lastRenewalDate',
] as const;
const containsOnly = new Set(['customerName', 'friendlyName']);
const contained = new Set([...containsOnly, 'productName']);

const statuses: Readonly<Partial<Record<Subscription['state'], string>>> = {
  active: 'ACTIVE',
  suspended: 'SUSPENDED',
  terminated: 'DEPROVISIONED',
};

/** evidence: docs for the values, modelled which product has which */
const types: readonly (readonly [name: RegExp, type: string])[] = [
  [/dynamics/i, 'Dynamics'],
  [/enterprise mobility/i, 'EMS'],
  [/microsoft 365/i, 'Microsoft365'],
  [/office|exchange|sharepoint/i, 'Office'],
  [/windows/i, 'Windows'],
];

function typeOf(subscription: Subscription, title: string): string {
  if (subscription.kind === 'azure-plan') return 'Azure';
  return types.find(([name]) => name.test(title))?.[1] ?? 'UNKNOWN';
}

/** Subscriptions in every state but those that never began. evidence: docs, modelled: what the world does not keep is null */
export function subscriptionReport(customersOf: (call: Call) => readonly Customer[]): Report {
  return {
    path: 'subscriptions',
    level: 'dateRange',
    fields: {
      ...Object.fromEntries(texts.map((name) => [name, 'text' as const])),
      ...Object.fromEntries(dates.map((name) => [name, 'date' as const])),
      autoRenewEnabled: 'boolean',
    },
    measures: { subscriptionCount: undefined, licenseCount: 'licenseCount' },
    textSums: true,
    containsOnly,
    exact: new Set(texts.filter((name) => !contained.has(name))),
    rows: (call) => customersOf(call).flatMap((customer) => rowsOf(call, customer)),
  };
}

function rowsOf(call: Call, { tenant, market }: Customer): Row[] {
  const { world, actor } = call;
  const { resellerId = 0, providerId = 0 } = relationshipOf(world, actor, tenant.id) ?? {};
  const provider = world.store.of(partners).get(providerId);
  const partner = world.store.of(partners).get(resellerId) ?? provider;
  const date = (instant: number | undefined) => (instant === undefined ? null : plain(instant));
  return subscriptionsInScope(world, actor, tenant.id).flatMap((subscription): Row[] => {
    const status = statuses[subscription.state];
    if (status === undefined) return [];
    const title = microsoftProductOf(subscription).microsoft.productTitle;
    const trial = isTrial(subscription);
    const { orderedAt, termStart, termEnd, terminatedAt, kind, quantity } = subscription;
    return [
      {
        customerTenantId: tenant.id.toUpperCase(),
        customerName: tenant.companyName,
        customerMarket: market,
        id: (subscription.vendorReferenceId ?? '').toUpperCase(),
        status,
        productName: title.toUpperCase(),
        subscriptionType: typeOf(subscription, title),
        autoRenewEnabled: subscription.endOfTermAction === 'Renew',
        partnerId: partner?.tenantId.toUpperCase() ?? null,
        friendlyName: subscription.displayName.toUpperCase(),
        partnerName: partner?.name ?? null,
        providerName: provider?.name ?? null,
        creationDate: date(orderedAt),
        effectiveStartDate: date(termStart ?? orderedAt),
        commitmentEndDate: date(termEnd),
        currentStateEndDate: null,
        trialToPaidConversionDate: null,
        trialStartDate: trial ? date(termStart ?? orderedAt) : null,
        trialEndDate: trial ? date(termEnd) : null,
        lastUsageDate: null,
        deprovisionedDate: date(terminatedAt),
        lastRenewalDate: null,
        licenseCount: kind === 'licence' ? quantity : 0,
        billingCycleName: subscription.billingType ?? null,
      },
    ];
  });
}

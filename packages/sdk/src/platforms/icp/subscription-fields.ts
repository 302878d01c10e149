import type { Subscription as Service } from '../../generated/icp.gen.ts';
import { addMonths, day, instantOf, isoOf, startOfDay } from '../../operations/calendar.ts';
import type {
  RenewalChange,
  Subscription,
  SubscriptionDetails,
} from '../../operations/subscriptions/subscription-operations.ts';
import { cycleIn, termIn } from './billing-type.ts';

/** Days in which what was bought or renewed can be cancelled. Source: Microsoft's terms of new commerce. */
const windowDays = 7;

type Field = Pick<Service['Fields'][number], 'Name' | 'Value'>;

function fieldIn(fields: readonly Field[] | undefined, name: string): unknown {
  return fields?.find((field) => field.Name === name)?.Value ?? undefined;
}

function statusOf(service: Service): Subscription['status'] {
  if (service.ProvisioningStatus === 'Failed') return 'failed';
  if (service.AccountState === 'Terminated') return 'ended';
  if (service.ProvisioningStatus === 'Pending') return 'pending';
  const status = fieldIn(service.Fields, 'Subscriptionstatus') ?? service.Status;
  return typeof status === 'string' ? status.toLowerCase() : 'active';
}

function plan(billingType: string): Pick<Subscription, 'term' | 'billingCycle'> {
  const term = termIn(billingType);
  return term === undefined ? {} : { term, billingCycle: cycleIn(billingType) };
}

function renewalOf(service: Service): RenewalChange | undefined {
  if (service.HasRenewActionValuesConfigured !== true) return undefined;
  const quantity = fieldIn(service.RenewFields, 'Quantity');
  const billingType = fieldIn(service.RenewFields, 'BillingType');
  return {
    ...(quantity !== undefined && { quantity: Number(quantity) }),
    ...(typeof billingType === 'string' && (plan(billingType) as RenewalChange)),
  };
}

/** A service as a subscription. ICP does not tell which seats can be taken back. */
export function toSubscription(service: Service): Subscription {
  const text = (name: string) => {
    const value = fieldIn(service.Fields, name);
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const product = text('OfferId');
  const end = instantOf(service.ContractEndDate);
  const billing = plan(text('BillingType') ?? '');
  const months = service.PriceableItems?.[0]?.CommitementPeriodInMonths;
  // A first term that is aligned, or came of an upgrade, is shorter than its plan says.
  const begun = instantOf(service.BillingStartDate) ?? 0;
  const started =
    end !== undefined && months ? startOfDay(Math.max(addMonths(end, -months), begun)) : undefined;
  const status = statusOf(service);
  const running = status === 'active' || status === 'suspended';
  const until = running && started !== undefined ? started + windowDays * day : undefined;
  const atRenewal = renewalOf(service);
  return {
    id: String(service.AccountId),
    platform: 'icp',
    tenant: String(service.DependencyAccountId ?? service.ParentAccountId),
    name: service.ServiceDisplayName ?? service.ServiceName,
    quantity: Number(fieldIn(service.Fields, 'Quantity') ?? 1),
    status,
    autoRenew: service.AdvancePeriodEndAction === 'Renew',
    ...billing,
    ...(product !== undefined && { product }),
    ...(end !== undefined && { termEndsAt: isoOf(end) }),
    ...(until !== undefined && { cancellableUntil: isoOf(until) }),
    ...(atRenewal && { atRenewal }),
    ...(service.VendorReferenceId && { microsoftSubscriptionId: service.VendorReferenceId }),
    ...(service.SecondVendorReferenceId && { orderId: service.SecondVendorReferenceId }),
  };
}

/** With price and running cycle; cycles follow each other from the start of the term. */
export function toDetails(service: Service, now: number): SubscriptionDetails {
  const subscription = toSubscription(service);
  const item = service.PriceableItems?.[0];
  const end = instantOf(service.ContractEndDate);
  const {
    PurchasePrice: price,
    Currency: currency,
    PrepaidPeriodInMonths: paid,
    CommitementPeriodInMonths: committed,
  } = item ?? {};
  if (price === undefined || !currency || !paid || !committed || end === undefined) return subscription;
  const begun = instantOf(service.BillingStartDate) ?? end;
  const termStart = Math.max(addMonths(end, -committed), committed > paid || begun > end ? begun : 0);
  let cycles = 1;
  while (addMonths(termStart, cycles * paid) <= now) cycles += 1;
  return {
    ...subscription,
    unitPrice: { amount: String(price), currency },
    cycle: {
      startsAt: isoOf(addMonths(termStart, (cycles - 1) * paid)),
      endsAt: isoOf(Math.min(addMonths(termStart, cycles * paid), end)),
      fullEndsAt: isoOf(addMonths(termStart, cycles * paid)),
    },
  };
}

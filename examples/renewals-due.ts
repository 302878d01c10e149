// Partner Center: everything that ends in the next 30 days, and what each will do by itself.
import { createPlatform } from '@tenantry/mock-server';
import { Reseller, type Subscription } from '@tenantry/sdk';
import { partnerCenter } from '@tenantry/sdk/partner-center';
import { table } from './table.ts';

const platform = createPlatform({ seed: 'demo-latam' });
const { environment, fetch } = platform;
const reseller = new Reseller(partnerCenter({ ...platform.credentials().partnerCenter, environment, fetch }));
const { customers } = reseller.platform.client;

const day = 86_400_000;
const until = environment.now() + 30 * day;

function outcomeOf({ status, autoRenew, isTrial, atRenewal, quantity }: Subscription): string {
  if (status === 'suspended') return 'lapses: it is suspended';
  if (!autoRenew) return 'ends';
  if (isTrial) return `becomes the paid product, ${quantity} seats`;
  if (!atRenewal) return `renews as it is, ${quantity} seats`;
  return `renews with ${atRenewal.quantity ?? quantity} seats, ${atRenewal.term} billed ${atRenewal.billingCycle}`;
}

const rows: { date: string; customer: string; subscription: string; outcome: string }[] = [];
for await (const customer of customers.list()) {
  for (const each of await reseller.subscriptions.list(customer.id)) {
    const running = each.status === 'active' || each.status === 'suspended';
    if (!running || each.termEndsAt === undefined || Date.parse(each.termEndsAt) > until) continue;
    rows.push({
      date: each.termEndsAt.slice(0, 10),
      customer: customer.companyProfile.companyName,
      subscription: each.name,
      outcome: outcomeOf(each),
    });
  }
}
console.log(table(rows.sort((left, right) => left.date.localeCompare(right.date))));

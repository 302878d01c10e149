import { Decimal } from 'decimal.js';
import { prorate } from '../prorate.ts';
import type { ReportContext } from './report-context.ts';
import type { ReportDefinition } from './report-definition.ts';
import type { LicenceCount } from './report-operations.ts';
import type { LicenceUseRow, OwnReports } from './report-rows.ts';

const months: Readonly<Record<string, number>> = { monthly: 1, annual: 12, triennial: 36 };

export const licenceUse: ReportDefinition<OwnReports['licenceUse']['parameters'], LicenceUseRow> = {
  title: 'How far the licences of a tenant are used',
  parameters: [
    {
      name: 'tenant',
      type: 'id',
      required: true,
      description: 'The tenant, by the id that tenants gives it.',
    },
  ],
  columns: [
    { name: 'sku', type: 'text' },
    { name: 'name', type: 'text' },
    { name: 'bought', type: 'integer' },
    { name: 'assigned', type: 'integer' },
    { name: 'active', type: 'integer' },
    { name: 'idle', type: 'integer' },
    { name: 'currency', type: 'text' },
    { name: 'wasted', type: 'money' },
  ],
  async *rows(context, { tenant }) {
    const { operations, options } = context;
    for (const count of await operations.licences(String(tenant), options)) {
      const { sku, name, bought, assigned, active } = count;
      const idle = assigned === undefined ? undefined : Math.max(0, bought - assigned);
      const wasted = idle === undefined ? undefined : await wastedBy(context, count, idle);
      yield {
        sku,
        name,
        bought,
        ...(assigned !== undefined && { assigned }),
        ...(active !== undefined && { active }),
        ...(idle !== undefined && { idle }),
        ...(wasted && { currency: wasted.currency, wasted: wasted.amount }),
      };
    }
  },
};

/** Idle seats × what one costs a month; nothing where a price, or one currency, is not known. */
async function wastedBy({ platform, options }: ReportContext, { subscriptions }: LicenceCount, idle: number) {
  const operations = await platform.subscriptions();
  const details = await Promise.all(subscriptions.map((id) => operations.details(id, options)));
  const priced = details.flatMap(({ unitPrice, billingCycle = '', quantity }) => {
    const cycle = months[billingCycle];
    if (unitPrice === undefined || cycle === undefined) return [];
    return [{ quantity, currency: unitPrice.currency, monthly: new Decimal(unitPrice.amount).div(cycle) }];
  });
  const [first] = priced;
  if (first === undefined || priced.length < details.length) return undefined;
  if (priced.some(({ currency }) => currency !== first.currency)) return undefined;
  let left = idle;
  let wasted = new Decimal(0);
  for (const { quantity, monthly } of priced.sort((one, other) => one.monthly.cmp(other.monthly))) {
    const counted = Math.min(left, quantity);
    wasted = wasted.plus(monthly.times(counted));
    left -= counted;
  }
  return prorate({ amount: wasted.toFixed(), currency: first.currency }, 1, { billed: 1, inCycle: 1 });
}

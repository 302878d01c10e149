import { monthOf, startOfMonth } from '../../kernel/calendar.ts';
import type { Job } from '../../kernel/scheduler.ts';
import type { World } from '../../world.ts';
import { partnerInvoices, postingOf } from '../billing/partner-invoices.ts';
import { partners } from '../partners/partner.ts';
import { raise } from './delivery.ts';

/** Has a partner told of invoices from the next posting on: nothing in the world changes when one is posted, it is a question of time. */
export function awaitInvoices(world: World, companyId: number): void {
  const now = world.clock.now();
  const months = [monthOf(startOfMonth(now) - 1), monthOf(now)];
  const due = months.map(postingOf).find((posting) => posting > now);
  if (due === undefined) throw new Error('The running month is never posted.');
  const key = `invoice-webhook:${companyId}`;
  world.scheduler.schedule({ key, kind: 'invoice-webhook', due, subject: String(companyId) });
}

export const invoiceWebhookJobs = {
  'invoice-webhook': (world: World, { subject }: Job) => {
    const partner = world.store.of(partners).get(Number(subject));
    if (partner === undefined) return;
    const now = world.clock.now();
    for (const { id, postedAt } of partnerInvoices(world, partner)) {
      if (postedAt !== now) continue;
      const resourceUri = `https://api.partnercenter.microsoft.com/v1/invoices/${id}`;
      raise(world, partner.companyId, { name: 'invoice-ready', resourceName: 'invoice', resourceUri });
    }
    awaitInvoices(world, partner.companyId);
  },
};

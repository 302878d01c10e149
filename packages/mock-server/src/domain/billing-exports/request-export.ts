import type { Job } from '../../kernel/scheduler.ts';
import type { World } from '../../world.ts';
import type { Actor } from '../actor.ts';
import { monthAt } from '../azure/usage.ts';
import { type Partner, partnerOf, partners } from '../partners/partner.ts';
import { type BillingExport, billingExports, isReconciliation } from './billing-export.ts';
import { invoiceOf, reconciliationLinesOf, usageLinesOf } from './usage-lines.ts';

export type WantedExport = { readonly attributeSet?: 'full' | 'basic' | undefined } & (
  | {
      readonly kind: 'unbilled-usage' | 'unbilled-reconciliation';
      readonly currency: string;
      readonly billingPeriod: 'current' | 'last';
    }
  | { readonly kind: 'billed-usage' | 'billed-reconciliation'; readonly invoiceId: string }
);

/** Begins an export that goes on after its call. @throws Refusal when the actor acts for no partner */
export function requestExport(world: World, actor: Actor, wanted: WantedExport): BillingExport {
  const partner = partnerOf(world, actor);
  const { exportRows, exportBlobRows } = world.settings;
  const now = world.clock.now();
  const made = world.store.of(billingExports).put({
    id: world.ids.uuid(),
    manifestId: world.ids.uuid(),
    companyId: partner.companyId,
    kind: wanted.kind,
    attributeSet: wanted.attributeSet ?? 'full',
    ...what(world, partner, wanted),
    asOf: now,
    status: 'notStarted',
    createdAt: now,
    modifiedAt: now,
    blobRows: exportBlobRows,
    ...(exportRows > 0 && !isReconciliation(wanted) && { rows: exportRows, generated: true }),
  });
  plan(world, made);
  return made;
}

function what(world: World, partner: Partner, wanted: WantedExport) {
  if ('invoiceId' in wanted) {
    const { invoiceId } = wanted;
    const invoice = invoiceOf(world, partner, invoiceId);
    if (invoice === undefined) return { invoiceId };
    const { id, currency, periodStart, periodEnd } = invoice;
    return { invoiceId: id, currency, period: { from: periodStart, to: periodEnd } };
  }
  const current = monthAt(world.clock.now());
  return {
    currency: wanted.currency.toUpperCase(),
    period: wanted.billingPeriod === 'current' ? current : monthAt(current.from - 1),
  };
}

function plan(world: World, { id }: BillingExport): void {
  const due = world.clock.now() + world.settings.exportSeconds * 500;
  world.scheduler.schedule({ key: `billing-export:${id}`, kind: 'billing-export', due, subject: id });
}

function rowsOf(world: World, partner: Partner, asked: BillingExport): number {
  if (asked.generated) return asked.period === undefined ? 0 : (asked.rows ?? 0);
  return isReconciliation(asked)
    ? reconciliationLinesOf(world, partner, asked).length
    : usageLinesOf(world, partner, asked).length;
}

export const billingExportJobs = {
  /** notStarted, running, then succeeded, or failed where there is nothing. evidence: docs for the states, modelled for the time */
  'billing-export': (world: World, { subject }: Job) => {
    const exports = world.store.of(billingExports);
    const asked = exports.get(subject);
    const partner = world.store.of(partners).get(asked?.companyId ?? 0);
    if (asked === undefined || partner === undefined) return;
    const modifiedAt = world.clock.now();
    if (asked.status === 'notStarted') {
      plan(world, exports.put({ ...asked, status: 'running', modifiedAt }));
      return;
    }
    const rows = rowsOf(world, partner, asked);
    exports.put({ ...asked, rows, status: rows > 0 ? 'succeeded' : 'failed', modifiedAt });
  },
};

import { defineCollection } from '../../kernel/collection.ts';
import type { World } from '../../world.ts';
import type { OnTime } from '../azure/quantities.ts';
import type { Partner } from '../partners/partner.ts';
import { Refusal } from '../refusal.ts';

export type BillingExportKind =
  | 'unbilled-usage'
  | 'billed-usage'
  | 'unbilled-reconciliation'
  | 'billed-reconciliation';

/** Lines of a partner's billing that were asked for, and are laid down as blobs. */
export interface BillingExport {
  /** Of the operation. */
  readonly id: string;
  readonly manifestId: string;
  /** The partner's company. */
  readonly companyId: number;
  readonly kind: BillingExportKind;
  readonly attributeSet: 'full' | 'basic';
  /** Absent where the invoice says it. */
  readonly currency?: string;
  readonly invoiceId?: string;
  /** Absent when no such invoice is known. */
  readonly period?: OnTime;
  /** What was rated by then is in it: what is downloaded later says the same. */
  readonly asOf: number;
  readonly status: 'notStarted' | 'running' | 'succeeded' | 'failed';
  readonly createdAt: number;
  readonly modifiedAt: number;
  /** Lines in all, once it succeeded. */
  readonly rows?: number;
  /** Lines a blob. */
  readonly blobRows: number;
  /** The lines are made up, as many as the world's settings said. */
  readonly generated?: true;
}

export const billingExports = defineCollection<BillingExport>()({
  name: 'billingExports',
  key: (each) => each.id,
  indexes: { manifest: (each) => each.manifestId },
});

/** Whether its lines are charges, not use. */
export function isReconciliation({ kind }: Pick<BillingExport, 'kind'>): boolean {
  return kind === 'unbilled-reconciliation' || kind === 'billed-reconciliation';
}

/** An export of a partner's. @throws Refusal when it has none with that id */
export function requireBillingExport(world: World, { companyId }: Partner, id: string): BillingExport {
  const found = world.store.of(billingExports).get(id.toLowerCase());
  if (found?.companyId === companyId) return found;
  throw new Refusal(
    'not-found',
    'billing_export.unknown',
    `There is no billing operation ${id}.`,
    'operationId',
  );
}

/** The export that a manifest is of, whoever asks. @throws Refusal when none is, or it is not done */
export function requireManifest(world: World, manifestId: string): BillingExport & { readonly rows: number } {
  const [found] = world.store.of(billingExports).find('manifest', manifestId.toLowerCase());
  if (found?.status === 'succeeded' && found.rows !== undefined) return { ...found, rows: found.rows };
  throw new Refusal(
    'not-found',
    'billing_manifest.unknown',
    `There is no billing manifest ${manifestId}.`,
    'manifestId',
  );
}

/** Which lines each blob has; the last may have fewer. */
export function blobsOf({ rows, blobRows }: { readonly rows: number; readonly blobRows: number }) {
  return Array.from({ length: Math.ceil(rows / blobRows) }, (_, index) => ({
    name: `part-${String(index).padStart(5, '0')}.json.gz`,
    partitionValue: String(index),
    from: index * blobRows,
    to: Math.min(rows, (index + 1) * blobRows),
  }));
}

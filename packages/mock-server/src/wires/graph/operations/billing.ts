import {
  type BillingExport,
  billingExports,
  blobsOf,
  requireBillingExport,
  requireManifest,
} from '../../../domain/billing-exports/billing-export.ts';
import { requestExport } from '../../../domain/billing-exports/request-export.ts';
import { partnerOf, partners } from '../../../domain/partners/partner.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type {
  BilledExport,
  BillingManifest,
  BillingOperation,
  UnbilledReconciliationExport,
  UnbilledUsageExport,
} from '../../../generated/graph.gen.ts';
import { gzipped } from '../../../http/gzip.ts';
import { originOf } from '../../../http/origin.ts';
import type { Call, OperationHandler } from '../../../http/wire.ts';
import { isoOf } from '../../../kernel/calendar.ts';
import { derivedId } from '../../../kernel/derived-id.ts';
import type { World } from '../../../world.ts';
import { billingLines } from '../billing-rows.ts';
import { contextOf } from '../list.ts';
import { Accepted, Blob } from '../respond.ts';

const types = '#microsoft.graph.partners.billing';
const billing = '/reports/partners/billing';

/** evidence: docs for parameters' names of a shared access signature, modelled values */
function sasTokenOf(manifestId: string, expiry: string): string {
  const signature = derivedId(`blobs of ${manifestId} until ${expiry}`).replaceAll('-', '');
  return new URLSearchParams({ sv: '2024-11-04', se: expiry, sr: 'd', sp: 'rl', sig: signature }).toString();
}

/** @throws Refusal when the token is another's, or has run out */
function checkSasToken({ world, request }: Call, manifestId: string): void {
  const query = new URLSearchParams(request.query);
  const expiry = query.get('se') ?? '';
  const whole = new URLSearchParams(sasTokenOf(manifestId, expiry));
  if (query.get('sig') === whole.get('sig') && Date.parse(expiry) > world.clock.now()) return;
  throw new Refusal(
    'forbidden',
    'billing_blob.token',
    'Server failed to authenticate the request: the signature is wrong or has expired.',
  );
}

function toManifest(call: Call, found: BillingExport & { readonly rows: number }): BillingManifest {
  const { world, request } = call;
  const { manifestId, companyId, modifiedAt, createdAt } = found;
  const expiry = isoOf(world.clock.now() + world.settings.exportTokenMinutes * 60_000);
  const blobs = blobsOf(found).map(({ name, partitionValue }) => ({ name, partitionValue }));
  return {
    id: manifestId,
    schemaVersion: '2',
    dataFormat: 'compressedJSONLines',
    createdDateTime: isoOf(modifiedAt),
    eTag: derivedId(`data of ${manifestId} ${createdAt}`),
    partnerTenantId: world.store.of(partners).get(companyId)?.tenantId ?? '',
    rootDirectory: `${originOf(request)}/v1.0${billing}/blobs/${manifestId}`,
    sasToken: sasTokenOf(manifestId, expiry),
    partitionType: 'default',
    blobCount: blobs.length,
    blobs,
  };
}

/** evidence: docs */
function toOperation(call: Call, found: BillingExport): BillingOperation {
  const { id, createdAt, modifiedAt, status, rows } = found;
  const common = {
    id,
    createdDateTime: isoOf(createdAt),
    lastActionDateTime: isoOf(modifiedAt),
    status,
  };
  const context = { '@odata.context': contextOf(call) };
  if (status === 'succeeded') {
    return {
      ...context,
      '@odata.type': `${types}.exportSuccessOperation`,
      ...common,
      resourceLocation: toManifest(call, { ...found, rows: rows ?? 0 }),
    };
  }
  if (status === 'failed') {
    const error = { code: '5000', message: 'No data available.' };
    return { ...context, '@odata.type': `${types}.failedOperation`, ...common, error };
  }
  return { ...context, '@odata.type': `${types}.runningOperation`, ...common };
}

/** An export belongs to a partner: a manifest of another's is not there. */
function manifestOf(call: Call): BillingExport & { readonly rows: number } {
  const { world, parameters } = call;
  const found = requireManifest(world, parameters.manifestId ?? '');
  requireBillingExport(world, partnerOf(world, call.actor), found.id);
  return found;
}

/** What was asked for in one version is looked at there. evidence: docs */
function accepted({ request }: Call, { id }: BillingExport): Accepted {
  const version = /^\/beta\//i.test(request.path) ? 'beta' : 'v1.0';
  return new Accepted(id, `/${version}${billing}/operations/${id}`);
}

/** Whether an export goes on: its answer asks to wait. */
export function isOpen(world: World, operationId: string): boolean {
  const { status } = world.store.of(billingExports).get(operationId) ?? {};
  return status === 'notStarted' || status === 'running';
}

export const billingOperations = {
  ExportUnbilledUsage: (call: Call<UnbilledUsageExport>) =>
    accepted(call, requestExport(call.world, call.actor, { kind: 'unbilled-usage', ...unbilled(call.body) })),
  ExportBilledUsage: (call: Call<BilledExport>) =>
    accepted(call, requestExport(call.world, call.actor, { kind: 'billed-usage', ...billed(call.body) })),
  ExportUnbilledReconciliation: (call: Call<UnbilledReconciliationExport>) =>
    accepted(
      call,
      requestExport(call.world, call.actor, { kind: 'unbilled-reconciliation', ...unbilled(call.body) }),
    ),
  ExportBilledReconciliation: (call: Call<BilledExport>) =>
    accepted(
      call,
      requestExport(call.world, call.actor, { kind: 'billed-reconciliation', ...billed(call.body) }),
    ),
  GetBillingOperation: (call: Call) =>
    toOperation(
      call,
      requireBillingExport(call.world, partnerOf(call.world, call.actor), call.parameters.operationId ?? ''),
    ),
  GetBillingManifest: (call: Call) => ({
    '@odata.context': contextOf(call),
    ...toManifest(call, manifestOf(call)),
  }),
  DownloadBillingBlob: (call: Call) => {
    const { world, parameters } = call;
    const { manifestId = '', blobName = '' } = parameters;
    checkSasToken(call, manifestId);
    const found = requireManifest(world, manifestId);
    const blob = blobsOf(found).find(({ name }) => name === blobName);
    if (blob === undefined)
      throw new Refusal('not-found', 'billing_blob.unknown', `There is no blob ${blobName}.`, 'blobName');
    return new Blob(gzipped(billingLines(world, found, blob.from, blob.to)));
  },
} satisfies Record<string, OperationHandler>;

function unbilled({ currencyCode, billingPeriod, attributeSet }: UnbilledUsageExport) {
  return {
    currency: currencyCode,
    billingPeriod: billingPeriod as 'current' | 'last',
    attributeSet: attributeSet as 'full' | 'basic' | undefined,
  };
}

function billed({ invoiceId, attributeSet }: BilledExport) {
  return { invoiceId, attributeSet: attributeSet as 'full' | 'basic' | undefined };
}

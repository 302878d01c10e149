import type {
  BilledExport,
  BillingManifest,
  BillingOperation,
  DailyRatedUsageRow,
  ReconciliationRow,
  UnbilledReconciliationExport,
  UnbilledUsageExport,
} from '../../../generated/graph.gen.ts';
import type { Answer, ApiClient, ApiPromise } from '../../../http/api-client.ts';
import { ApiError } from '../../../http/errors/api-error.ts';
import { path } from '../../../http/path.ts';
import { poll } from '../../../http/poller.ts';
import type { RequestOptions } from '../../../http/request-options.ts';
import { retryAfterMs } from '../../../http/retry.ts';
import { createTransport, type Fetch } from '../../../http/transport.ts';
import type { ExportRows, ExportRowsOptions } from '../../../streaming/export-rows.ts';
import { idAtEndOf, Resource } from '../resource.ts';

/** An export that was taken, and goes on at the platform. */
export interface RequestedExport {
  readonly operationId: string;
}

const base = '/reports/partners/billing';
const pauseMs = 10_000;

/** Exports of a partner's own billing: daily rated usage and reconciliation. Global cloud; needs PartnerBilling.Read.All. */
export class Billing extends Resource {
  readonly #fetch: Fetch | undefined;

  constructor(client: ApiClient, root: string, fetch?: Fetch) {
    super(client, root);
    this.#fetch = fetch;
  }

  /**
   * Asks for the daily rated usage that is on no invoice yet.
   * `POST /v1.0/reports/partners/billing/usage/unbilled/export`
   * A day behind. Reservations, savings plans, Office and software are not in it: reconciliation has those.
   * Not repeated by itself.
   * Source: Microsoft Graph reference: partners-billing-unbilledusage-export
   * @throws {PermissionError} without PartnerBilling.Read.All
   * @example
   * const { operationId } = await graph.billing.exportUnbilledUsage({ currencyCode: 'USD', billingPeriod: 'current' });
   */
  exportUnbilledUsage(request: UnbilledUsageExport, options?: RequestOptions): ApiPromise<RequestedExport> {
    return this.#export('ExportUnbilledUsage', '/usage/unbilled/export', request, options);
  }

  /**
   * Asks for the daily rated usage of an invoice.
   * `POST /v1.0/reports/partners/billing/usage/billed/export`
   * An invoice without usage ends as a failed operation with code 5000.
   * Not repeated by itself.
   * Source: Microsoft Graph reference: partners-billing-billedusage-export
   * @throws {PermissionError} without PartnerBilling.Read.All
   */
  exportBilledUsage(request: BilledExport, options?: RequestOptions): ApiPromise<RequestedExport> {
    return this.#export('ExportBilledUsage', '/usage/billed/export', request, options);
  }

  /**
   * Asks for the reconciliation of an invoice: all that it charges.
   * `POST /v1.0/reports/partners/billing/reconciliation/billed/export`
   * Not repeated by itself.
   * Source: Microsoft Graph reference: partners-billing-billedreconciliation-export
   * @throws {PermissionError} without PartnerBilling.Read.All
   */
  exportBilledReconciliation(request: BilledExport, options?: RequestOptions): ApiPromise<RequestedExport> {
    return this.#export('ExportBilledReconciliation', '/reconciliation/billed/export', request, options);
  }

  /**
   * Asks for the reconciliation of what is on no invoice yet.
   * `POST /beta/reports/partners/billing/reconciliation/unbilled/export`
   * Beta: Microsoft may change it, and supports no production on it. From there on it is as the others; `reconciliationRows` reads it.
   * Not repeated by itself.
   * Source: Microsoft Graph reference (beta): partners-billing-unbilledreconciliation-export
   * @throws {PermissionError} without PartnerBilling.Read.All
   * @example
   * const { operationId } = await graph.billing.exportUnbilledReconciliation({ currencyCode: 'USD', billingPeriod: 'current' });
   * const manifest = await graph.billing.waitForExport(operationId);
   * for await (const row of await graph.billing.reconciliationRows(manifest)) console.log(row.CustomerName, row.Total);
   */
  exportUnbilledReconciliation(
    request: UnbilledReconciliationExport,
    options?: RequestOptions,
  ): ApiPromise<RequestedExport> {
    const operation = 'ExportUnbilledReconciliation';
    return this.#export(operation, '/reconciliation/unbilled/export', request, options, true);
  }

  /**
   * Tells how far an export is.
   * `GET /v1.0/reports/partners/billing/operations/{id}`
   * A failed export is an answer, not an error; `waitForExport` makes one of it.
   * Source: Microsoft Graph reference: partners-billing-operation-get
   * @throws {NotFoundError} when it is none of the partner's
   */
  getOperation(operationId: string, options?: RequestOptions): ApiPromise<BillingOperation> {
    return this.value(
      'GetBillingOperation',
      path`GET /reports/partners/billing/operations/${operationId}`,
      {},
      options,
    );
  }

  /**
   * Reads where the blobs of an export are, with a token for them that works for a while.
   * `GET /v1.0/reports/partners/billing/manifests/{id}`
   * Source: Microsoft Graph reference: partners-billing-manifest-get
   * @throws {NotFoundError} when it is none of the partner's
   */
  getManifest(manifestId: string, options?: RequestOptions): ApiPromise<BillingManifest> {
    return this.value(
      'GetBillingManifest',
      path`GET /reports/partners/billing/manifests/${manifestId}`,
      {},
      options,
    );
  }

  /** Looks at an export, as often as the platform asks, until its manifest is there. @throws {ApiError} when it failed, with the platform's code: 5000 is no data */
  async waitForExport(operationId: string, options: RequestOptions = {}): Promise<BillingManifest> {
    const { environment } = this.client;
    const { requestId: _, totalTimeoutMs, ...each } = options;
    let asked: number | undefined;
    const done = await poll({
      environment: {
        ...environment,
        sleep: (milliseconds, signal) => environment.sleep(asked ?? milliseconds, signal),
      },
      check: async () => {
        const { data, headers } = await this.getOperation(operationId, each).withResponse();
        asked = retryAfterMs(headers.get('retry-after'), environment.now());
        return data;
      },
      isDone: ({ status }) => status !== 'notStarted' && status !== 'running',
      intervalMs: pauseMs,
      totalTimeoutMs,
      signal: options.signal,
      what: `graph billing operation ${operationId}`,
    });
    const { resourceLocation, error } = done;
    if (resourceLocation !== undefined) return resourceLocation;
    const link = done['resourceLocation@odata.navigationLink'];
    // Only the id is taken from it: the token goes to no other host.
    if (link !== undefined) return this.getManifest(idAtEndOf(link), each);
    throw new ApiError(`graph: billing operation ${operationId} ended as ${done.status}: ${error?.message}`, {
      platform: 'graph',
      code: error?.code ?? 'graph.operation_failed',
      solution: 'Check period, currency or invoice: there may be nothing to export.',
    });
  }

  /**
   * The rows of a usage export, each exactly once, read while they are downloaded.
   * @throws {ConflictError} when the checkpoint is of other data
   * @example
   * const manifest = await graph.billing.getManifest('b2a7ad5d-8d5f-4d1d-8a3b-2f5a1d9e7c11');
   * for await (const row of await graph.billing.usageRows(manifest)) console.log(row.ResourceURI, row.Quantity);
   */
  usageRows(manifest: BillingManifest, options?: ExportRowsOptions): Promise<ExportRows<DailyRatedUsageRow>> {
    return this.#rows(manifest, options);
  }

  /** The rows of a reconciliation export, each exactly once, read while they are downloaded. @throws {ConflictError} when the checkpoint is of other data */
  reconciliationRows(
    manifest: BillingManifest,
    options?: ExportRowsOptions,
  ): Promise<ExportRows<ReconciliationRow>> {
    return this.#rows(manifest, options);
  }

  /**
   * The rows of one blob: to give each worker a part.
   * `GET {rootDirectory}/{blob}?{sasToken}`
   * The manifest is plain JSON, and holds a token: treat it as a secret.
   * Source: Microsoft Graph reference: partners-billing-manifest
   * @throws {ConflictError} when the checkpoint is of other data
   */
  blobRows<Row = DailyRatedUsageRow>(
    manifest: BillingManifest,
    blobName: string,
    options?: ExportRowsOptions,
  ): Promise<ExportRows<Row>> {
    return this.#rows({ ...manifest, blobs: [{ name: blobName }] }, options);
  }

  /** Loaded on first use: a client that exports nothing does not carry it. */
  async #rows<Row>(manifest: BillingManifest, options: ExportRowsOptions = {}): Promise<ExportRows<Row>> {
    const { ExportRows } = await import('../../../streaming/export-rows.ts');
    const { signal } = options;
    const source = {
      platform: 'graph',
      manifest,
      transport: createTransport(this.#fetch),
      environment: this.client.environment,
      refresh: () => this.getManifest(manifest.id, signal && { signal }),
    };
    return new ExportRows(source, options);
  }

  #export(
    operation: string,
    route: string,
    body: object,
    options?: RequestOptions,
    beta = false,
  ): ApiPromise<RequestedExport> {
    const read = (_: unknown, { headers }: Answer) => ({
      operationId: idAtEndOf(headers.get('location') ?? ''),
    });
    return this.value(operation, `POST ${base}${route}`, { body, beta, read }, options);
  }
}

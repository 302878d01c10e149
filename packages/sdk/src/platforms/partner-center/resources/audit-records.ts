import type { AuditRecord } from '../../../generated/partner-center.gen.ts';
import type { ApiPromise } from '../../../http/api-client.ts';
import type { PagePromise } from '../../../http/paging.ts';
import { path } from '../../../http/path.ts';
import type { RequestOptions } from '../../../http/request-options.ts';
import type { SimpleFilter } from '../filter.ts';
import { Resource } from '../resource.ts';

/** Who changed what, and when. */
export class AuditRecords extends Resource {
  /**
   * Lists who changed what, page by page.
   * `GET /v1/auditrecords`
   * The last 30 days unless dates are given; a start more than 90 days back is refused. One filter: CompanyName with `substring`, or CustomerId or ResourceType with `equals`. What a resource was and is comes as JSON text.
   * Source: Partner Center developer documentation: get-a-record-of-partner-center-activity
   * @throws {ApiError} with the code of Partner Center
   * @example
   * for await (const record of partnerCenter.auditRecords.list({ startDate: '2026-11-01' })) console.log(record.operationDate, record.userPrincipalName, record.operationType);
   */
  list(
    params: { startDate?: string; endDate?: string; filter?: SimpleFilter; size?: number } = {},
    options?: RequestOptions,
  ): PagePromise<AuditRecord> {
    return this.seek('ListAuditRecords', path`GET /v1/auditrecords`, params, options);
  }

  /**
   * Reads one audit record.
   * `GET /auditactivity/v1/auditrecords/{auditRecordId}`
   * The id is the last part of an event's AuditUri.
   * Source: Partner Center: Swagger of the audit service
   * @throws {ApiError} with the code of Partner Center
   */
  get(auditRecordId: string, options?: RequestOptions): ApiPromise<AuditRecord> {
    return this.value(
      'GetAuditRecord',
      path`GET /auditactivity/v1/auditrecords/${auditRecordId}`,
      {},
      options,
    );
  }
}

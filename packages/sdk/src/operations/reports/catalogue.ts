import { audit } from './audit.ts';
import { azureCost } from './azure-cost.ts';
import { expiringAdminRelationships } from './expiring-admin-relationships.ts';
import { explain } from './explain.ts';
import { invoiceAggregation } from './invoice-aggregation.ts';
import { licenceUse } from './licence-use.ts';
import { renewalsDue } from './renewals-due.ts';
import type { ReportDefinition, ReportEntry } from './report-definition.ts';
import type { OwnReportId, OwnReports } from './report-rows.ts';
import { salesAgainstInvoice } from './sales-against-invoice.ts';
import { seats } from './seats.ts';
import { seatsOverTime } from './seats-over-time.ts';

type Definitions = {
  readonly [Id in OwnReportId]: ReportDefinition<OwnReports[Id]['parameters'], OwnReports[Id]['row']>;
};

export const definitions: Definitions = {
  seats,
  seatsOverTime,
  licenceUse,
  renewalsDue,
  expiringAdminRelationships,
  azureCost,
  invoiceAggregation,
  explain,
  salesAgainstInvoice,
  audit,
};

export function isOwnReport(id: string): id is OwnReportId {
  return Object.hasOwn(definitions, id);
}

export function entryOf(id: OwnReportId): ReportEntry {
  const { title, parameters, columns } = definitions[id];
  return {
    id,
    title,
    from: 'tenantry',
    parameters: parameters.map(({ schema: _, ...parameter }) => parameter),
    columns,
  };
}

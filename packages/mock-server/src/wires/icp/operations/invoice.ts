import { invoicesOf, latestInvoices } from '../../../domain/billing/invoices.ts';
import { previewInvoices } from '../../../domain/billing/preview.ts';
import type {
  GetInvoiceAggregationReportRequest,
  GetLatestInvoicesForPeriodRequest,
  GetLatestInvoicesRequest,
  GetPreviewInvoicesRequest,
} from '../../../generated/icp.gen.ts';
import type { Call, OperationHandler } from '../../../http/wire.ts';
import { toAggregationLines, toInvoice } from '../shapes/invoice.ts';

function question(body: { resellerContext?: number; groupByDepartments?: boolean } | undefined) {
  return { resellerId: body?.resellerContext, byDepartment: body?.groupByDepartments };
}

export const invoiceOperations = {
  GetPreviewInvoices: ({ world, actor, body }: Call<GetPreviewInvoicesRequest>) =>
    previewInvoices(world, actor, question(body)).map((invoice) => toInvoice(world, invoice)),
  GetLatestInvoices: ({ world, actor, body }: Call<GetLatestInvoicesRequest>) =>
    latestInvoices(world, actor, question(body)).map((invoice) => toInvoice(world, invoice)),
  GetLatestInvoicesForPeriod: ({ world, actor, body }: Call<GetLatestInvoicesForPeriodRequest>) =>
    invoicesOf(world, actor, body.year, body.month, question(body)).map((invoice) =>
      toInvoice(world, invoice),
    ),
  GetInvoiceAggregationReport: ({ world, actor, body }: Call<GetInvoiceAggregationReportRequest>) => ({
    InvoiceAggregation: invoicesOf(world, actor, body.year, body.month, question(body)).flatMap((invoice) =>
      toAggregationLines(world, invoice),
    ),
  }),
} satisfies Record<string, OperationHandler>;

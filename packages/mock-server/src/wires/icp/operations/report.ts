import { requireProduct } from '../../../domain/catalogue/catalogue.ts';
import { companies } from '../../../domain/companies/company.ts';
import { permit } from '../../../domain/companies/scope.ts';
import { productAccounts, reports, runReport } from '../../../domain/reports/report.ts';
import type {
  AllProductAccountsWithFields,
  ExecuteReportRequest,
  GetAllProductAccountsWithFieldsReportRequest,
  Report,
  ReportResult,
} from '../../../generated/icp.gen.ts';
import type { Call, OperationHandler } from '../../../http/wire.ts';
import { icpDateOrNull } from '../dates.ts';

export const reportOperations = {
  GetReports: ({ actor }: Call): Report[] => {
    permit(actor, 'reports.run');
    return reports.map((report) => ({
      Name: report.name,
      Parameters: report.parameters.map(({ name, type }) => ({ Name: name, Type: type })),
    }));
  },
  ExecuteReport: ({ world, actor, body }: Call<ExecuteReportRequest>): ReportResult => {
    const { columns, rows } = runReport(world, actor, body.reportName, body.parameters);
    return {
      Columns: columns.map(({ name, type }, index) => ({ CellIndex: index, Name: name, Type: type })),
      Rows: rows.map((cells) => ({ Cells: [...cells] })),
    };
  },
  GetAllProductAccountsWithFieldsReport: ({
    world,
    actor,
    body,
  }: Call<GetAllProductAccountsWithFieldsReportRequest>): AllProductAccountsWithFields => {
    const product = requireProduct(body.productName, 'productName');
    return {
      AllProductAccountsWithFields: productAccounts(
        world,
        actor,
        product.name,
        body.createdBefore,
        body.resellerContext,
      ).map(({ subscription, company }) => {
        const reseller = world.store.of(companies).get(subscription.resellerId);
        return {
          AccountId: subscription.id,
          CompanyAccountId: company.id,
          ResellerAccountId: subscription.resellerId,
          CompanyName: company.name,
          ResellerName: reseller?.name ?? '',
          ResellerCountry: reseller?.country ?? '',
          StartDate: icpDateOrNull(subscription.activatedAt),
          Fields: { ...subscription.fields },
        };
      }),
    };
  },
} satisfies Record<string, OperationHandler>;

import type { AuditRecord } from '../../generated/partner-center.gen.ts';
import { decimalText } from '../../operations/azure-plans/azure-cost.ts';
import type { UsageRow } from '../../operations/azure-plans/azure-plan-operations.ts';
import { isoOf } from '../../operations/calendar.ts';
import type { OperationOptions } from '../../operations/progress.ts';
import { ofEachCustomer, type ReportContext } from '../../operations/reports/report-context.ts';
import type { ReportEntry, ReportValue } from '../../operations/reports/report-definition.ts';
import type {
  AuditEntry,
  HeldSubscription,
  Holding,
  InvoiceLine,
  InvoiceQuestion,
  LicenceCount,
  ReportCustomer,
  ReportOperations,
  ReportWindow,
  SeatChange,
} from '../../operations/reports/report-operations.ts';
import { runView, viewEntries } from './analytics-views.ts';
import { auditEntries, oldestAudit } from './audit-entries.ts';
import { toUsageRow } from './azure-shape.ts';
import type { PartnerCenter } from './client.ts';
import { equals } from './filter.ts';
import { toHolding } from './holdings.ts';
import { InsightsSchedules } from './insights-schedules.ts';
import { invoicesByMonth, linesOf, monthOf, periodOf } from './invoice-lines.ts';
import { licenceCounts } from './licence-counts.ts';
import { seatChanges } from './seat-changes.ts';
import { isLicence, toSubscription } from './subscription-shape.ts';

type CustomerUsageRow = UsageRow & { readonly customer: ReportCustomer };

/** Reports on Partner Center: customers are tenants; what is billed is what Microsoft bills this partner. */
export class PartnerCenterReports implements ReportOperations {
  readonly schedules: InsightsSchedules;
  readonly #partnerCenter: PartnerCenter;

  constructor(partnerCenter: PartnerCenter) {
    this.#partnerCenter = partnerCenter;
    this.schedules = new InsightsSchedules(partnerCenter);
  }

  async *customers(
    id: string | undefined,
    options: OperationOptions,
  ): AsyncGenerator<ReportCustomer, void, undefined> {
    const { customers } = this.#partnerCenter;
    const found =
      id === undefined ? customers.list({ size: 500 }, options) : [await customers.get(id, options)];
    for await (const customer of found)
      yield { id: customer.id, name: customer.companyProfile.companyName ?? '' };
  }

  async subscriptions(customer: ReportCustomer, options: OperationOptions): Promise<HeldSubscription[]> {
    const owned = await this.#partnerCenter.subscriptions.list(customer.id, {}, options);
    return owned.map((each) => ({
      ...toSubscription(customer.id, each),
      customer,
      isLicence: isLicence(each),
    }));
  }

  seatChanges(window: ReportWindow, context: ReportContext): AsyncIterable<SeatChange> {
    return seatChanges(this.#partnerCenter, window, context);
  }

  licences(tenant: string, options: OperationOptions): Promise<LicenceCount[]> {
    return licenceCounts(this.#partnerCenter, tenant, options);
  }

  async *invoiceLines(
    { month, customer }: InvoiceQuestion,
    options: OperationOptions,
  ): AsyncGenerator<InvoiceLine, void, undefined> {
    const found = await this.#invoices(month, options);
    for await (const line of linesOf(this.#partnerCenter, month, found, options))
      if (customer === undefined || line.customer.id === customer) yield line;
  }

  async invoiceTotals(month: string, options: OperationOptions) {
    const found = await this.#invoices(month, options);
    return found.map(({ id, totalCharges }) => ({ invoice: id, total: decimalText(totalCharges) }));
  }

  async invoiceMonth(invoice: string, options: OperationOptions): Promise<string> {
    return monthOf(await this.#partnerCenter.invoices.get(invoice, options));
  }

  /** From the subscriptions, their orders, and the audit, which goes back 90 days. */
  async *holdings(
    customers: Iterable<ReportCustomer>,
    _month: string,
    context: ReportContext,
  ): AsyncGenerator<Holding, void, undefined> {
    const { subscriptions, orders, auditRecords, client } = this.#partnerCenter;
    const from = oldestAudit(client.environment.now());
    const startDate = isoOf(from).slice(0, 10);
    yield* ofEachCustomer(context, customers, async ({ id }, turn) => {
      const filter = equals('CustomerId', id);
      const owned = await subscriptions.list(id, {}, turn);
      const bought = await orders.list(id, { include_price: true }, turn);
      const records: AuditRecord[] = [];
      for await (const record of auditRecords.list({ startDate, filter }, turn)) records.push(record);
      return owned.map((each) => toHolding(id, each, { from, records, orders: bought }));
    });
  }

  async *azureUsage(
    { month, customer }: InvoiceQuestion,
    { options }: ReportContext,
  ): AsyncGenerator<CustomerUsageRow, void, undefined> {
    const { invoices, usage, client } = this.#partnerCenter;
    const kind = { provider: 'onetime', invoiceLineItemType: 'usagelineitems' } as const;
    const found = (await this.#invoices(month, options)).filter(
      ({ invoiceType }) => invoiceType?.toLowerCase() === 'onetime',
    );
    const period = found.length > 0 ? undefined : periodOf(month, client.environment.now());
    const currencies = period === undefined ? [] : await invoices.summaries(options);
    const lists = [
      ...found.map(({ id, currencyCode }) => invoices.lineItems(id, { ...kind, currencyCode }, options)),
      ...currencies.map(({ currencyCode: currencycode = '' }) =>
        usage.listUnbilledLines({ period: period ?? 'current', currencycode }, options),
      ),
    ];
    for (const list of lists) {
      for await (const line of list) {
        const of = { id: line.customerId ?? '', name: line.customerName ?? '' };
        if (customer === undefined || of.id === customer) yield { ...toUsageRow(line), customer: of };
      }
    }
  }

  audit(window: ReportWindow, options: OperationOptions): AsyncIterable<AuditEntry> {
    return auditEntries(this.#partnerCenter, window, options);
  }

  async catalogue(): Promise<ReportEntry[]> {
    return viewEntries();
  }

  async run(id: string, parameters: Readonly<Record<string, ReportValue>>, options: OperationOptions) {
    return runView(this.#partnerCenter, id, parameters, options);
  }

  async #invoices(month: string, options: OperationOptions) {
    return (await invoicesByMonth(this.#partnerCenter, options)).get(month) ?? [];
  }
}

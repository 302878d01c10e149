import type { NewReport } from '../../generated/ingram.gen.ts';
import { UnsupportedOperationError } from '../../http/errors/unsupported-operation-error.ts';
import { day, isoOf } from '../../operations/calendar.ts';
import type { OperationOptions } from '../../operations/progress.ts';
import type { ReportColumn, ReportEntry, ReportValue } from '../../operations/reports/report-definition.ts';
import type {
  HeldSubscription,
  LicenceCount,
  ReportCustomer,
  ReportOperations,
} from '../../operations/reports/report-operations.ts';
import { CsvRecords } from '../../streaming/csv-records.ts';
import type { Ingram } from './client.ts';
import { callOptionsOf } from './order-once.ts';
import { ownedBy } from './owned.ts';
import { notFound } from './refusal.ts';
import { isLicence, toSubscription } from './subscription-fields.ts';
import { tenantIn } from './tenant-id.ts';
import { isOf, type TenantSettings } from './tenants.ts';

/** The report that is made when it is run. */
const ratedData: ReportEntry = {
  id: 'ratedData',
  title: 'What was rated: invoices, orders, taxes and use',
  from: 'ingram',
  parameters: [
    { name: 'from', type: 'date', required: true, description: 'The first day, UTC.' },
    { name: 'to', type: 'date', required: true, description: 'The last day, UTC.' },
    {
      name: 'customizationName',
      type: 'text',
      description: 'Name of a layout of columns that was made in the portal.',
    },
  ],
};

export interface ReportSettings extends TenantSettings {
  /** Whose customers: the id of a reseller below the account; its own unless given. */
  readonly reseller?: string | undefined;
}

/** Reports on Ingram: of what customers hold now, and files of rated data. */
export class IngramReports implements ReportOperations {
  readonly seatChanges = cannot;
  readonly invoiceLines = cannot;
  readonly invoiceTotals = cannot;
  readonly invoiceMonth = cannot;
  readonly holdings = cannot;
  readonly azureUsage = cannot;
  readonly audit = cannot;
  readonly #ingram: Ingram;
  readonly #settings: ReportSettings;

  constructor(ingram: Ingram, settings: ReportSettings) {
    this.#ingram = ingram;
    this.#settings = settings;
  }

  async *customers(
    id: string | undefined,
    options: OperationOptions,
  ): AsyncGenerator<ReportCustomer, void, undefined> {
    const { customers, resellers } = this.#ingram;
    const { reseller } = this.#settings;
    const calls = callOptionsOf(options);
    const found =
      id !== undefined
        ? [await customers.get(tenantIn(id).customerId, calls)]
        : reseller === undefined
          ? customers.list({}, calls)
          : resellers.listCustomers(reseller, {}, calls);
    for await (const customer of found) yield { id: customer.id, name: customer.name };
  }

  async subscriptions(customer: ReportCustomer, options: OperationOptions): Promise<HeldSubscription[]> {
    const owned = await ownedBy(this.#ingram, customer.id, options);
    return owned
      .filter((each) => !isOf(each, this.#settings.tenantProduct))
      .map((each) => ({
        ...toSubscription(each),
        customer,
        isLicence: isLicence(each),
      }));
  }

  async licences(tenant: string, options: OperationOptions): Promise<LicenceCount[]> {
    const { customerId, domain } = tenantIn(tenant);
    const held = await this.subscriptions({ id: customerId, name: '' }, options);
    const counts = new Map<string, LicenceCount>();
    for (const each of held) {
      const { id, name, product = name, quantity, status, tenant: of } = each;
      const isOwn = domain === undefined || tenantIn(of).domain === domain;
      if (!isOwn || !each.isLicence || (status !== 'active' && status !== 'suspended')) continue;
      const known = counts.get(product);
      counts.set(product, {
        sku: product,
        name: known?.name ?? name,
        bought: (known?.bought ?? 0) + (status === 'active' ? quantity : 0),
        subscriptions: [...(known?.subscriptions ?? []), id],
      });
    }
    return [...counts.values()];
  }

  /** The report that can be made, and files that were made already. */
  async catalogue(options: OperationOptions): Promise<ReportEntry[]> {
    const entries = [ratedData];
    for await (const { id, name, status, format } of this.#ingram.reports.list({}, callOptionsOf(options)))
      if (id !== undefined && status === 'completed' && format?.toLowerCase() === 'csv')
        entries.push({ id, title: name, from: 'ingram', parameters: [] });
    return entries;
  }

  async run(id: string, parameters: Readonly<Record<string, ReportValue>>, options: OperationOptions) {
    const file = await this.#file(id, parameters, options);
    const records = new CsvRecords();
    const [header = [], ...rows] = [...records.push(await file.text()), ...records.end(true)];
    const columns = header.map((name): ReportColumn => ({ name, type: 'text' }));
    return { columns, rows: rowsOf(header, rows) };
  }

  async #file(
    id: string,
    { from, to, customizationName }: Readonly<Record<string, ReportValue>>,
    options: OperationOptions,
  ): Promise<Blob> {
    const { reports } = this.#ingram;
    const calls = callOptionsOf(options);
    if (id !== ratedData.id) {
      if (/^[0-9a-f-]{36}$/i.test(id)) return reports.download(id, calls);
      throw notFound('ingram.no_report', `there is no report ${id}.`, 'See reports.catalogue.');
    }
    const report: NewReport = {
      name: `tenantry ${String(from)} ${String(to)}`,
      format: 'csv',
      startDate: `${String(from)}T00:00:00Z`,
      endDate: isoOf(Date.parse(`${String(to)}T00:00:00Z`) + day),
      ...(typeof customizationName === 'string' && { customizationName }),
    };
    const { id: made = '' } = await reports.create(report, calls);
    await reports.wait(made, {
      ...calls,
      onProgress: ({ status }, elapsedMs) =>
        options.onProgress?.({
          step: 'waiting',
          message: `Report ${made} is ${status}, ${elapsedMs / 1_000} s.`,
          details: { report: made },
        }),
    });
    return reports.download(made, calls);
  }
}

async function* rowsOf(
  header: readonly string[],
  rows: readonly (readonly string[])[],
): AsyncGenerator<Record<string, ReportValue>, void, undefined> {
  for (const row of rows) yield Object.fromEntries(header.map((name, index) => [name, row[index] ?? null]));
}

function cannot(): never {
  throw new UnsupportedOperationError('ingram tells it in files of rated data only: see reports.run.', {
    platform: 'ingram',
  });
}

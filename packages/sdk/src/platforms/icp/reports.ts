import type { Subscription as Service } from '../../generated/icp.gen.ts';
import { UnsupportedOperationError } from '../../http/errors/unsupported-operation-error.ts';
import type { UsageRow } from '../../operations/azure-plans/azure-plan-operations.ts';
import { addMonths, day, isoOf } from '../../operations/calendar.ts';
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
import { toUsageRow } from './azure-usage.ts';
import type { Icp } from './client.ts';
import { changesNeededFrom, type SeatChangeRow, toHolding } from './holdings.ts';
import { toInvoiceLine } from './invoice-lines.ts';
import { columnsOf, toEntry, typedRows } from './report-values.ts';
import { toSubscription } from './subscription-fields.ts';

/** Names that ICP gives its own reports. */
const names = { audit: 'Audit Log Object Company', seats: 'MSCSPSeatChanges', azure: 'Azure Usage' };

/** Reports on ICP: customers are the companies directly below the reseller, with their departments. */
export class IcpReports implements ReportOperations {
  readonly #icp: Icp;
  readonly #account: number;

  constructor(icp: Icp, account: number) {
    this.#icp = icp;
    this.#account = account;
  }

  async *customers(
    id: string | undefined,
    options: OperationOptions,
  ): AsyncGenerator<ReportCustomer, void, undefined> {
    const { companies } = this.#icp;
    const found =
      id === undefined
        ? await companies.list(this.#account, options)
        : await companies.get(Number(id), options);
    for (const { AccountId, CompanyName } of found) yield { id: String(AccountId), name: CompanyName ?? '' };
  }

  async subscriptions(customer: ReportCustomer, options: OperationOptions): Promise<HeldSubscription[]> {
    const services = await this.#services(customer, options);
    return services.map((each) => ({ ...toSubscription(each), customer, isLicence: isLicence(each) }));
  }

  /** From what is held now back to the first day. */
  async *seatChanges(
    { from, to, customer }: ReportWindow,
    context: ReportContext,
  ): AsyncGenerator<SeatChange, void, undefined> {
    const changed = await this.#changes(Date.parse(from), context.options);
    const end = Date.parse(to) + day;
    const all = ofEachCustomer(context, this.customers(customer, context.options), (each, turn) =>
      this.subscriptions(each, turn),
    );
    for await (const held of all) {
      if (!held.isLicence) continue;
      const { customer: of, name, product = name } = held;
      const changes = changed.get(held.id) ?? [];
      const isHeld = held.status === 'active' || held.status === 'suspended';
      const since = changes.reduce((sum, each) => sum + each.quantity, 0);
      const opening = (isHeld ? held.quantity : 0) - since;
      const row = { customer: of, product, productName: name };
      if (opening !== 0) yield { ...row, at: isoOf(Date.parse(from) - 1), quantity: opening };
      for (const { at, quantity } of changes) if (at < end) yield { ...row, at: isoOf(at), quantity };
    }
  }

  async licences(tenant: string, options: OperationOptions): Promise<LicenceCount[]> {
    const service = await this.#icp.subscriptions.get(Number(tenant), {}, options);
    const owner = service.CompanyAccountId ?? service.ParentAccountId ?? 0;
    const owned = await this.#icp.subscriptions.list(owner, {}, options);
    const counts = new Map<string, LicenceCount>();
    for (const each of owned) {
      const { id, name, product = name, quantity, status } = toSubscription(each);
      const isOwn = each.DependencyAccountId === Number(tenant) && isLicence(each);
      if (!isOwn || (status !== 'active' && status !== 'suspended')) continue;
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

  async *invoiceLines(
    { month, customer }: InvoiceQuestion,
    options: OperationOptions,
  ): AsyncGenerator<InvoiceLine, void, undefined> {
    const { InvoiceAggregation } = await this.#icp.invoices.getAggregation(
      Number(month.slice(0, 4)),
      Number(month.slice(5)),
      customer === undefined ? {} : { resellerContext: Number(customer) },
      options,
    );
    for (const line of InvoiceAggregation) yield toInvoiceLine(line);
  }

  async invoiceTotals(): Promise<[]> {
    return [];
  }

  invoiceMonth(): Promise<string> {
    throw new UnsupportedOperationError(
      'icp finds invoices by their month: send month, and invoice beside it.',
    );
  }

  async *holdings(
    customers: Iterable<ReportCustomer>,
    month: string,
    context: ReportContext,
  ): AsyncGenerator<Holding, void, undefined> {
    const from = addMonths(Date.parse(`${month}-01T00:00:00Z`), -1);
    const recent = await this.#changes(from, context.options);
    yield* ofEachCustomer(context, customers, async (each, turn) => {
      const services = await this.#services(each, turn);
      const needed = changesNeededFrom(services, from);
      const changes = needed < from ? await this.#changes(needed, turn) : recent;
      return services.map((service) =>
        toHolding(service, changes.get(String(service.AccountId)) ?? [], needed),
      );
    });
  }

  async *azureUsage({ month, customer }: InvoiceQuestion, context: ReportContext) {
    const first = Date.parse(`${month}-01T00:00:00Z`);
    const startDate = isoOf(first).slice(0, 10);
    const endDate = isoOf(addMonths(first, 1) - day).slice(0, 10);
    const customers = this.customers(customer, context.options);
    yield* ofEachCustomer(context, customers, async (each, turn) => {
      const parameters = { targetCompany: Number(each.id), startDate, endDate };
      const result = await this.#icp.reports.execute(names.azure, parameters, turn);
      return [...typedRows(result)].map((row): UsageRow & { readonly customer: ReportCustomer } => ({
        ...toUsageRow(row),
        customer: each,
      }));
    });
  }

  async *audit(
    { from, to, customer }: ReportWindow,
    options: OperationOptions,
  ): AsyncGenerator<AuditEntry, void, undefined> {
    const targetCompany = customer === undefined ? this.#account : Number(customer);
    const parameters = { targetCompany, startDate: from, endDate: to };
    const result = await this.#icp.reports.execute(names.audit, parameters, options);
    const rows = [...typedRows(result)].sort((left, right) => Number(right.Id) - Number(left.Id));
    for (const row of rows) yield toAuditEntry(row, customer);
  }

  async catalogue(options: OperationOptions): Promise<ReportEntry[]> {
    return (await this.#icp.reports.list(options)).map(toEntry);
  }

  async run(id: string, parameters: Readonly<Record<string, ReportValue>>, options: OperationOptions) {
    const result = await this.#icp.reports.execute(id, parameters, options);
    return { columns: columnsOf(result), rows: asyncOf(typedRows(result)) };
  }

  /** Of a company and of its departments. */
  async #services(customer: ReportCustomer, options: OperationOptions): Promise<Service[]> {
    const { subscriptions, departments } = this.#icp;
    const id = Number(customer.id);
    const [own, below] = await Promise.all([
      subscriptions.list(id, {}, options),
      departments.list(id, options),
    ]);
    const theirs = await Promise.all(below.map((each) => subscriptions.list(each.AccountId, {}, options)));
    return [...own, ...theirs.flat()];
  }

  /** By account, since a day. */
  async #changes(from: number, options: OperationOptions): Promise<Map<string, SeatChangeRow[]>> {
    const startdate = isoOf(from).slice(0, 10);
    const enddate = isoOf(this.#icp.client.environment.now()).slice(0, 10);
    const result = await this.#icp.reports.execute(names.seats, { startdate, enddate }, options);
    const byAccount = new Map<string, SeatChangeRow[]>();
    for (const row of typedRows(result)) {
      const account = String(row.AccountId);
      const known = byAccount.get(account) ?? [];
      byAccount.set(account, known);
      const at = Date.parse(String(row.EffectiveDate));
      known.push({ at, type: String(row.ChangeType), quantity: Number(row.Quantity) });
    }
    return byAccount;
  }
}

/** What Microsoft's catalogue has an offer of, and a tenant holds by the seat. */
function isLicence({ Fields }: Service): boolean {
  return Fields.some(({ Name }) => Name === 'OfferId');
}

function toAuditEntry(row: Readonly<Record<string, ReportValue>>, customer: string | undefined): AuditEntry {
  const text = (name: string) => {
    const value = row[name];
    return value === null || value === undefined ? undefined : String(value);
  };
  const isCompany = row.TargetAccountType === 'Company';
  const of = customer ?? (isCompany ? text('TargetAccountId') : undefined);
  const entry: { [Name in keyof AuditEntry]: AuditEntry[Name] | undefined } = {
    at: text('Date') ?? '',
    who: text('UserUsername'),
    what: text('EventType') ?? '',
    thing: text('TargetAccountId'),
    thingName: text('TargetDisplayName'),
    thingType: text('TargetAccountType'),
    customer: of,
    customerName: isCompany ? text('TargetDisplayName') : undefined,
    after: text('Details'),
  };
  return Object.fromEntries(
    Object.entries(entry).filter(([, value]) => value !== undefined),
  ) as unknown as AuditEntry;
}

async function* asyncOf<Item>(items: Iterable<Item>): AsyncGenerator<Item, void, undefined> {
  yield* items;
}

import { NotFoundError } from '../../http/errors/not-found-error.ts';
import type { InvoiceExplanation } from '../invoices/explain-month.ts';
import { OperationGroup, type OperationGroupOptions } from '../operation-group.ts';
import type { Platform } from '../platform.ts';
import type { OperationOptions } from '../progress.ts';
import type { ReportContext, ReportFailure, ReportOptions } from './report-context.ts';
import type { ReportColumn, ReportEntry, ReportValue } from './report-definition.ts';
import type {
  AuditRow,
  AzureCostRow,
  ExpiringAdminRelationshipRow,
  InvoiceAggregationRow,
  LicenceUseRow,
  OwnReportId,
  OwnReports,
  RenewalRow,
  SalesAgainstInvoiceRow,
  SeatRow,
  SeatsOverTimeRow,
} from './report-rows.ts';
import type {
  ReportSchedule,
  ScheduledReport,
  ScheduleReportInput,
  ScheduleReportOptions,
} from './report-schedule.ts';

/** A row with a value in every column: null where the platform tells none. */
export type FilledRow<Row> = {
  readonly [Name in keyof Row]-?: undefined extends Row[Name]
    ? Exclude<Row[Name], undefined> | null
    : Row[Name];
};

/** A report that was run: pipe its rows to `toCsv` or `toNdjson` of `@tenantry/sdk/streaming`. They can be read once. */
export interface Report<Row = Readonly<Record<string, ReportValue>>> {
  readonly id: string;
  readonly title: string;
  readonly columns: readonly ReportColumn[];
  readonly rows: AsyncIterable<Row>;
}

type Parameters<Id extends OwnReportId> = OwnReports[Id]['parameters'];
type Rows<Row> = AsyncGenerator<Row, void, undefined>;

const mostAtOnce = 8;

/** What a reseller wants to know of all its customers, as rows; the platform's own reports too. Days are of UTC, currencies are never added together. */
export class Reports extends OperationGroup<'reports'> {
  constructor(platform: Platform, options: OperationGroupOptions = {}) {
    super('reports', platform, options);
  }

  /** Lists the reports that there are, with parameters and columns: ours, then the platform's own. */
  async catalogue(options: OperationOptions = {}): Promise<ReportEntry[]> {
    const [operations, { definitions, entryOf }] = await Promise.all([
      this.operations('catalogue'),
      import('./catalogue.ts'),
    ]);
    const ids = Object.keys(definitions) as OwnReportId[];
    const ours = ids.filter((id) => this.platform.unsupported?.[`reports.${id}`] === undefined);
    return [...ours.map(entryOf), ...(await operations.catalogue(options))];
  }

  /**
   * Runs any report of the catalogue. Rows come as they are read: decimals and dates as text, what is not told as null.
   * @throws {ValidationError} with every wrong parameter, before the report is asked for
   * @throws {NotFoundError} when there is no such report
   * @throws {PartialReportError} after the last row, when customers are missing
   * @example
   * import { writeFile } from 'node:fs/promises';
   * const { rows } = await reseller.reports.run('invoiceAggregation', { month: '2026-10', by: 'customer' });
   * await writeFile('october.csv', toCsv(rows, undefined, { forSpreadsheets: true }));
   */
  run<Id extends OwnReportId>(
    id: Id,
    parameters: Parameters<Id>,
    options?: ReportOptions,
  ): Promise<Report<FilledRow<OwnReports[Id]['row']>>>;
  run(id: string, parameters?: Readonly<Record<string, unknown>>, options?: ReportOptions): Promise<Report>;
  async run(
    id: string,
    parameters: Readonly<Record<string, unknown>> = {},
    options: ReportOptions = {},
  ): Promise<Report> {
    const { entryOf, isOwnReport } = await import('./catalogue.ts');
    if (!isOwnReport(id)) return this.#runOfPlatform(id, parameters, options);
    const { title, columns = [] } = entryOf(id);
    const rows = await this.#begun(id, parameters as Parameters<typeof id>, options);
    return { id, title, columns, rows: filled(rows as Rows<object>, columns) };
  }

  /**
   * Counts the seats that customers have now, by product.
   * @throws {PartialReportError} after the last row, when customers are missing
   * @example
   * for await (const { customerName, productName, seats } of reseller.reports.seats()) console.log(customerName, productName, seats);
   */
  seats(parameters: Parameters<'seats'> = {}, options: ReportOptions = {}): Rows<SeatRow> {
    return this.#rows('seats', parameters, options);
  }

  /**
   * Counts seats by day, week or month. On Partner Center from invoices and what is unbilled, three years back: a seat may stand on one line only.
   * @throws {ValidationError}
   */
  seatsOverTime(
    parameters: Parameters<'seatsOverTime'>,
    options: ReportOptions = {},
  ): Rows<SeatsOverTimeRow> {
    return this.#rows('seatsOverTime', parameters, options);
  }

  /** Tells how many licences of a tenant are bought, assigned, active and idle, and what idle ones cost a month. ICP tells what is bought only. */
  licenceUse(parameters: Parameters<'licenceUse'>, options: ReportOptions = {}): Rows<LicenceUseRow> {
    return this.#rows('licenceUse', parameters, options);
  }

  /**
   * Lists terms that end, the next one first, with what will happen then by itself. Read again before acting: any change in the term may delete what was scheduled.
   * @throws {ValidationError}
   * @throws {PartialReportError} after the last row, when customers are missing
   * @example
   * for await (const due of reseller.reports.renewalsDue({ within: 'P30D' }))
   *   console.log(due.at, due.customerName, due.name, due.outcome, due.lastDayToChange);
   */
  renewalsDue(parameters: Parameters<'renewalsDue'>, options: ReportOptions = {}): Rows<RenewalRow> {
    return this.#rows('renewalsDue', parameters, options);
  }

  /** Lists GDAP relationships that end, the next one first. @throws {UnsupportedOperationError} where Microsoft Graph cannot be asked */
  expiringAdminRelationships(
    parameters: Parameters<'expiringAdminRelationships'>,
    options: ReportOptions = {},
  ): Rows<ExpiringAdminRelationshipRow> {
    return this.#rows('expiringAdminRelationships', parameters, options);
  }

  /** Adds up what Azure costs the caller in a month, of every customer. The last day or two are not rated yet. */
  azureCost(parameters: Parameters<'azureCost'>, options: ReportOptions = {}): Rows<AzureCostRow> {
    return this.#rows('azureCost', parameters, options);
  }

  /**
   * Adds up a month of invoices: purchase, and sale and margin where the platform keeps prices of the caller's own. Partner Center's invoice is there from the eighth.
   * @example
   * for await (const { label, purchase, sale, margin, currency } of reseller.reports.invoiceAggregation({ month: '2026-10', by: 'customer' }))
   *   console.log(label, purchase, sale, margin, currency);
   */
  invoiceAggregation(
    parameters: Parameters<'invoiceAggregation'>,
    options: ReportOptions = {},
  ): Rows<InvoiceAggregationRow> {
    return this.#rows('invoiceAggregation', parameters, options);
  }

  /**
   * Holds each line of a month's invoices against what the platform itself says was sold and held: units × price × days, tax, totals.
   * `checked` of a line tells how far that is known: Partner Center tells changes of the last 90 days, and prices of first terms. Lines are held in memory.
   * @throws {ValidationError} also when the month is not over
   * @example
   * const { lines, findings } = await reseller.reports.explain({ month: '2026-10' });
   * for (const { line, kind, difference, remedy } of findings) console.log(lines[line ?? -1]?.customerName, kind, difference, remedy);
   */
  async explain(parameters: Parameters<'explain'>, options: ReportOptions = {}): Promise<InvoiceExplanation> {
    const wanted = await this.#checked('explain', parameters);
    const failures: ReportFailure[] = [];
    const [context, { explainMonth }] = await Promise.all([
      this.#context('explain', options, (failure) => {
        failures.push(failure);
        options.onFailure?.(failure);
      }),
      import('../invoices/explain-month.ts'),
    ]);
    return { ...(await explainMonth(context, wanted)), failures };
  }

  /** Holds what the platform bills against what the caller sold: missing, extra, and the margin of each. */
  salesAgainstInvoice(
    parameters: Parameters<'salesAgainstInvoice'>,
    options: ReportOptions = {},
  ): Rows<SalesAgainstInvoiceRow> {
    return this.#rows('salesAgainstInvoice', parameters, options);
  }

  /**
   * Lists who did what to which thing, the newest first. Partner Center keeps 90 days; records may come late.
   * @throws {ValidationError} also when the days are gone
   * @example
   * for await (const { at, who, what, thingName } of reseller.reports.audit({ from: '2026-11-01', to: '2026-11-20', customer: customerId }))
   *   console.log(at, who ?? 'Microsoft', what, thingName);
   */
  audit(parameters: Parameters<'audit'>, options: ReportOptions = {}): Rows<AuditRow> {
    return this.#rows('audit', parameters, options);
  }

  /**
   * Has a report made again and again, and sent: by a runner (`@tenantry/sdk/schedules`), or by Partner Center, which alone makes those of its insights (`insights.` and the name of a query). Scheduling again under a name replaces what was there.
   * @throws {ValidationError} with every broken rule, before anything is kept
   * @example
   * const { runsAt, nextRunAt } = await reseller.reports.schedule(
   *   {
   *     name: 'Renewals, weekly',
   *     report: 'renewalsDue',
   *     parameters: { within: 'P30D' },
   *     every: { week: 'monday' },
   *     at: '07:30',
   *     timeZone: 'Europe/Madrid',
   *     recipients: ['sales@example.com'],
   *   },
   *   { runner },
   * );
   */
  async schedule(input: ScheduleReportInput, options: ScheduleReportOptions = {}): Promise<ScheduledReport> {
    const [{ schedules }, { scheduleInput }, { scheduleReport }] = await Promise.all([
      this.operations('catalogue'),
      import('../report-schedules/schedule-schema.ts'),
      import('../report-schedules/schedule-report.ts'),
    ]);
    const schedule = this.valid(scheduleInput, input) as ReportSchedule;
    const check = this.valid.bind(this);
    return scheduleReport({ platform: this.platform, reports: this, schedules, check }, schedule, options);
  }

  /** Ends a schedule of the runner, or, without one, of the platform. False when there is none. */
  async unschedule(name: string, { runner }: ScheduleReportOptions = {}): Promise<boolean> {
    if (runner !== undefined) return runner.remove(name);
    return (await (await this.operations('catalogue')).schedules?.remove(name)) ?? false;
  }

  async *#rows<Id extends OwnReportId>(
    id: Id,
    parameters: Parameters<Id>,
    options: ReportOptions,
  ): Rows<OwnReports[Id]['row']> {
    yield* await this.#begun(id, parameters, options);
  }

  /** Rows of a report whose parameters are right; nothing is sent before the first is asked for. */
  async #begun<Id extends OwnReportId>(
    id: Id,
    parameters: Parameters<Id>,
    options: ReportOptions,
  ): Promise<Rows<OwnReports[Id]['row']>> {
    const wanted = await this.#checked(id, parameters);
    const failures: ReportFailure[] = [];
    const context = await this.#context(id, options, (failure) => {
      if (options.onFailure) options.onFailure(failure);
      else failures.push(failure);
    });
    const { definitions } = await import('./catalogue.ts');
    const { platform } = this;
    return (async function* () {
      yield* definitions[id].rows(context, wanted);
      if (failures.length === 0) return;
      const { PartialReportError } = await import('./partial-report-error.ts');
      throw new PartialReportError(failures, { platform: platform.name, operation: `reports.${id}` });
    })();
  }

  async #checked<Id extends OwnReportId>(id: Id, parameters: Parameters<Id>): Promise<Parameters<Id>> {
    const [{ definitions }, { parameterSchema }] = await Promise.all([
      import('./catalogue.ts'),
      import('./report-parameters.ts'),
    ]);
    const { parameters: known, check } = definitions[id];
    return this.valid(parameterSchema(known, check), parameters) as Parameters<Id>;
  }

  async #context(
    id: OwnReportId,
    { concurrency = mostAtOnce, onFailure: _, ...options }: ReportOptions,
    fail: ReportContext['fail'],
  ): Promise<ReportContext> {
    const operations = await this.operations(id);
    return { platform: this.platform, operations, options, concurrency, fail };
  }

  async #runOfPlatform(
    id: string,
    parameters: Readonly<Record<string, unknown>>,
    options: ReportOptions,
  ): Promise<Report> {
    const [operations, { parameterSchema }] = await Promise.all([
      this.operations('run'),
      import('./report-parameters.ts'),
    ]);
    const entry = (await operations.catalogue(options)).find((each) => each.id === id);
    if (entry === undefined)
      throw new NotFoundError(`${this.platform.name}: there is no report "${id}".`, {
        platform: this.platform.name,
        operation: 'reports.run',
        code: 'report.unknown',
        solution: 'catalogue() lists those that there are.',
      });
    const wanted = this.valid(parameterSchema(entry.parameters), parameters);
    const answer = await operations.run(id, wanted as Record<string, ReportValue>, options);
    return { id, title: entry.title, ...answer };
  }
}

async function* filled(
  rows: Rows<object>,
  columns: readonly ReportColumn[],
): Rows<Readonly<Record<string, ReportValue>>> {
  for await (const row of rows) {
    const values = row as Readonly<Record<string, ReportValue | undefined>>;
    yield Object.fromEntries(columns.map(({ name }) => [name, values[name] ?? null]));
  }
}

import type { UsageRow } from '../azure-plans/azure-plan-operations.ts';
import type { BilledLine } from '../invoices/explain-invoice.ts';
import type { OperationOptions } from '../progress.ts';
import type { Subscription } from '../subscriptions/subscription-operations.ts';
import type { ReportContext } from './report-context.ts';
import type { ReportColumn, ReportEntry, ReportValue } from './report-definition.ts';
import type { OwnReportId } from './report-rows.ts';
import type { PlatformSchedules } from './report-schedule.ts';

/** Who buys: a company on ICP, a tenant on Partner Center. */
export interface ReportCustomer {
  readonly id: string;
  readonly name: string;
}

/** A subscription with whose it is. */
export interface HeldSubscription extends Subscription {
  readonly customer: ReportCustomer;
  /** Its units are seats. */
  readonly isLicence: boolean;
}

/** Days in UTC, the last one whole. */
export interface ReportWindow {
  readonly from: string;
  readonly to: string;
  readonly customer?: string | undefined;
}

/** Seats that came or, below zero, went. */
export interface SeatChange {
  readonly at: string;
  readonly customer: ReportCustomer;
  readonly product: string;
  readonly productName: string;
  readonly quantity: number;
}

/** Licences of a kind that a tenant has; what a platform does not tell is absent. */
export interface LicenceCount {
  readonly sku: string;
  readonly name: string;
  readonly bought: number;
  readonly assigned?: number;
  /** Of the workload that most use. */
  readonly active?: number;
  /** Ids of the subscriptions that give them. */
  readonly subscriptions: readonly string[];
}

/** A line of an invoice with what it is for. Money as decimal text. */
export interface InvoiceLine extends BilledLine {
  readonly customer: ReportCustomer;
  readonly product: string;
  readonly productName: string;
  readonly chargeType?: string;
  readonly invoice?: string;
  readonly contractId?: string;
  readonly purchaseOrder?: string;
  /** The platform's id of product, term and billing cycle. */
  readonly plan?: string;
  /** Of none of the subscriptions that the platform lists: a reservation. */
  readonly isUnlisted?: true;
  /** What the customer pays for it, where the platform keeps that. */
  readonly sale?: string;
}

export interface InvoiceQuestion {
  readonly month: string;
  readonly customer?: string | undefined;
}

/** A term of a subscription, with what was held in it. Instants in milliseconds. */
export interface HeldTerm {
  readonly startsAt: number;
  /** The first instant after it. */
  readonly endsAt?: number;
  readonly cycleMonths: number;
  readonly currency?: string;
  readonly unitPrice?: string;
  /** At its start, or as far back as changes are known. */
  readonly quantity: number;
  readonly changes: readonly { readonly at: number; readonly quantity: number }[];
  readonly cancelledAt?: number;
}

/** What the platform knows of a subscription, apart from what it bills. */
export interface Holding {
  readonly subscriptionId: string;
  readonly terms: readonly HeldTerm[];
  /** Since when it is known; never, where it is absent. */
  readonly knownFrom?: number;
  /** Since when it is on its plan for sure; what was before counts if the lines are of the same plan. */
  readonly plan?: { readonly id: string; readonly since: number };
}

/** Who did what to which thing; what a platform does not tell is absent. */
export interface AuditEntry {
  readonly at: string;
  readonly who?: string;
  readonly what: string;
  readonly thing?: string;
  readonly thingName?: string;
  readonly thingType?: string;
  readonly customer?: string;
  readonly customerName?: string;
  /** JSON text, or the platform's own words. */
  readonly before?: string;
  readonly after?: string;
}

/** What a platform does for reports; inputs are valid when they get here. */
export interface ReportOperations {
  /** All customers, or the one with an id. */
  customers(id: string | undefined, options: OperationOptions): AsyncIterable<ReportCustomer>;
  /** Ended ones too, as far as the platform lists them. */
  subscriptions(customer: ReportCustomer, options: OperationOptions): Promise<HeldSubscription[]>;
  /** First, at the beginning, what is held then; afterwards each change. */
  seatChanges(window: ReportWindow, context: ReportContext): AsyncIterable<SeatChange>;
  licences(tenant: string, options: OperationOptions): Promise<LicenceCount[]>;
  /** One after the other, of all customers of the month. */
  invoiceLines(question: InvoiceQuestion, options: OperationOptions): AsyncIterable<InvoiceLine>;
  /** What invoices come to, where the platform tells it apart from the lines. */
  invoiceTotals(
    month: string,
    options: OperationOptions,
  ): Promise<readonly { readonly invoice: string; readonly total: string }[]>;
  /** The month that an invoice is of. */
  invoiceMonth(invoice: string, options: OperationOptions): Promise<string>;
  /** What customers held in a month, from everything but the invoice. */
  holdings(
    customers: Iterable<ReportCustomer>,
    month: string,
    context: ReportContext,
  ): AsyncIterable<Holding>;
  azureUsage(
    question: InvoiceQuestion,
    context: ReportContext,
  ): AsyncIterable<UsageRow & { readonly customer: ReportCustomer }>;
  /** The newest first. */
  audit(window: ReportWindow, options: OperationOptions): AsyncIterable<AuditEntry>;
  /** The platform's own reports. */
  catalogue(options: OperationOptions): Promise<ReportEntry[]>;
  run(
    id: string,
    parameters: Readonly<Record<string, ReportValue>>,
    options: OperationOptions,
  ): Promise<{
    readonly columns: readonly ReportColumn[];
    readonly rows: AsyncIterable<Record<string, ReportValue>>;
  }>;
  /** Where the platform makes and sends reports by itself. */
  readonly schedules?: PlatformSchedules;
}

export type ReportOperationName = OwnReportId | 'catalogue' | 'run';

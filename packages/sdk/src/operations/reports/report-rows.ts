import type { CostBy } from '../azure-plans/azure-plan-operations.ts';
import type { Sale } from '../invoices/explain-invoice.ts';
import type { InvoiceFindingKind } from '../invoices/invoice-findings.ts';

type Id = string | number;

/** Customers as the platform gives their ids: AccountIds of companies on ICP, tenant ids on Partner Center. All of them unless one is named. */
interface OfCustomer {
  readonly customer?: Id | undefined;
}

/** Days in UTC, `yyyy-mm-dd`, the last one whole. */
interface Days {
  readonly from: string;
  readonly to: string;
}

/** Either the next days (`P30D`), or days from one to another. */
type Ahead =
  | { readonly within: string; readonly from?: undefined; readonly to?: undefined }
  | (Days & { readonly within?: undefined });

/** Seats of a product that a customer has. */
export interface SeatRow {
  readonly customer: string;
  readonly customerName: string;
  readonly product: string;
  readonly productName: string;
  readonly subscriptions: number;
  /** Of active subscriptions. */
  readonly seats: number;
  readonly suspendedSeats: number;
}

/** Seats of a product in a day, week or month. */
export interface SeatsOverTimeRow {
  /** First and last day. */
  readonly from: string;
  readonly to: string;
  readonly customer: string;
  readonly customerName: string;
  readonly product: string;
  readonly productName: string;
  readonly added: number;
  readonly removed: number;
  /** At the end of the last day. */
  readonly seats: number;
}

/** Licences of a kind in a tenant; what the platform does not tell is absent. */
export interface LicenceUseRow {
  readonly sku: string;
  readonly name: string;
  readonly bought: number;
  readonly assigned?: number;
  readonly active?: number;
  /** Bought, and assigned to nobody. */
  readonly idle?: number;
  readonly currency?: string;
  /** What the idle ones cost a month, the cheapest counted first; a year's price counts a twelfth. */
  readonly wasted?: string;
}

/** A subscription whose term ends, and what happens then. */
export interface RenewalRow {
  /** The first instant after the term. */
  readonly at: string;
  /** The last day on which what happens can be changed. */
  readonly lastDayToChange: string;
  readonly customer: string;
  readonly customerName: string;
  readonly subscription: string;
  readonly name: string;
  readonly product?: string;
  readonly quantity: number;
  readonly outcome: 'renews' | 'renews-changed' | 'becomes-paid' | 'ends' | 'lapses';
  /** Of the next term, where there is one. */
  readonly nextQuantity?: number;
  readonly nextTerm?: string;
  readonly nextBillingCycle?: string;
}

/** A relationship of GDAP that ends. */
export interface ExpiringAdminRelationshipRow {
  readonly endsAt: string;
  readonly daysLeft: number;
  readonly relationship: string;
  readonly name: string;
  readonly customer?: string;
  readonly customerName?: string;
  readonly outcome: 'extends' | 'ends';
  /** Names, with semicolons between. */
  readonly roles: string;
}

/** What Azure costs the caller. */
export interface AzureCostRow {
  readonly customer: string;
  readonly customerName: string;
  readonly key: string;
  readonly label: string;
  readonly currency: string;
  readonly cost: string;
  /** By meter only. */
  readonly quantity?: string;
  readonly unit?: string;
}

export type AggregateBy =
  | 'customer'
  | 'product'
  | 'subscription'
  | 'contract'
  | 'purchaseOrder'
  | 'chargeType';

/** Lines of an invoice together. */
export interface InvoiceAggregationRow {
  readonly key: string;
  readonly label: string;
  readonly currency: string;
  readonly lines: number;
  /** What the caller pays, without tax. */
  readonly purchase: string;
  readonly tax: string;
  /** What the customer pays, where the platform keeps that. */
  readonly sale?: string;
  readonly margin?: string;
}

/** A line of an invoice beside what it should be; without a number, what should be on it and is not. */
export interface ExplainedLineRow {
  /** Counted from 0. */
  readonly line?: number;
  readonly invoice?: string;
  readonly customer?: string;
  readonly customerName?: string;
  readonly subscription?: string;
  readonly product?: string;
  readonly productName?: string;
  readonly chargeType?: string;
  readonly from?: string;
  /** The last day. */
  readonly to?: string;
  readonly quantity?: number;
  readonly currency?: string;
  readonly unitPrice?: string;
  readonly daysBilled?: number;
  readonly daysInCycle?: number;
  readonly subtotal?: string;
  readonly tax?: string;
  readonly total?: string;
  /** Units × price × days, of what was sold. */
  readonly expected?: string;
  /** What the line could be held against. */
  readonly checked?: 'whole' | 'without-price' | 'total-only';
  readonly finding?: InvoiceFindingKind;
  readonly difference?: string;
  readonly remedy?: string;
}

/** What the caller charged: amounts as decimal text. */
export interface OwnSale {
  readonly customer: Id;
  /** As `invoiceAggregation` by product has its key. */
  readonly product: string;
  readonly quantity: number;
  readonly amount: string;
  /** @default the currency that the platform bills it in */
  readonly currency?: string | undefined;
}

/** What was billed beside what was sold. */
export interface SalesAgainstInvoiceRow {
  readonly customer: string;
  readonly customerName?: string;
  readonly product: string;
  readonly productName?: string;
  readonly currency?: string;
  readonly billedQuantity: number;
  readonly soldQuantity: number;
  readonly billed: string;
  readonly sold: string;
  /** Sold less billed. */
  readonly margin: string;
  /** `missing`: sold, and not billed. `extra`: billed, and not sold. */
  readonly verdict: 'matched' | 'quantity-differs' | 'missing' | 'extra';
}

/** Who did what to which thing. */
export interface AuditRow {
  readonly at: string;
  readonly who?: string;
  readonly what: string;
  readonly thing?: string;
  readonly thingName?: string;
  readonly thingType?: string;
  readonly customer?: string;
  readonly customerName?: string;
  readonly before?: string;
  readonly after?: string;
}

/** Our own reports: what they are asked, and their rows. */
export interface OwnReports {
  seats: { parameters: OfCustomer; row: SeatRow };
  seatsOverTime: {
    parameters: OfCustomer & Days & { readonly interval: 'day' | 'week' | 'month' };
    row: SeatsOverTimeRow;
  };
  licenceUse: { parameters: { readonly tenant: Id }; row: LicenceUseRow };
  renewalsDue: { parameters: OfCustomer & Ahead; row: RenewalRow };
  expiringAdminRelationships: {
    parameters: OfCustomer & { readonly within: string };
    row: ExpiringAdminRelationshipRow;
  };
  azureCost: {
    parameters: OfCustomer & { readonly month: string; readonly by: 'customer' | CostBy };
    row: AzureCostRow;
  };
  invoiceAggregation: {
    parameters: OfCustomer & { readonly month: string; readonly by: AggregateBy };
    row: InvoiceAggregationRow;
  };
  explain: {
    parameters: OfCustomer & {
      /** Of a month, or of one invoice. */
      readonly month?: string | undefined;
      readonly invoice?: string | undefined;
      /** What was sold, where the caller knows it better than the platform. */
      readonly sales?: readonly Sale[] | undefined;
    };
    row: ExplainedLineRow;
  };
  salesAgainstInvoice: {
    parameters: OfCustomer & { readonly month: string; readonly sales: readonly OwnSale[] };
    row: SalesAgainstInvoiceRow;
  };
  audit: {
    parameters: OfCustomer & Days & { readonly who?: string | undefined; readonly what?: string | undefined };
    row: AuditRow;
  };
}

export type OwnReportId = keyof OwnReports;

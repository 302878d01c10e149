import { itemDescription } from '../../../domain/billing/charge.ts';
import type { Invoice } from '../../../domain/billing/invoices.ts';
import type { LedgerLine } from '../../../domain/billing/ledger-line.ts';
import { priceableItem, productNamed } from '../../../domain/catalogue/catalogue.ts';
import { companies } from '../../../domain/companies/company.ts';
import { fromMinor } from '../../../domain/money.ts';
import { subscriptions } from '../../../domain/subscriptions/subscription.ts';
import type {
  InvoiceAggregationLine,
  ServiceCharge,
  Invoice as WireInvoice,
} from '../../../generated/icp.gen.ts';
import type { World } from '../../../world.ts';
import { dottedDate, icpDateOrNull } from '../dates.ts';

/** `11/2026` */
function billingInterval(month: string): string {
  return `${month.slice(5)}/${month.slice(0, 4)}`;
}

function chargeInterval(line: LedgerLine): string {
  return `${dottedDate(line.periodStart)} - ${dottedDate(line.periodEnd)}`;
}

/** What both views of a line share. */
function basis(world: World, line: LedgerLine) {
  const subscription = world.store.of(subscriptions).get(line.subscriptionId);
  const item = priceableItem(line.priceableItemId);
  const amount = (minor: number) => Number(fromMinor(minor, line.currency));
  const parameters = item?.usage
    ? ''
    : `Billing Type=${subscription?.billingType ?? ''} ${item?.unitField === 'Quantity' ? 'Number of CSP licenses' : 'Quantity'}=${line.quantity}`;
  return {
    subscription,
    item,
    parameters,
    shared: {
      AccountId: line.subscriptionId,
      ActualChargeInterval: chargeInterval(line),
      BillingStartDate: icpDateOrNull(subscription?.activatedAt),
      ContractId: line.contractId ?? null,
      PurchaseOrderNumber: line.purchaseOrderNumber ?? null,
      Costs: amount(line.cost),
      CostsOfUnit: Number(line.unitCost),
      SalesPrice: amount(line.sale),
      SalesPriceOfUnit: Number(line.unitSale),
      Currency: line.currency,
      VendorReference: subscription?.vendorReferenceId ?? null,
      SecondVendorReference: subscription?.secondVendorReferenceId ?? null,
      MaterialNumber: item?.materialNumber ?? null,
      PriceableItemDescription: itemDescription(line),
      PriceableItemId: line.priceableItemId,
      PriceableItemType: item?.type ?? '',
      ProductNumber: item?.productNumber ?? null,
      ServiceId: line.productName,
    },
  };
}

function toServiceCharge(world: World, line: LedgerLine, customerName: string): ServiceCharge {
  const { shared, item, parameters, subscription } = basis(world, line);
  return {
    ...shared,
    BillableParameter: parameters,
    ServiceCode: item?.productNumber ?? '',
    ServiceName: subscription?.displayName ?? line.productName,
    UDRCValue: item?.usage ? line.quantity : null,
    VendorName: productNamed(line.productName)?.vendor ?? '',
    SAPInvoiceNumber: null,
    SAPInvoiceLineNumber: null,
    EndCustomerName: customerName,
  };
}

export function toInvoice(world: World, invoice: Invoice): WireInvoice {
  const { company, lines, month } = invoice;
  const department = company.kind === 'department';
  const payer = department ? (world.store.of(companies).get(company.parentId ?? 0) ?? company) : company;
  const reseller = world.store.of(companies).get(company.resellerId);
  return {
    BillingInterval: billingInterval(month),
    Charges: lines.map((line) => toServiceCharge(world, line, payer.name)),
    CompanyAccountId: payer.id,
    CompanyName: payer.name,
    CustomerId: payer.customerId ?? null,
    CompanyVatId: payer.vatId ?? null,
    DepartmentName: department ? company.name : null,
    InvoiceNumber: invoice.number ?? null,
    Salesman: payer.salesman ?? null,
    ResellerContractId: reseller?.contractId ?? null,
  };
}

/** The lines of the aggregation: purchase beside sale. */
export function toAggregationLines(world: World, invoice: Invoice): InvoiceAggregationLine[] {
  const { company, month } = invoice;
  const reseller = world.store.of(companies).get(company.resellerId);
  return invoice.lines.map((line, index) => {
    const { shared, item, parameters, subscription } = basis(world, line);
    const owner = world.store.of(companies).get(line.companyId) ?? company;
    const department = owner.kind === 'department' ? owner : undefined;
    return {
      ...shared,
      Company: reseller?.name ?? '',
      CustomerId: company.customerId ?? null,
      CustomerVatId: company.vatId ?? null,
      EndCustomerCompanyId: company.id,
      EndCustomerCompany: company.name,
      ProductName: subscription?.displayName ?? line.productName,
      Vendor: productNamed(line.productName)?.vendor ?? '',
      CompanyAccountId: line.companyId,
      ResellerContractId: reseller?.contractId ?? null,
      DaysBilled: line.daysBilled,
      BillingInterval: billingInterval(month),
      BillableParameters: parameters,
      ProductCode: line.productName,
      SalesManager: company.salesman ?? null,
      InvoiceReference: invoice.number ?? null,
      InvoiceLineNumber: index + 1,
      DepartmentName: department?.name ?? null,
      DepartmentVatId: department?.vatId ?? null,
      UdrcValue: item?.usage ? line.quantity : null,
    };
  });
}

import { addPeriod, dateOf, isoOf, monthOf, startOfMonth } from '../../kernel/calendar.ts';
import type { World } from '../../world.ts';
import { type LedgerLine, ledger } from '../billing/ledger-line.ts';
import { productNamed } from '../catalogue/catalogue.ts';
import type { Company } from '../companies/company.ts';
import { companiesBelow } from '../companies/scope.ts';
import { fromMinor } from '../money.ts';
import { headOf, planProductOfService } from '../sales-orders/draft.ts';
import { salesOrders } from '../sales-orders/sales-order.ts';
import { type Subscription, subscriptions } from '../subscriptions/subscription.ts';
import type { RatedReport } from './rated-report.ts';

/** One charge of the ledger. evidence: docs that reports are of rated data, modelled columns */
export type RatedRow = Readonly<Record<string, string | number>>;

/** What was charged in a report's time to the customers of its account, as the ledger has it. */
export function ratedRows(world: World, { companyId, from, to }: RatedReport): RatedRow[] {
  return [...companiesBelow(world, companyId)]
    .flatMap((company) => linesOf(world, company, from, to).map((line) => rowOf(world, company, line)))
    .sort((left, right) => Number(left.Id) - Number(right.Id));
}

function linesOf(world: World, { id }: Company, from: number, to: number): LedgerLine[] {
  const found: LedgerLine[] = [];
  for (let month = startOfMonth(from); month <= to; month = addPeriod(month, 'P1M')) {
    const lines = world.store.of(ledger).find('companyMonth', `${id}:${monthOf(month)}`);
    found.push(...lines.filter(({ at }) => at >= from && at <= to));
  }
  return found;
}

function rowOf(world: World, company: Company, line: LedgerLine): RatedRow {
  const service = world.store.of(subscriptions).get(line.subscriptionId);
  const product = productNamed(line.productName);
  return {
    Id: line.id,
    RatedAt: isoOf(line.at),
    ChargeType: line.reason,
    OrderNumber: service ? orderNumberOf(world, service) : '',
    PoNumber: line.purchaseOrderNumber ?? '',
    SubscriptionId: service ? headOf(world, service).id : line.subscriptionId,
    VendorSubscriptionId: service?.vendorReferenceId ?? '',
    ResellerId: line.resellerId,
    CustomerId: company.id,
    CustomerName: company.name,
    Vendor: product?.vendor ?? '',
    Mpn: (service && planProductOfService(service)?.mpn) ?? product?.offerId ?? '',
    ProductName: product?.displayName ?? line.productName,
    PeriodStart: dateOf(line.periodStart),
    PeriodEnd: dateOf(line.periodEnd),
    DaysBilled: line.daysBilled,
    Quantity: line.quantity,
    Currency: line.currency,
    UnitCost: line.unitCost,
    UnitPrice: line.unitSale,
    Cost: fromMinor(line.cost, line.currency),
    Price: fromMinor(line.sale, line.currency),
  };
}

/** The order that a service came with. */
function orderNumberOf(world: World, { id }: Subscription): string {
  return world.store.of(salesOrders).first('service', id)?.orderNumber ?? '';
}

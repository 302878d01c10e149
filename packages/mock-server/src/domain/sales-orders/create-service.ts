import type { World } from '../../world.ts';
import type { Actor } from '../actor.ts';
import { type Company, companies } from '../companies/company.ts';
import { nextAccountId } from '../companies/scope.ts';
import { fractionDigits } from '../money.ts';
import { Refusal } from '../refusal.ts';
import { planPrice, unitPricesFor } from '../service-plans/plan-price.ts';
import { pricingOf } from '../service-plans/price-model.ts';
import { isSuite, type PlanProduct, planProducts, servicePlanWith } from '../service-plans/service-plan.ts';
import { auditSubscription } from '../subscriptions/audit-subscription.ts';
import { type Subscription, subscriptions } from '../subscriptions/subscription.ts';
import type { SalesOrder, SalesOrderLine } from './sales-order.ts';
import { activeServices } from './tenant-services.ts';

export function planProductWith(productId: string): PlanProduct {
  const found = planProducts.find(({ id }) => id === productId);
  if (found === undefined) throw new Error(`There is no product ${productId}.`);
  return found;
}

/** What a line brings into the world, ordered and not begun. */
export function createService(
  world: World,
  actor: Actor,
  order: SalesOrder,
  line: SalesOrderLine,
): Subscription {
  const planProduct = planProductWith(line.productId);
  const { product, plan } = planProduct;
  const company = companyOf(world, order.companyId);
  const dependency = dependencyOf(world, order, line, planProduct);
  const headId = headIdOf(world, order, line, planProduct);
  const price = planPrice(world, company.id, planProduct);
  const units = unitPricesFor(price, countedUnits(world, order, line));
  const service: Subscription = {
    id: nextAccountId(world),
    parentId: headId ?? company.id,
    companyId: company.id,
    resellerId: company.resellerId,
    productName: product.name,
    displayName: String(line.fields.SubscriptionName ?? product.displayName),
    kind: product.kind,
    state: 'scheduled',
    provisioningAttempts: 0,
    fields: line.fields,
    billingType: plan.billingType,
    billingCycle: plan.billingCycle,
    quantity: line.quantity,
    batches: [],
    currency: price.currency,
    priceableItemId: price.priceableItemId,
    unitPurchase: units.unitPurchase,
    unitSale: line.specialPrice ?? units.unitSale,
    orderedAt: world.clock.now(),
    endOfTermAction: order.autoRenew ? 'Renew' : 'Terminate',
    ...(plan.term && { term: plan.term }),
    ...(dependency?.tenantId !== undefined && { tenantId: dependency.tenantId }),
    ...(dependency && { dependencyId: dependency.id }),
    ...(order.poNumber && { purchaseOrderNumber: order.poNumber }),
    ...(order.termEnd !== undefined && plan.term && { customTermEnd: order.termEnd }),
  };
  world.store.of(subscriptions).put(service);
  auditSubscription(world, actor, service, 'Created');
  return service;
}

function companyOf(world: World, id: number): Company {
  const company = world.store.of(companies).get(id);
  if (company === undefined) throw new Error(`There is no account ${id}.`);
  return company;
}

/** The units that a price by volume counts. evidence: docs for the models' names, modelled for what they count */
function countedUnits(world: World, order: SalesOrder, { productId, quantity }: SalesOrderLine): number {
  const { product } = planProductWith(productId);
  switch (pricingOf(product.name).model) {
    case 'VOLUME_ORDER':
      return sum(order.lines.filter((line) => line.productId === productId));
    case 'VOLUME_RESOURCE_AGGREGATED':
      return quantity + sum(activeServices(world, order.companyId, product.name));
    default:
      return quantity;
  }
}

function sum(counted: readonly { readonly quantity: number }[]): number {
  return counted.reduce((total, { quantity }) => total + quantity, 0);
}

/** The service that a new one stands on: of the same order, or one that the customer has. */
export function dependencyOf(
  world: World,
  order: SalesOrder,
  line: SalesOrderLine,
  { product }: PlanProduct,
): Subscription | undefined {
  if (product.dependsOn === undefined) return undefined;
  const ordered = order.lines.find(
    (each) =>
      each.serviceId !== undefined && planProductWith(each.productId).product.name === product.dependsOn,
  );
  const made =
    ordered?.serviceId === undefined ? undefined : world.store.of(subscriptions).get(ordered.serviceId);
  const held = activeServices(world, order.companyId, product.dependsOn);
  const found =
    made ?? held.find(({ tenantId }) => line.tenantId === undefined || tenantId === line.tenantId);
  if (found !== undefined) return found;
  throw new Refusal(
    'conflict',
    'sales_order.dependency',
    `${product.displayName} needs a service that the customer has no more.`,
    'products',
  );
}

/** Products of one offer land in one subscription: that of the first. evidence: docs */
function headIdOf(
  world: World,
  order: SalesOrder,
  line: SalesOrderLine,
  { planId }: PlanProduct,
): number | undefined {
  if (line.headId !== undefined) return line.headId;
  const plan = servicePlanWith(planId);
  if (plan === undefined || !isSuite(plan)) return undefined;
  const ordered = order.lines.flatMap(({ productId, serviceId = 0 }) =>
    planProductWith(productId).planId === planId ? (world.store.of(subscriptions).get(serviceId) ?? []) : [],
  );
  const held = plan.products.flatMap(({ product }) => activeServices(world, order.companyId, product.name));
  const [first] = [...ordered, ...held];
  if (first === undefined) return undefined;
  return first.parentId === first.companyId ? first.id : first.parentId;
}

/** What a unit of a service costs once it has another quantity, where that counts. */
export function repriced(world: World, service: Subscription, quantity: number): Subscription {
  const { model } = pricingOf(service.productName);
  const planProduct = planProducts.find(({ plan }) => plan.priceableItemId === service.priceableItemId);
  if (model === 'FLAT' || planProduct === undefined) return service;
  const price = planPrice(world, service.companyId, planProduct, service.id);
  return { ...service, ...unitPricesFor(price, quantity) };
}

/** A unit price in the places that its currency is billed in, at least. */
export function shownPrice(amount: string, currency: string): string {
  const [whole = '0', places = ''] = amount.split('.');
  const digits = fractionDigits(currency);
  return digits === 0 && places === '' ? whole : `${whole}.${places.padEnd(digits, '0')}`;
}

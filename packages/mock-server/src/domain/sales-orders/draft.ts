import type { World } from '../../world.ts';
import { isInMarketplace } from '../accounts/marketplace-site.ts';
import type { Company } from '../companies/company.ts';
import { accountOf } from '../companies/scope.ts';
import { Refusal } from '../refusal.ts';
import { type PlanProduct, planProducts } from '../service-plans/service-plan.ts';
import { type Subscription, subscriptions } from '../subscriptions/subscription.ts';
import type { MigratedTerm, SalesOrder, SalesOrderLine } from './sales-order.ts';
import type { WantedLine, WantedOrder } from './wanted-order.ts';

/** What an order comes to: checked, and not placed. */
export interface Draft {
  readonly lines: readonly SalesOrderLine[];
  readonly autoRenew: boolean;
  readonly termEnd?: number;
  readonly migrated?: MigratedTerm;
  readonly onRenewal?: true;
}

/** Whoever orders, and for whom. */
export interface DraftContext {
  readonly world: World;
  readonly company: Company;
  readonly wanted: WantedOrder;
  /** An estimate asks for no parameters. */
  readonly checksParameters: boolean;
}

/** The quantity of a line; both forms are taken. @throws Refusal when it is none that is sold */
export function quantityOf({ quantity = 1 }: WantedLine, { product }: PlanProduct): number {
  const { minimum, maximum } = product.seats ?? { minimum: 1, maximum: 1 };
  const value = Number(quantity);
  if (Number.isInteger(value) && value >= minimum && value <= maximum) return value;
  throw new Refusal(
    'invalid',
    'sales_order.quantity',
    `quantity ${quantity} of ${product.displayName} must be a whole number from ${minimum} to ${maximum}.`,
    'quantity',
  );
}

/** The subscription that an order, or a line of it, is about: the first of its services. @throws Refusal when the customer has none */
export function headNamed(world: World, company: Company, id: string | undefined): Subscription {
  if (id === undefined) {
    throw new Refusal(
      'invalid',
      'sales_order.no_subscription',
      'subscriptionId is missing: say what the order is about.',
      'subscriptionId',
    );
  }
  const found = /^\d{1,15}$/.test(id) ? world.store.of(subscriptions).get(Number(id)) : undefined;
  if (found !== undefined && found.companyId === company.id && found.parentId === company.id) return found;
  throw new Refusal(
    'not-found',
    'sales_order.subscription_unknown',
    `There is no subscription with id ${id} of customer ${company.id}.`,
    'subscriptionId',
  );
}

/** @throws Refusal unless the subscription is running */
export function checkActive(head: Subscription): void {
  if (head.state === 'active') return;
  throw new Refusal(
    'conflict',
    'sales_order.subscription_not_active',
    `Subscription #${head.id} is not active: nothing can be ordered about it now.`,
    'subscriptionId',
  );
}

/** All services of a subscription, its first one first; those that ended are left out. */
export function servicesOf(world: World, head: Subscription): Subscription[] {
  const below = world.store.of(subscriptions).find('parent', head.id);
  return [head, ...below.filter(({ state }) => state !== 'terminated')];
}

/** The service whose period is the subscription's: the first that has one. */
export function leadingOf(world: World, head: Subscription): Subscription {
  return servicesOf(world, head).find(({ termEnd }) => termEnd !== undefined) ?? head;
}

/** The way to be bought that a service was bought in. */
export function planProductOfService(service: Subscription): PlanProduct | undefined {
  return planProducts.find(
    ({ product, plan }) => product.name === service.productName && plan.billingType === service.billingType,
  );
}

/** The subscription that a service is part of. */
export function headOf(world: World, service: Subscription): Subscription {
  const parent = accountOf(world, service.parentId);
  return parent?.type === 'service' && isInMarketplace(world, service.companyId)
    ? headOf(world, parent.subscription)
    : service;
}

/** One open order of a kind for each subscription. evidence: sample */
export function checkNoOpenOrder(open: readonly SalesOrder[], head: Subscription): void {
  const [other] = open;
  if (other === undefined) return;
  throw new Refusal(
    'conflict',
    'sales_order.open_order',
    `Subscription #${head.id}: there is already an open order #${other.orderNumber} (${other.statusCode}) about it. Wait until it is processed, or cancel it first.`,
    'subscriptionId',
  );
}

import { isoOf, parseInstant } from '../../kernel/calendar.ts';
import type { World } from '../../world.ts';
import { Refusal } from '../refusal.ts';
import { findProduct } from '../service-plans/find-product.ts';
import { cancellableUntil } from '../subscriptions/cancel-window.ts';
import { dependentsOf } from '../subscriptions/change.ts';
import type { Subscription } from '../subscriptions/subscription.ts';
import {
  checkActive,
  checkNoOpenOrder,
  type Draft,
  type DraftContext,
  headNamed,
  leadingOf,
  planProductOfService,
  quantityOf,
  servicesOf,
} from './draft.ts';
import { draftLines } from './draft-sales.ts';
import { openOrdersOf, type SalesOrderLine, salesOrders } from './sales-order.ts';
import type { WantedOrder } from './wanted-order.ts';

function headOfOrder({ world, company, wanted }: DraftContext): Subscription {
  const id = wanted.subscriptionId ?? wanted.lines.find((line) => line.subscriptionId)?.subscriptionId;
  return headNamed(world, company, id);
}

function lineAbout(service: Subscription, step: 'RENEW' | 'CANCEL'): SalesOrderLine {
  return {
    step,
    productId: planProductOfService(service)?.id ?? '',
    quantity: service.quantity,
    fields: {},
    parameters: [],
    serviceId: service.id,
  };
}

/** The next period of a subscription, with other quantities where they are named. evidence: docs for the type, modelled that it comes true with the renewal */
export function draftRenewal(context: DraftContext): Draft {
  const { world, wanted } = context;
  const head = headOfOrder(context);
  checkActive(head);
  if (leadingOf(world, head).termEnd === undefined) {
    throw new Refusal(
      'invalid',
      'sales_order.no_term',
      `Subscription #${head.id} has no period that could be renewed.`,
      'subscriptionId',
    );
  }
  const waiting = world.store
    .of(salesOrders)
    .find('service', head.id)
    .filter(({ type, status }) => type === 'renewal' && status === 'submitted');
  checkNoOpenOrder([...openOrdersOf(world, head.id), ...waiting], head);
  const services = servicesOf(world, head).filter(({ termEnd }) => termEnd !== undefined);
  const lines = services.map((service): SalesOrderLine => {
    const planProduct = planProductOfService(service);
    const named =
      planProduct &&
      wanted.lines.find(
        (line) =>
          line.quantity !== undefined &&
          (line.id === planProduct.id ||
            line.mpn === planProduct.mpn ||
            (line.id === undefined && line.mpn === undefined)),
      );
    const line = lineAbout(service, 'RENEW');
    return planProduct === undefined || named === undefined
      ? line
      : { ...line, quantity: quantityOf(named, planProduct) };
  });
  return { lines, autoRenew: true, onRenewal: true };
}

/** The end of a subscription, as long as its window is open. evidence: guide */
export function draftCancellation(context: DraftContext): Draft {
  const { world } = context;
  const head = headOfOrder(context);
  if (head.state !== 'suspended') checkActive(head);
  checkNoOpenOrder(openOrdersOf(world, head.id), head);
  const services = servicesOf(world, head);
  for (const service of services) checkCancellable(world, service, services);
  return {
    // What stands on others ends first.
    lines: [...services].reverse().map((service) => lineAbout(service, 'CANCEL')),
    autoRenew: false,
  };
}

function checkCancellable(world: World, service: Subscription, ending: readonly Subscription[]): void {
  const staying = dependentsOf(world, service).filter((each) => !ending.some(({ id }) => id === each.id));
  if (staying.length > 0) {
    throw new Refusal(
      'conflict',
      'sales_order.has_dependents',
      `Subscription #${service.id} is needed by ${staying.map(({ id }) => `#${id}`).join(', ')}; cancel those first.`,
      'subscriptionId',
    );
  }
  const until = cancellableUntil(service);
  if (until === undefined || world.clock.now() < until) return;
  throw new Refusal(
    'invalid',
    'sales_order.window_closed',
    `Subscription #${service.id} could be cancelled until ${isoOf(until)}; set renewalStatus to false to end it with its period.`,
    'subscriptionId',
  );
}

/** What a customer has from elsewhere, with the dates that it has. evidence: docs for the fields, modelled for the rest */
export function draftMigration(context: DraftContext): Draft {
  const { world, wanted } = context;
  const startedAt = day(wanted, 'startDate');
  const endsAt = day(wanted, 'expirationDate');
  const now = world.clock.now();
  if (startedAt > now || endsAt <= now) {
    throw new Refusal(
      'invalid',
      'sales_order.migration_dates',
      'startDate must have passed, and expirationDate be still to come.',
      startedAt > now ? 'startDate' : 'expirationDate',
    );
  }
  if (wanted.lines.length === 0)
    throw new Refusal(
      'invalid',
      'sales_order.no_products',
      'products is empty; name at least one.',
      'products',
    );
  const lines = wanted.lines.flatMap((line) => {
    const planProduct = findProduct(line);
    if (planProduct.plan.term === undefined) {
      throw new Refusal(
        'invalid',
        'sales_order.no_term',
        `${planProduct.product.displayName} has no period; order it by a sale.`,
        'products',
      );
    }
    const [first, ...more] = draftLines(context, line, planProduct, []);
    if (first === undefined || more.length > 0) {
      throw new Refusal(
        'conflict',
        'sales_order.migration_needs',
        `${planProduct.product.displayName} needs what the customer has not; order that by a sale first.`,
        'products',
      );
    }
    return [{ ...first, step: 'MIGRATION' as const }];
  });
  const program = wanted.migrationProgram;
  return {
    lines,
    autoRenew: wanted.autorenewal ?? true,
    migrated: { startedAt, endsAt, ...(program !== undefined && { program }) },
  };
}

function day(wanted: WantedOrder, name: 'startDate' | 'expirationDate'): number {
  const text = wanted[name];
  if (text !== undefined) return parseInstant(text);
  throw new Refusal(
    'invalid',
    'sales_order.migration_dates',
    `${name} is missing; a migration needs it.`,
    name,
  );
}

import type { World } from '../../world.ts';
import type { Actor } from '../actor.ts';
import { chargeUpgrade, planNextCycle, refundCancellation, refundSeats } from '../billing/charge.ts';
import { requireProduct } from '../catalogue/catalogue.ts';
import { licenceFields } from '../catalogue/microsoft-licences.ts';
import type { FieldValue, Product } from '../catalogue/product.ts';
import { companies } from '../companies/company.ts';
import { nextAccountId, permit } from '../companies/scope.ts';
import { sellableThrough } from '../prices/marketplaces.ts';
import { resolvePrice } from '../prices/resolve-price.ts';
import { Refusal } from '../refusal.ts';
import { auditSubscription } from './audit-subscription.ts';
import { newBatch } from './cancel-window.ts';
import { activeService, endSubscription } from './change.ts';
import { planRenewal } from './plan-renewal.ts';
import { takeNewest } from './seat-batches.ts';
import { type Subscription, subscriptions } from './subscription.ts';

export interface UpgradeTarget {
  readonly product: Product;
  /** Services of the company that could take the seats. */
  readonly existing: readonly Subscription[];
}

/** What a service can be upgraded to: with the same term and billing, sold to its company. */
export function upgradeTargets(world: World, actor: Actor, id: number): UpgradeTarget[] {
  permit(actor, 'services.read');
  const source = activeService(world, actor, id);
  const company = world.store.of(companies).get(source.companyId);
  if (company === undefined) return [];
  return requireProduct(source.productName)
    .upgradesTo.map((name) => requireProduct(name))
    .filter(
      (product) =>
        sellableThrough(world, company, product.name) &&
        product.plans.some((plan) => plan.billingType === source.billingType),
    )
    .map((product) => ({
      product,
      existing: world.store
        .of(subscriptions)
        .find('company', company.id)
        .filter(
          (each) =>
            each.productName === product.name &&
            each.state === 'active' &&
            each.tenantId === source.tenantId &&
            each.billingType === source.billingType,
        ),
    }));
}

export interface Upgrade {
  readonly sourceId: number;
  readonly targetProductName: string;
  /** A service that takes the seats; absent, a new one is made. */
  readonly targetId?: number | undefined;
  readonly values: Readonly<Record<string, FieldValue | null>>;
}

/** Moves seats to a better product. What is left of the paid period is refunded on one side and charged on the other. */
export function executeUpgrade(world: World, actor: Actor, upgrade: Upgrade): Subscription {
  permit(actor, 'services.write');
  const source = activeService(world, actor, upgrade.sourceId, 'sourceAccountId');
  const target = upgradeTargets(world, actor, source.id).find(
    (each) => each.product.name === upgrade.targetProductName,
  );
  if (target === undefined) {
    throw new Refusal(
      'invalid',
      'upgrade.no_target',
      `targetProductName "${upgrade.targetProductName}" is no upgrade of account ${source.id}; GetPossibleServicesForUpgrade lists them.`,
      'targetProductName',
    );
  }
  const quantity = Number(upgrade.values[licenceFields.quantity] ?? source.quantity);
  if (!Number.isInteger(quantity) || quantity < 1 || quantity > source.quantity) {
    throw new Refusal(
      'invalid',
      'upgrade.quantity',
      `Quantity must be a whole number from 1 to ${source.quantity}, the seats of account ${source.id}.`,
      'Quantity',
    );
  }
  const existing =
    upgrade.targetId === undefined ? undefined : target.existing.find((each) => each.id === upgrade.targetId);
  if (upgrade.targetId !== undefined && existing === undefined) {
    throw new Refusal(
      'invalid',
      'upgrade.target_account',
      `targetAccountId ${upgrade.targetId} cannot take the seats; GetPossibleServicesForUpgrade lists what can.`,
      'targetAccountId',
    );
  }
  if (quantity + (existing?.quantity ?? 0) > (target.product.seats?.maximum ?? quantity)) {
    throw new Refusal(
      'invalid',
      'upgrade.too_many',
      `${target.product.displayName} has at most ${target.product.seats?.maximum ?? 0} seats.`,
      'Quantity',
    );
  }
  takeFrom(world, actor, source, quantity);
  const raised = existing
    ? addTo(world, existing, quantity)
    : createTarget(world, source, target.product, quantity);
  chargeUpgrade(world, raised, quantity);
  auditSubscription(world, actor, raised, 'Upgraded', `${quantity} seats from account ${source.id}`);
  return raised;
}

function takeFrom(world: World, actor: Actor, source: Subscription, quantity: number): void {
  if (quantity === source.quantity) {
    refundCancellation(world, source, 'upgrade');
    auditSubscription(world, actor, endSubscription(world, source, 'Upgraded'), 'Terminated', 'Upgraded');
    return;
  }
  refundSeats(world, source, quantity);
  const { renewValues: _, ...kept } = source;
  const left = world.store.of(subscriptions).put({
    ...kept,
    quantity: source.quantity - quantity,
    fields: { ...source.fields, [licenceFields.quantity]: source.quantity - quantity },
    batches: takeNewest(source.batches, quantity).left,
  });
  auditSubscription(world, actor, left, 'Updated', `Quantity ${source.quantity} to ${left.quantity}`);
}

function addTo(world: World, target: Subscription, quantity: number): Subscription {
  const { renewValues: _, ...kept } = target;
  return world.store.of(subscriptions).put({
    ...kept,
    quantity: target.quantity + quantity,
    fields: { ...target.fields, [licenceFields.quantity]: target.quantity + quantity },
    batches: [...target.batches, newBatch(world, target, quantity)],
  });
}

/** The new service keeps the source's term and billing dates. evidence: modelled */
function createTarget(world: World, source: Subscription, product: Product, quantity: number): Subscription {
  const price = resolvePrice(world, {
    companyId: source.companyId,
    productName: product.name,
    billingType: source.billingType,
  });
  const { renewValues: _, terminatedAt: __, terminationReason: ___, ...kept } = source;
  const created = world.store.of(subscriptions).put({
    ...kept,
    id: nextAccountId(world),
    productName: product.name,
    displayName: product.displayName,
    state: 'active',
    vendorReferenceId: world.ids.uuid(),
    fields: {
      ...source.fields,
      [licenceFields.quantity]: quantity,
      [licenceFields.offerId]: product.offerId ?? '',
    },
    quantity,
    batches: [newBatch(world, source, quantity)],
    priceableItemId: price.priceableItemId,
    unitPurchase: price.purchase,
    unitSale: price.sale,
    orderedAt: world.clock.now(),
    activatedAt: world.clock.now(),
  });
  planRenewal(world, created);
  planNextCycle(world, created);
  return created;
}

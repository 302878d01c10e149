import { defineCollection } from '../../kernel/collection.ts';
import type { Job } from '../../kernel/scheduler.ts';
import type { World } from '../../world.ts';
import { type Actor, systemActor } from '../actor.ts';
import { recordAudit } from '../audit/audit-event.ts';
import { planUsage, stopBilling } from '../billing/charge.ts';
import { catalogItemIdOf, isMicrosoft } from '../catalogue/availability.ts';
import { planFor, requireProduct } from '../catalogue/catalogue.ts';
import { azurePlanName, azureSubscriptionName } from '../catalogue/microsoft-azure.ts';
import { placeOrder } from '../orders/place-order.ts';
import { customerInScope, subscriptionsOf } from '../partners/customer.ts';
import { partnerOf } from '../partners/partner.ts';
import { Refusal } from '../refusal.ts';
import { auditSubscription } from '../subscriptions/audit-subscription.ts';
import { isLegacy } from '../subscriptions/legacy.ts';
import { type Subscription, subscriptions } from '../subscriptions/subscription.ts';
import { type Tenant, tenants } from '../tenants/tenant.ts';

export interface ProductUpgradeLine {
  /** Microsoft's ids and names of what was and what is. */
  readonly source: { readonly id: string; readonly name: string };
  readonly target: { readonly id: string; readonly name: string };
  readonly upgradedAt: number;
}

/** A customer's move from Azure to the Azure plan. */
export interface ProductUpgrade {
  readonly id: string;
  readonly tenantId: string;
  /** The partner's company, and who of it asked. */
  readonly companyId: number;
  readonly username: string;
  readonly status: 'InProgress' | 'Completed' | 'Failed';
  readonly createdAt: number;
  readonly lines: readonly ProductUpgradeLine[];
  readonly failure?: { readonly code: string; readonly message: string };
}

export const productUpgrades = defineCollection<ProductUpgrade>()({
  name: 'productUpgrades',
  key: (upgrade) => upgrade.id,
  indexes: { tenant: (upgrade) => upgrade.tenantId },
});

export interface ProductUpgradeRequest {
  readonly customerId?: string | undefined;
  readonly productFamily?: string | undefined;
}

/** How long a move takes on the world's clock. evidence: modelled */
const upgradeTime = 60_000;

/** Why a customer cannot move, if so, and the move that there is already. */
export function productUpgradeEligibility(
  world: World,
  actor: Actor,
  request: ProductUpgradeRequest,
): { readonly tenant: Tenant; readonly problem?: Refusal; readonly upgrade?: ProductUpgrade } {
  const tenant = customerOfRequest(world, actor, request);
  const { companyId } = partnerOf(world, actor);
  const upgrade = world.store
    .of(productUpgrades)
    .find('tenant', tenant.id)
    .findLast((each) => each.companyId === companyId && each.status !== 'Failed');
  const problem = problemOf(legacyAzureOf(world, tenant), upgrade);
  return { tenant, ...(problem && { problem }), ...(upgrade && { upgrade }) };
}

function problemOf(azure: readonly Subscription[], upgrade: ProductUpgrade | undefined): Refusal | undefined {
  if (upgrade?.status === 'InProgress') {
    return new Refusal(
      'conflict',
      'product_upgrade.in_progress',
      `Upgrade ${upgrade.id} of the customer is not over; ask for its status.`,
    );
  }
  if (azure.length === 0 && upgrade !== undefined) {
    return new Refusal(
      'invalid',
      'product_upgrade.completed',
      `Upgrade ${upgrade.id} has moved the customer to the Azure plan already.`,
    );
  }
  if (azure.length === 0) {
    return new Refusal(
      'forbidden',
      'product_upgrade.no_azure',
      'The customer has no legacy Azure subscription that could move; buy an Azure plan.',
    );
  }
  if (azure.some((each) => each.state === 'suspended')) {
    return new Refusal(
      'forbidden',
      'product_upgrade.suspended',
      'The customer has suspended Azure subscriptions; make them active first.',
    );
  }
  return undefined;
}

function customerOfRequest(world: World, actor: Actor, request: ProductUpgradeRequest): Tenant {
  const { customerId = '', productFamily = '' } = request;
  if (customerId === '') {
    throw new Refusal(
      'invalid',
      'product_upgrade.customer',
      'customerId is missing; name the customer.',
      'customerId',
    );
  }
  if (productFamily.toLowerCase() !== 'azure') {
    throw new Refusal(
      'invalid',
      'product_upgrade.family',
      `productFamily "${productFamily}" must be azure; nothing else can be moved.`,
      'productFamily',
    );
  }
  return customerInScope(world, actor, customerId);
}

function legacyAzureOf(world: World, tenant: Tenant): Subscription[] {
  return subscriptionsOf(world, tenant.id).filter(
    (each) => each.kind === 'azure-plan' && each.state !== 'terminated' && isLegacy(each),
  );
}

/** Starts to move a customer to the Azure plan. */
export function createProductUpgrade(
  world: World,
  actor: Actor,
  request: ProductUpgradeRequest,
): ProductUpgrade {
  const { tenant, problem } = productUpgradeEligibility(world, actor, request);
  if (problem !== undefined) throw problem;
  const { companyId } = partnerOf(world, actor);
  const now = world.clock.now();
  const upgrade = world.store.of(productUpgrades).put({
    id: world.ids.uuid(),
    tenantId: tenant.id,
    companyId,
    username: actor.username,
    status: 'InProgress' as const,
    createdAt: now,
    lines: [],
  });
  world.scheduler.schedule({
    key: `product-upgrade:${upgrade.id}`,
    kind: 'product-upgrade',
    due: now + upgradeTime,
    subject: upgrade.id,
  });
  recordAudit(world, actor, {
    eventType: 'ProductUpgrade.Created',
    targetId: companyId,
    targetType: 'Company',
    targetName: tenant.companyName,
    companyId,
    details: upgrade.id,
  });
  return upgrade;
}

/** A move by its id, for the customer it is of. @throws Refusal */
export function productUpgradeInScope(
  world: World,
  actor: Actor,
  upgradeId: string,
  request: ProductUpgradeRequest,
): ProductUpgrade {
  const upgrade = world.store.of(productUpgrades).get(upgradeId.toLowerCase());
  if (upgrade === undefined || upgrade.companyId !== partnerOf(world, actor).companyId) {
    throw new Refusal(
      'not-found',
      'product_upgrade.unknown',
      `upgradeId ${upgradeId} is no upgrade of the partner's customers.`,
      'upgradeId',
    );
  }
  const { id } = customerOfRequest(world, actor, request);
  if (upgrade.tenantId === id) return upgrade;
  throw new Refusal(
    'invalid',
    'product_upgrade.other_customer',
    `upgradeId ${upgradeId} is not of customer ${id}, but of ${upgrade.tenantId}.`,
    'upgradeId',
  );
}

/** For purchases of an Azure plan. @throws Refusal while the customer is being moved to one */
export function checkNoProductUpgrade(world: World, tenantId: string): void {
  const upgrade = world.store
    .of(productUpgrades)
    .find('tenant', tenantId)
    .find((each) => each.status === 'InProgress');
  if (upgrade === undefined) return;
  throw new Refusal(
    'conflict',
    'product_upgrade.purchase_waits',
    `Upgrade ${upgrade.id} brings the customer an Azure plan; wait until it is over.`,
  );
}

/** Puts the legacy subscriptions below an Azure plan, bought where there is none: they live on, with their ids. evidence: modelled */
function finish(world: World, upgrade: ProductUpgrade, tenant: Tenant): readonly ProductUpgradeLine[] {
  const { companyId, username } = upgrade;
  const actor: Actor = { ...systemActor, companyId, username };
  const azure = legacyAzureOf(world, tenant);
  const plan = planOf(world, actor, tenant);
  const product = requireProduct(azureSubscriptionName);
  const now = world.clock.now();
  return azure.map((subscription): ProductUpgradeLine => {
    stopBilling(world, subscription);
    const name = subscription.displayName;
    const moved = world.store.of(subscriptions).put({
      ...subscription,
      parentId: plan.id,
      dependencyId: plan.id,
      kind: product.kind,
      productName: product.name,
      fields: { SubscriptionName: name },
      ...(product.plans[0] && {
        billingType: product.plans[0].billingType,
        priceableItemId: product.plans[0].priceableItemId,
      }),
    });
    if (moved.state === 'active') planUsage(world, moved, now);
    auditSubscription(world, actor, moved, 'MovedToAzurePlan', `Upgrade ${upgrade.id}`);
    return {
      source: { id: subscription.vendorReferenceId ?? '', name },
      target: { id: plan.vendorReferenceId ?? '', name: plan.displayName },
      upgradedAt: now,
    };
  });
}

function planOf(world: World, actor: Actor, tenant: Tenant): Subscription {
  const held = subscriptionsOf(world, tenant.id).find(
    (each) => each.productName === azurePlanName && each.state === 'active',
  );
  if (held !== undefined) return held;
  const product = requireProduct(azurePlanName);
  const plan = planFor(product, undefined);
  if (!isMicrosoft(product)) throw new Error('The catalogue has no Azure plan.');
  const order = placeOrder(world, actor, {
    tenant,
    lines: [{ product, plan, quantity: 1, catalogItemId: catalogItemIdOf(world, product) }],
  });
  const bought = world.store.of(subscriptions).get(order.lines[0]?.subscriptionId ?? 0);
  if (bought === undefined) throw new Error(`Order ${order.id} brought no Azure plan.`);
  return bought;
}

export const productUpgradeJobs = {
  'product-upgrade': (world: World, job: Job) => {
    const upgrade = world.store.of(productUpgrades).get(job.subject);
    const tenant = world.store.of(tenants).get(upgrade?.tenantId ?? '');
    if (upgrade?.status !== 'InProgress' || tenant === undefined) return;
    try {
      const lines = world.transact(() => finish(world, upgrade, tenant));
      world.store.of(productUpgrades).put({ ...upgrade, status: 'Completed' as const, lines });
    } catch (reason) {
      if (!(reason instanceof Refusal)) throw reason;
      const { code, message } = reason;
      world.store
        .of(productUpgrades)
        .put({ ...upgrade, status: 'Failed' as const, failure: { code, message } });
    }
  },
};

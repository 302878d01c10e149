import { addPeriod, dateOf, parseInstant, startOfDay } from '../../kernel/calendar.ts';
import type { Job } from '../../kernel/scheduler.ts';
import type { World } from '../../world.ts';
import { type Actor, systemActor } from '../actor.ts';
import { planFor, requireProduct } from '../catalogue/catalogue.ts';
import { checkFields } from '../catalogue/check-fields.ts';
import { licenceFields } from '../catalogue/microsoft-licences.ts';
import { tenantFields } from '../catalogue/microsoft-tenant.ts';
import type { FieldValue, Product } from '../catalogue/product.ts';
import { type Account, accountInScope, nextAccountId, permit } from '../companies/scope.ts';
import { prorated } from '../money.ts';
import { exceedsCredit, holdForApproval } from '../orders/credit.ts';
import { sellableThrough } from '../prices/marketplaces.ts';
import { resolvePrice } from '../prices/resolve-price.ts';
import { Refusal } from '../refusal.ts';
import { tenantProblems } from '../tenants/tenant-order.ts';
import { auditSubscription } from './audit-subscription.ts';
import { alignmentChoices } from './end-date-alignment.ts';
import { startProvisioning } from './provision.ts';
import { type Subscription, subscriptionStates, subscriptions } from './subscription.ts';

export interface SubscriptionOrder {
  /** Company, reseller, user or service that buys. */
  readonly parentId: number;
  readonly productName: string;
  readonly fields: Readonly<Record<string, FieldValue | null>>;
  readonly dependencyId?: number | undefined;
  readonly contractId?: string | undefined;
  readonly purchaseOrderNumber?: string | undefined;
  readonly quoteId?: string | undefined;
  /** yyyy-mm-dd: provision on that day, 00:00 UTC. */
  readonly scheduledDate?: string | undefined;
}

/** Orders a service: checks every rule, locks the price, asks for credit, then provisions, waits, or is held. */
export function orderSubscription(world: World, actor: Actor, order: SubscriptionOrder): Subscription {
  permit(actor, 'services.write');
  const account = accountInScope(world, actor, order.parentId, 'ParentAccountId');
  const { company } = account;
  if (company.state !== 'Active')
    throw new Refusal(
      'conflict',
      'account.terminated',
      `ParentAccountId ${order.parentId} is terminated; nothing can be ordered for it.`,
      'ParentAccountId',
    );
  const product = requireProduct(order.productName);
  checkSold(world, account, product);
  const fields = checkedFields(world, account, product, order);
  const dependency = dependencyOf(world, account, product, order.dependencyId);
  checkUnique(world, product, fields, dependency);
  const scheduledFor = scheduledInstant(world, order.scheduledDate);
  const plan = planFor(product, fields[licenceFields.billingType] as string | undefined);
  const price = resolvePrice(world, {
    companyId: company.id,
    productName: product.name,
    billingType: plan.billingType,
  });
  const quantity = Number(fields[licenceFields.quantity] ?? 1);
  const tenantId = dependency?.tenantId;
  const subscription: Subscription = {
    id: nextAccountId(world),
    parentId: order.parentId,
    companyId: company.id,
    resellerId: company.resellerId,
    productName: product.name,
    displayName: String(fields[licenceFields.subscriptionName] ?? product.displayName),
    kind: product.kind,
    state: 'scheduled',
    provisioningAttempts: 0,
    fields,
    billingType: plan.billingType,
    billingCycle: plan.billingCycle,
    quantity,
    batches: [],
    currency: price.currency,
    priceableItemId: price.priceableItemId,
    unitPurchase: price.purchase,
    unitSale: price.sale,
    orderedAt: world.clock.now(),
    endOfTermAction: 'Renew',
    ...(plan.term && { term: plan.term }),
    ...(tenantId !== undefined && { tenantId }),
    ...(dependency && { dependencyId: dependency.id }),
    ...(scheduledFor !== undefined && { scheduledFor }),
    ...given(order),
  };
  world.store.of(subscriptions).put(subscription);
  auditSubscription(world, actor, subscription, 'Created');
  if (scheduledFor !== undefined) {
    world.scheduler.schedule({
      key: `scheduled-start:${subscription.id}`,
      kind: 'scheduled-start',
      due: scheduledFor,
      subject: subscription.id,
    });
    return subscription;
  }
  return begin(world, actor, subscription);
}

/** Asks for credit and goes on to provisioning, or waits for approval. */
function begin(world: World, actor: Actor, subscription: Subscription): Subscription {
  const usage = subscription.billingCycle === 'usage';
  const amount = usage
    ? 0
    : prorated(subscription.unitSale ?? '0', subscription.quantity, 1, 1, subscription.currency);
  if (!exceedsCredit(world, subscription.companyId, amount)) return startProvisioning(world, subscription);
  const held = world.store
    .of(subscriptions)
    .put({ ...subscription, state: subscriptionStates.move(subscription.state, 'held') });
  holdForApproval(world, actor, held, amount);
  return held;
}

/** Goes on with an order whose credit check was approved. */
export function releaseHeldSubscription(world: World, _actor: Actor, id: number): Subscription | undefined {
  const subscription = world.store.of(subscriptions).get(id);
  return subscription?.state === 'held' ? startProvisioning(world, subscription) : undefined;
}

/** Ends an order whose credit check was declined. */
export function declineHeldSubscription(world: World, actor: Actor, id: number): Subscription | undefined {
  const subscription = world.store.of(subscriptions).get(id);
  if (subscription?.state !== 'held') return undefined;
  const declined = world.store.of(subscriptions).put({
    ...subscription,
    state: subscriptionStates.move(subscription.state, 'terminated'),
    terminatedAt: world.clock.now(),
    terminationReason: 'Credit check declined',
  });
  auditSubscription(world, actor, declined, 'Declined');
  return declined;
}

function checkSold(world: World, { company }: Account, product: Product): void {
  const marketplace = sellableThrough(world, company, product.name);
  if (marketplace === undefined) {
    throw new Refusal(
      'invalid',
      'service.not_sold',
      `ServiceName "${product.name}" is not sold to account ${company.id}; add it to one of its price lists with AddMarketplaceServices.`,
      'ServiceName',
    );
  }
  if (product.requiresTerms && marketplace.services[product.name]?.termsAccepted !== true) {
    throw new Refusal(
      'invalid',
      'service.terms_not_accepted',
      `The terms of ${product.displayName} are not accepted in price list ${marketplace.id}; read them with GetSpecialProductTermsForService and accept them with AcceptTermsForMarketplaceService.`,
      'ServiceName',
    );
  }
}

function checkedFields(
  world: World,
  { company }: Account,
  product: Product,
  order: SubscriptionOrder,
): Readonly<Record<string, FieldValue>> {
  const { problems, values } = checkFields({ product, fields: order.fields, update: false });
  const all = product.kind === 'tenant' ? [...problems, ...tenantProblems(world, values)] : [...problems];
  const alignment = values[licenceFields.endDateAlignment];
  if (
    alignment !== undefined &&
    !alignmentChoices(world, company.id, String(values[licenceFields.billingType])).some(
      (choice) => choice.value === alignment,
    )
  ) {
    all.push({
      field: licenceFields.endDateAlignment,
      code: 'field.invalid',
      message: `${licenceFields.endDateAlignment} ${String(alignment)} is no date to align to; take one from GetRemoteEnums.`,
    });
  }
  const [first] = all;
  if (first === undefined) return values;
  throw new Refusal('invalid', first.code, all.map((problem) => problem.message).join(' '), first.field);
}

/** The service that the ordered one stands on: named, the parent, or the company's only one. */
function dependencyOf(
  world: World,
  account: Account,
  product: Product,
  named: number | undefined,
): Subscription | undefined {
  if (product.dependsOn === undefined) return undefined;
  const needed = requireProduct(product.dependsOn);
  const candidates = world.store
    .of(subscriptions)
    .find('company', account.company.id)
    .filter((each) => each.productName === needed.name && each.state === 'active');
  const id = named ?? (account.type === 'service' ? account.subscription.id : undefined);
  const chosen =
    id === undefined
      ? candidates.length === 1
        ? candidates[0]
        : undefined
      : candidates.find((each) => each.id === id);
  if (chosen !== undefined) return chosen;
  const remedy =
    candidates.length > 0
      ? `name one of ${candidates.map((each) => each.id).join(', ')}.`
      : `order ${needed.displayName} first and wait until it is provisioned.`;
  throw new Refusal(
    'invalid',
    'subscription.dependency_missing',
    `DependencyAccountId: ${product.displayName} needs an active ${needed.displayName} of the same company; ${remedy}`,
    'DependencyAccountId',
  );
}

function checkUnique(
  world: World,
  product: Product,
  fields: Readonly<Record<string, FieldValue>>,
  dependency: Subscription | undefined,
): void {
  const others = () =>
    world.store
      .of(subscriptions)
      .find('product', product.name)
      .filter((each) => each.state !== 'terminated');
  if (product.kind === 'tenant') {
    const domain = String(fields[tenantFields.domain]).toLowerCase();
    const holder = others().find((each) => String(each.fields[tenantFields.domain]).toLowerCase() === domain);
    if (holder !== undefined)
      throw new Refusal(
        'conflict',
        'tenant.already_ordered',
        `${tenantFields.domain} ${domain} is ordered already as account ${holder.id}; use that one.`,
        tenantFields.domain,
      );
  }
  if (product.kind === 'azure-plan' && dependency !== undefined) {
    const holder = world.store
      .of(subscriptions)
      .find('dependency', dependency.id)
      .find((each) => each.kind === 'azure-plan' && each.state !== 'terminated');
    if (holder !== undefined)
      throw new Refusal(
        'conflict',
        'azure.plan_exists',
        `DependencyAccountId ${dependency.id} has an Azure plan already, account ${holder.id}; a tenant has one.`,
        'DependencyAccountId',
      );
  }
  for (const definition of product.fields) {
    if (definition.unique !== true || product.kind === 'tenant' || fields[definition.name] === undefined)
      continue;
    const holder = others().find((each) => each.fields[definition.name] === fields[definition.name]);
    if (holder !== undefined)
      throw new Refusal(
        'conflict',
        'field.not_unique',
        `${definition.name} is used by account ${holder.id} already; choose another.`,
        definition.name,
      );
  }
}

function scheduledInstant(world: World, date: string | undefined): number | undefined {
  if (date === undefined) return undefined;
  const instant = parseInstant(date);
  const today = startOfDay(world.clock.now());
  if (instant < today || instant > addPeriod(today, 'P1Y')) {
    throw new Refusal(
      'invalid',
      'subscription.scheduled_date',
      `ScheduledDate ${date} must be a day from today, ${dateOf(today)}, to a year from now.`,
      'ScheduledDate',
    );
  }
  return instant === today ? undefined : instant;
}

function given(order: SubscriptionOrder) {
  return {
    ...(order.contractId !== undefined && { contractId: order.contractId }),
    ...(order.purchaseOrderNumber !== undefined && { purchaseOrderNumber: order.purchaseOrderNumber }),
    ...(order.quoteId !== undefined && { quoteId: order.quoteId }),
  };
}

export const orderJobs = {
  /** A scheduled order's day has come. */
  'scheduled-start': (world: World, job: Job) => {
    const subscription = world.store.of(subscriptions).get(job.subject);
    if (subscription?.state === 'scheduled') begin(world, systemActor, subscription);
  },
};

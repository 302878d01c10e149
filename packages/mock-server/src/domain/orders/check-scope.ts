import type { World } from '../../world.ts';
import { isForLegacyAzure, type MicrosoftProduct } from '../catalogue/availability.ts';
import { Refusal } from '../refusal.ts';
import { entitlementsOf } from '../subscriptions/azure-entitlements.ts';
import { isLegacy } from '../subscriptions/legacy.ts';
import { type Subscription, subscriptions } from '../subscriptions/subscription.ts';
import type { Tenant } from '../tenants/tenant.ts';
import type { WantedLine } from './cart.ts';

/** What reservations and savings plans need to know: an Azure plan of the customer, or an Azure subscription below it. evidence: docs */
export function checkScope(
  world: World,
  product: MicrosoftProduct,
  tenant: Tenant,
  wanted: WantedLine,
): void {
  if (product.kind !== 'reservation' && product.kind !== 'savings-plan') return;
  const context = Object.fromEntries(
    Object.entries(wanted.provisioningContext ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const plan = world.store
    .of(subscriptions)
    .find('tenant', tenant.id)
    .find((each) => each.kind === 'azure-plan' && each.state === 'active' && !isLegacy(each));
  if (plan === undefined) {
    throw new Refusal(
      'invalid',
      'line.needs_azure_plan',
      'The customer needs an active Azure plan first.',
      'provisioningContext',
    );
  }
  const scope = context.scope?.toLowerCase();
  if (scope !== 'shared' && scope !== 'single') {
    throw new Refusal(
      'invalid',
      'line.scope',
      `provisioningContext.scope "${context.scope ?? ''}" must be shared or single.`,
      'provisioningContext',
    );
  }
  if (product.kind === 'savings-plan') {
    if (world.settings.profile === 'sandbox') {
      throw new Refusal(
        'forbidden',
        'line.not_in_sandbox',
        'Savings plans are not sold in the sandbox.',
        'catalogItemId',
      );
    }
    if (wanted.commitment === undefined || !(Number(wanted.commitment.amount) > 0)) {
      throw new Refusal(
        'invalid',
        'line.commitment',
        'purchaseCommitment must carry an hourly amount above zero.',
        'purchaseCommitment',
      );
    }
    checkAzureSubscription(world, plan, scope === 'single' ? context.entitlementid : undefined);
  } else if (isForLegacyAzure(world, product, wanted.catalogItemId)) {
    throw new Refusal(
      'invalid',
      'line.reservation_scope',
      'catalogItemId is of the legacy Azure offer; read the availabilities with reservationScope=AzurePlan.',
      'catalogItemId',
    );
  } else if (context.subscriptionid === undefined) {
    throw new Refusal(
      'invalid',
      'line.subscription',
      'provisioningContext.subscriptionId is missing; name the Azure plan.',
      'provisioningContext',
    );
  } else if (plan.registration !== 'registered') {
    throw new Refusal(
      'invalid',
      'line.not_registered',
      'The Azure plan is not registered for reservations; POST its registrations and wait.',
      'provisioningContext',
    );
  }
}

/** evidence: docs, a savings plan needs an Azure plan with an active Azure subscription */
function checkAzureSubscription(world: World, plan: Subscription, entitlementId: string | undefined): void {
  const active = entitlementsOf(world, plan).filter((each) => each.state === 'active');
  const wanted = entitlementId?.toLowerCase();
  if (active.some((each) => wanted === undefined || each.vendorReferenceId === wanted)) return;
  throw new Refusal(
    'invalid',
    'line.needs_azure_plan',
    wanted === undefined
      ? 'The Azure plan has no active Azure subscription.'
      : `provisioningContext.entitlementId ${entitlementId} is no active Azure subscription of the plan.`,
    'provisioningContext',
  );
}

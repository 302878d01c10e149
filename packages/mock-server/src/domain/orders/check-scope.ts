import type { World } from '../../world.ts';
import type { MicrosoftProduct } from '../catalogue/availability.ts';
import { Refusal } from '../refusal.ts';
import { subscriptions } from '../subscriptions/subscription.ts';
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
    .find((each) => each.kind === 'azure-plan' && each.state === 'active');
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

import type { World } from '../../world.ts';
import type { Actor } from '../actor.ts';
import { refundCancellation } from '../billing/charge.ts';
import { isMicrosoft, type MicrosoftProduct } from '../catalogue/availability.ts';
import { productNamed } from '../catalogue/catalogue.ts';
import { Refusal } from '../refusal.ts';
import { tenants } from '../tenants/tenant.ts';
import { auditSubscription } from './audit-subscription.ts';
import { endSubscription } from './change.ts';
import { addOnsOfSubscription, beginLegacy, legacyProductOf } from './legacy.ts';
import type { Subscription } from './subscription.ts';

/** Why an upgrade cannot be made, by Microsoft's own names. */
export interface UpgradeProblem {
  readonly code:
    | 'subscription_status_not_active'
    | 'subscription_not_provisioned'
    | 'subscription_add_ons_present'
    | 'subscription_does_not_have_any_upgrade_paths'
    | 'subscription_target_offer_not_found'
    | 'offer_does_not_support_billing_cycle';
  readonly message: string;
}

/** The offers that a legacy subscription can be upgraded to. */
export function legacyUpgradeTargets(subscription: Subscription): MicrosoftProduct[] {
  return (legacyProductOf(subscription)?.upgradesTo ?? [])
    .map((name) => productNamed(name))
    .filter((each) => isMicrosoft(each));
}

/** What keeps a legacy subscription from an upgrade now. evidence: client for the names, modelled when each comes */
export function upgradeProblems(
  world: World,
  subscription: Subscription,
  target: MicrosoftProduct,
): UpgradeProblem[] {
  const id = subscription.vendorReferenceId ?? '';
  const problems: UpgradeProblem[] = [];
  if (subscription.state !== 'active') {
    problems.push({
      code: 'subscription_status_not_active',
      message: `Subscription ${id} is ${subscription.state}; only an active one can be upgraded.`,
    });
  }
  if (subscription.pendingChange) {
    problems.push({
      code: 'subscription_not_provisioned',
      message: `Subscription ${id} has a change under way; try again when it is done.`,
    });
  }
  if (addOnsOfSubscription(world, subscription).some((each) => each.state === 'active')) {
    problems.push({
      code: 'subscription_add_ons_present',
      message: `Subscription ${id} has active add-ons; suspend those first.`,
    });
  }
  if (!target.plans.some((plan) => plan.billingCycle === subscription.billingCycle)) {
    problems.push({
      code: 'offer_does_not_support_billing_cycle',
      message: `${target.displayName} is not billed ${subscription.billingCycle ?? 'so'}; change the billing cycle first.`,
    });
  }
  return problems;
}

/** Upgrades all seats to another legacy offer: a new subscription takes the place of the old one. evidence: docs that the id changes, modelled that the old one ends at once */
export function upgradeLegacy(
  world: World,
  actor: Actor,
  subscription: Subscription,
  targetOfferId: string,
): Subscription {
  const targets = legacyUpgradeTargets(subscription);
  const target = targets.find((each) => each.offerId === targetOfferId.toUpperCase());
  if (target === undefined) {
    const none = targets.length === 0;
    throw new Refusal(
      'not-found',
      none
        ? 'legacy_upgrade.subscription_does_not_have_any_upgrade_paths'
        : 'legacy_upgrade.subscription_target_offer_not_found',
      none
        ? `Subscription ${subscription.vendorReferenceId} cannot be upgraded to anything.`
        : `targetOffer.id ${targetOfferId} is no upgrade of the subscription; choose ${targets.map((each) => each.offerId).join(' or ')}.`,
      'targetOffer',
    );
  }
  const [problem] = upgradeProblems(world, subscription, target);
  const plan = target.plans.find((each) => each.billingCycle === subscription.billingCycle);
  const tenant = world.store.of(tenants).get(subscription.tenantId ?? '');
  if (problem !== undefined || plan === undefined || tenant === undefined) {
    const { code = 'other', message = 'The upgrade cannot be made.' } = problem ?? {};
    throw new Refusal('conflict', `legacy_upgrade.${code}`, message);
  }
  const upgraded = beginLegacy(world, actor, {
    tenant,
    product: target,
    plan,
    quantity: subscription.quantity,
    companyId: subscription.companyId,
    startedAt: world.clock.now(),
    partnerId: subscription.partnerId,
  });
  refundCancellation(world, subscription, 'upgrade');
  const ended = endSubscription(world, subscription, `Upgraded to ${target.displayName}`);
  auditSubscription(world, actor, ended, 'Upgraded', `To ${upgraded.vendorReferenceId}`);
  return upgraded;
}

import { customerInScope, isoOf } from '../../../domain/partners/customer.ts';
import { attempt, Refusal } from '../../../domain/refusal.ts';
import { conversionOf, convertLegacy } from '../../../domain/subscriptions/convert-legacy.ts';
import { addOnsOfSubscription, isLegacy } from '../../../domain/subscriptions/legacy.ts';
import type { Subscription } from '../../../domain/subscriptions/subscription.ts';
import {
  legacyUpgradeTargets,
  upgradeLegacy,
  upgradeProblems,
} from '../../../domain/subscriptions/upgrade-legacy.ts';
import type {
  Conversion,
  ConversionErrorCode,
  ConversionResult,
  Upgrade,
  UpgradeErrorCode,
  UpgradeResult,
} from '../../../generated/partner-center.gen.ts';
import type { Call, OperationHandler } from '../../../http/wire.ts';
import { toOffer } from '../shapes/offer.ts';
import { attributes, collection } from '../shapes/resource.ts';
import { toSubscription } from '../shapes/subscription.ts';
import { subscriptionOf } from './subscription.ts';

function toConversion(subscription: Subscription): Conversion[] {
  const conversion = conversionOf(subscription);
  if (conversion === undefined) return [];
  return [
    {
      offerId: conversion.from.offerId,
      targetOfferId: conversion.to.offerId,
      ...(subscription.secondVendorReferenceId !== undefined && {
        orderId: subscription.secondVendorReferenceId,
      }),
      quantity: subscription.quantity,
      billingCycle: 'monthly',
      attributes: attributes('Conversion'),
    },
  ];
}

const upgradePrefix = 'legacy_upgrade.';

/** The domain names these refusals as Microsoft does. */
function upgradeErrorOf({ code }: Refusal): UpgradeErrorCode {
  return code.startsWith(upgradePrefix) ? (code.slice(upgradePrefix.length) as UpgradeErrorCode) : 'other';
}

function toUpgrades(call: Call): Upgrade[] {
  const { world, actor, parameters } = call;
  const subscription = subscriptionOf(call);
  const tenant = customerInScope(world, actor, parameters.customerId ?? '');
  const market = { country: isoOf(tenant), locale: call.request.headers['x-locale'] ?? 'en-US' };
  return legacyUpgradeTargets(subscription).map((target) => {
    const problems = upgradeProblems(world, subscription, target);
    return {
      targetOffer: toOffer(target, market),
      upgradeType: problems.length === 0 ? ('upgrade_with_license_transfer' as const) : ('none' as const),
      isEligible: problems.length === 0,
      quantity: subscription.quantity,
      upgradeErrors: problems.map(({ code, message }) => ({ code, description: message })),
      attributes: attributes('Upgrade'),
    };
  });
}

export const legacyOperations = {
  ListSubscriptionAddons: (call: Call) => {
    const addOns = addOnsOfSubscription(call.world, subscriptionOf(call));
    return collection(addOns.map((each) => toSubscription(call.world, each)));
  },
  ListConversions: (call: Call) => collection(toConversion(subscriptionOf(call))),
  CreateConversion: (call: Call<Conversion>) => {
    const { world, actor, body } = call;
    const subscription = subscriptionOf(call);
    const result = attempt(() => convertLegacy(world, actor, subscription, body));
    const code: ConversionErrorCode =
      result instanceof Refusal && result.code === 'conversion.none' ? 'conversions_not_found' : 'other';
    return {
      subscriptionId: subscription.vendorReferenceId ?? '',
      ...(body.offerId !== undefined && { offerId: body.offerId }),
      ...(body.targetOfferId !== undefined && { targetOfferId: body.targetOfferId }),
      ...(result instanceof Refusal && { error: { code, description: result.message } }),
      attributes: attributes('ConversionResult'),
    } satisfies ConversionResult & { attributes: object };
  },
  ListUpgrades: (call: Call) => collection(toUpgrades(call)),
  CreateUpgrade: (call: Call<Upgrade>) => {
    const { world, actor, body } = call;
    const subscription = subscriptionOf(call);
    if (!isLegacy(subscription)) {
      throw new Refusal(
        'invalid',
        'legacy_upgrade.new_commerce',
        `Subscription ${subscription.vendorReferenceId} is of new commerce; upgrade it with its transitions.`,
        'subscriptionId',
      );
    }
    const targetId = body.targetOffer?.id ?? '';
    const result = attempt(() => upgradeLegacy(world, actor, subscription, targetId));
    const failed = result instanceof Refusal;
    return {
      sourceSubscriptionId: subscription.vendorReferenceId ?? '',
      ...(!failed && { targetSubscriptionId: result.vendorReferenceId ?? '' }),
      upgradeType: failed ? 'none' : (body.upgradeType ?? 'upgrade_with_license_transfer'),
      upgradeErrors: failed ? [{ code: upgradeErrorOf(result), description: result.message }] : [],
      licenseErrors: [],
      attributes: attributes('UpgradeResult'),
    } satisfies UpgradeResult;
  },
} satisfies Record<string, OperationHandler>;

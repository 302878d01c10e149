import type { PartnerCenterErrorCode } from './error-code.ts';

/** Codes of Azure: plans, upgrades to them, entitlements, reservations, savings plans. */
export const azureCodes: Readonly<Record<number, PartnerCenterErrorCode>> = {
  800011: {
    status: 400,
    meaning: 'The subscription named is not an Azure one.',
    remedy: 'Send the id of an Azure subscription of this customer.',
  },
  800013: {
    status: 400,
    meaning: 'The Azure subscription cannot buy reservations yet.',
    remedy: 'Register it for reservations, then repeat.',
  },
  800030: {
    status: 400,
    meaning: 'The Azure subscription is not registered.',
    remedy: 'Register it, wait until that is done, then repeat.',
  },
  800068: {
    status: 403,
    meaning: 'The partner would have more Azure subscriptions than allowed.',
    remedy: 'Cancel unused ones, or ask support for a higher limit.',
  },
  800111: {
    status: 404,
    meaning: 'No Azure subscription has this entitlement id.',
    remedy: 'Read the entitlements of the Azure plan for the right id.',
  },
  800112: {
    status: 403,
    meaning: 'Overage is impossible: the customer still has Azure subscriptions of the old kind.',
    remedy: 'Move them to the Azure plan first.',
  },
  800114: {
    status: 403,
    meaning: 'This partner may not manage the overage of the customer.',
    remedy: 'Leave it to the partner who may.',
  },
  800115: {
    status: 403,
    meaning: 'Another tenant already has the overage.',
    remedy: 'Ask the customer who is to have it.',
  },
  900105: {
    status: 403,
    meaning: 'Suspended Azure subscriptions cannot move to the Azure plan.',
    remedy: 'Make them active, or cancel them, then repeat.',
  },
  900106: {
    status: 404,
    meaning: 'There is no such upgrade.',
    remedy: 'Check the upgrade id and the customer.',
  },
  900107: {
    status: 400,
    meaning: 'The upgrade lacks the Azure plan in the catalog.',
    remedy: 'Check the country of the customer; otherwise ask support.',
  },
  900108: {
    status: 403,
    meaning: 'The customer has no Azure subscription to upgrade.',
    remedy: 'Buy the Azure plan directly.',
  },
  900109: {
    status: 409,
    meaning: 'An earlier upgrade is not finished.',
    remedy: 'Wait for the upgrade the message names.',
  },
  900110: {
    status: 400,
    meaning: 'The upgrade is already complete.',
    remedy: 'Nothing to do; read the subscriptions of the customer.',
  },
  900111: {
    status: 400,
    meaning: 'The upgrade belongs to another customer.',
    remedy: 'Use the id of the customer the message names.',
  },
  900112: {
    status: 409,
    meaning: 'An upgrade is waiting, so the purchase is blocked.',
    remedy: 'Wait until it is complete, then buy.',
  },
  900113: {
    status: 409,
    meaning: 'An upgrade is running, so the purchase is blocked.',
    remedy: 'Wait until it is complete, then buy.',
  },
  900114: {
    status: 409,
    meaning: 'An upgrade has failed, so the purchase is blocked.',
    remedy: 'Repeat the upgrade, or ask support, then buy.',
  },
  900115: {
    status: 403,
    meaning: 'The Azure plan still has active Azure subscriptions.',
    remedy: 'Cancel those first, then suspend the plan.',
  },
  900116: {
    status: 400,
    meaning: 'The sandbox has as many Azure plans as it may have.',
    remedy: 'Use a customer who has a plan, or remove test customers.',
  },
  900119: {
    status: 403,
    meaning: 'Azure Partner Shared Services cannot be upgraded.',
    remedy: 'Leave it as it is.',
  },
  900120: {
    status: 403,
    meaning: 'The Azure upgrade is not possible; no reason is given.',
    remedy: 'Check the Azure subscriptions of the customer, then ask support.',
  },
  900128: {
    status: 400,
    meaning: 'Metered software as a service needs an Azure plan.',
    remedy: 'Buy an Azure plan for the customer first.',
  },
  900129: {
    status: 400,
    meaning: 'The Azure plan for the metered product is missing or has no active subscription.',
    remedy: 'Send the id of a plan with an active Azure subscription.',
  },
  900307: {
    status: 400,
    meaning: 'That reason does not cancel an Azure subscription.',
    remedy: 'Send compromise as cancellationReason.',
  },
  900312: {
    status: 400,
    meaning: 'The scope in the provisioning context is not possible.',
    remedy: 'Choose a scope the product supports.',
  },
  900313: {
    status: 400,
    meaning: 'The provisioning context lacks the id of an Azure subscription.',
    remedy: 'Add the entitlement id to it.',
  },
  900314: {
    status: 400,
    meaning: 'The Azure subscription in the provisioning context is not active.',
    remedy: 'Make it active, or name another one.',
  },
  900315: {
    status: 400,
    meaning: 'The product cannot be bought with that Azure subscription.',
    remedy: 'Name another Azure subscription of the customer.',
  },
  900317: {
    status: 400,
    meaning: 'The provisioning context lacks the id of an Azure plan.',
    remedy: 'Add the subscription id of the plan to it.',
  },
  900318: {
    status: 400,
    meaning: 'The Azure plan in the provisioning context is missing or has no active subscription.',
    remedy: 'Name a plan with an active Azure subscription.',
  },
  900321: {
    status: 403,
    meaning: 'Partner Center cannot do this with an Azure savings plan.',
    remedy: 'Do it in the Azure portal.',
  },
  900323: {
    status: 403,
    meaning: 'A savings plan takes its partner on record from the Azure plan, and yours differs.',
    remedy: 'Send the partner on record of the Azure plan, or none.',
  },
  900335: {
    status: 403,
    meaning: 'The caller lacks the right to reactivate Azure subscriptions.',
    remedy: 'Sign in as an admin agent who is a global administrator.',
  },
  900337: {
    status: 400,
    meaning: 'The partner cannot reactivate the Azure subscription: Microsoft or the customer cancelled it.',
    remedy: 'Ask who cancelled it.',
  },
};

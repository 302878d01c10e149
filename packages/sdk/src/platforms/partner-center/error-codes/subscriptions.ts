import type { PartnerCenterErrorCode } from './error-code.ts';

/** Codes of subscriptions and assets: status, quantity, term, renewal. */
export const subscriptionCodes: Readonly<Record<number, PartnerCenterErrorCode>> = {
  2001: {
    status: 400,
    meaning: 'The quantity is fixed as long as the subscription is suspended.',
    remedy: 'Set the status to active first, then change the quantity.',
  },
  2002: {
    status: 400,
    meaning: 'The quantity is below the minimum or above the maximum.',
    remedy: 'Choose one between minimumQuantity and maximumQuantity of the offer.',
  },
  2011: {
    status: 400,
    meaning: 'The subscription is deleted, so it cannot be changed.',
    remedy: 'Buy a new subscription.',
  },
  2012: {
    status: 400,
    meaning: 'The subscription id has no counterpart in the directory (Entra ID), or the reverse.',
    remedy: 'Check which kind of id is sent; right after a purchase, repeat later.',
  },
  2054: {
    status: 400,
    meaning: 'A change of the subscription cannot change its billing cycle.',
    remedy: 'Change the billing cycle with an update of the order.',
  },
  20003: {
    status: 404,
    meaning: 'There is no subscription with this id.',
    remedy: 'Check the subscription id and the customer it belongs to.',
  },
  27009: {
    status: 409,
    meaning: 'The add-on cannot become active while its base subscription is not.',
    remedy: 'Make the base subscription active first.',
  },
  800012: {
    status: 400,
    meaning: 'The subscription is not active.',
    remedy: 'Make it active, or name another one.',
  },
  800021: {
    status: 400,
    meaning: 'The subscription named is not valid here.',
    remedy: 'Check its id, its customer and its kind.',
  },
  800027: {
    status: 403,
    meaning: 'The quantity of this item is fixed.',
    remedy: 'Buy a further subscription, or cancel this one.',
  },
  800028: {
    status: 403,
    meaning: 'The term first bought is no longer sold.',
    remedy: 'Choose another term from the current availabilities.',
  },
  800029: {
    status: 400,
    meaning: 'The add-on does not belong to that base subscription.',
    remedy: 'Name a base subscription the add-on is made for.',
  },
  800037: {
    status: 404,
    meaning: 'There is no asset with this id.',
    remedy: 'Check the id; after a purchase, repeat a few minutes later.',
  },
  800038: {
    status: 404,
    meaning: 'Nothing is known of how the asset will be billed next.',
    remedy: 'Check that it is active; after a purchase, repeat later.',
  },
  800040: {
    status: 400,
    meaning: 'The asset cannot go from its present status to the wanted one.',
    remedy: 'Read its status and choose a step that is allowed from there.',
  },
  800041: {
    status: 400,
    meaning: 'It is active already.',
    remedy: 'Nothing to do; read it to see its state.',
  },
  800066: {
    status: 403,
    meaning: 'The customer would have more subscriptions of this item than allowed.',
    remedy: 'Raise the quantity of an existing subscription.',
  },
  800067: {
    status: 403,
    meaning: 'The subscription would have more seats than allowed.',
    remedy: 'Lower the quantity, or spread it over several subscriptions.',
  },
  800072: {
    status: 400,
    meaning: 'The subscription is still being synchronized, so its billing cycle is fixed.',
    remedy: 'Repeat when that is finished.',
  },
  800076: {
    status: 404,
    meaning: 'The subscription has no history.',
    remedy: 'Check its id; after a purchase, repeat later.',
  },
  800080: {
    status: 400,
    meaning: 'The subscription has no billing account (Mint), so its billing cycle is fixed.',
    remedy: 'Order anew with the wanted cycle, or ask support.',
  },
  800081: {
    status: 400,
    meaning: 'The subscription has not been activated yet.',
    remedy: 'Activate it first, then change it.',
  },
  800082: {
    status: 409,
    meaning: 'The subscription is not ready for changes yet.',
    remedy: 'Wait a few minutes, then repeat.',
  },
  800085: {
    status: 400,
    meaning: 'Subscription and order differ in their billing cycle.',
    remedy: 'Send the billing cycle of the original order.',
  },
  800088: {
    status: 403,
    meaning: 'More seats were asked for than the subscription may still take.',
    remedy: 'Lower the quantity; the message says how many are left.',
  },
  800089: {
    status: 403,
    meaning: 'More were asked for than the customer may still have.',
    remedy: 'Lower the number; the message says how many are left.',
  },
  800090: {
    status: 400,
    meaning: 'Seats can no longer be taken back: their cancellation window has closed.',
    remedy: 'Schedule the lower quantity for the renewal with scheduledNextTermInstructions.',
  },
  800091: {
    status: 400,
    meaning: 'The subscription is suspended and cannot be changed.',
    remedy: 'Set its status to active first.',
  },
  800092: {
    status: 400,
    meaning: 'Subscriptions bought with Software Assurance cannot get more seats.',
    remedy: 'Buy a further subscription.',
  },
  800093: {
    status: 400,
    meaning: 'The subscription cannot renew by itself.',
    remedy: 'Leave autoRenewEnabled off and buy anew at its end.',
  },
  800094: {
    status: 500,
    meaning: 'The change of the subscription failed.',
    remedy: 'Read it again, and repeat what is not yet changed.',
  },
  800095: {
    status: 400,
    meaning: 'The quantity of this subscription is fixed.',
    remedy: 'Leave the quantity as it was read.',
  },
  800096: {
    status: 400,
    meaning: 'The status of this subscription cannot be changed.',
    remedy: 'Leave the status as it was read.',
  },
  800097: {
    status: 400,
    meaning: 'The billing cycle of this subscription is fixed.',
    remedy: 'Leave it as read, or schedule it for the renewal.',
  },
  800098: {
    status: 400,
    meaning: 'The partner on record of this subscription is fixed.',
    remedy: 'Leave partnerId as it was read.',
  },
  800107: {
    status: 400,
    meaning: 'A trial cannot change its term.',
    remedy: 'Move it to the paid product with a transition.',
  },
  800122: {
    status: 400,
    meaning: 'The new term is shorter than the present one.',
    remedy: 'Choose the same or a longer term, or schedule it for the renewal.',
  },
  900214: {
    status: 400,
    meaning: 'The hours in which seats could be taken back are over.',
    remedy: 'Schedule the lower quantity for the renewal with scheduledNextTermInstructions.',
  },
  900244: {
    status: 400,
    meaning: 'Only new commerce licenses can schedule an end date for the next term.',
    remedy: 'Leave customTermEndDate out of the instructions.',
  },
  900245: {
    status: 400,
    meaning: 'The scheduled end date is outside the first term, or on 28 to 30 with monthly terms.',
    remedy: 'Choose a day within that term; with P1M, the last day of a month.',
  },
  900246: {
    status: 400,
    meaning: 'The scheduled end date fits no other subscription and no end of a month.',
    remedy: 'Send the end of an active paid one, or the last day of a month.',
  },
  900257: {
    status: 400,
    meaning: 'The days in which seats could be taken back are over.',
    remedy: 'Schedule the lower quantity for the renewal with scheduledNextTermInstructions.',
  },
  900263: {
    status: 403,
    meaning: 'The call is not possible for subscriptions of the old kind.',
    remedy: 'Migrate the subscription to new commerce, or use the calls for old offers.',
  },
  900277: {
    status: 400,
    meaning: 'The subscription is about to end and can no longer be changed.',
    remedy: 'Buy a new one if it is still needed.',
  },
  900278: {
    status: 409,
    meaning: 'An earlier change of the subscription is not finished.',
    remedy: 'Repeat after 24 hours.',
  },
  900279: {
    status: 400,
    meaning: 'The subscription can never be changed again.',
    remedy: 'Buy a new one if it is still needed.',
  },
  900280: {
    status: 400,
    meaning: 'The subscription cannot be changed for now.',
    remedy: 'Read its status and repeat later.',
  },
  900311: {
    status: 400,
    meaning: 'The subscription has been changed too often.',
    remedy: 'Ask partner support; from now on, bundle changes into one.',
  },
};

/** What is known about an error code of Partner Center. */
export interface PartnerCenterErrorCode {
  /** HTTP status it is documented with; some codes come with several. */
  readonly status: number | undefined;
  readonly meaning: string;
  /** What the caller can do about it. */
  readonly remedy: string;
}

/** The documented error codes, by number. A code that is missing here arrives all the same. */
export const partnerCenterErrorCodes: Readonly<Record<number, PartnerCenterErrorCode>> = {
  0: {
    status: 501,
    meaning: 'Partner Center failed in a way it has no code for.',
    remedy: 'Repeat once; if it stays, give Microsoft support the correlation id.',
  },
  400: {
    status: 401,
    meaning: 'The token is missing, has expired or does not open this resource.',
    remedy: 'Get a new token and check which account and role it was issued for.',
  },
  429: {
    status: 429,
    meaning: 'Too many calls in a short time. The body has no code, only statusCode and message.',
    remedy: 'Wait for the seconds in Retry-After, then repeat.',
  },
  1000: {
    status: 404,
    meaning: 'The resource does not exist, or not for this partner.',
    remedy: 'Check the ids in the path and the customer they belong to.',
  },
  2000: {
    status: 400,
    meaning: 'Neither an MPN id nor a tenant id was given, or both.',
    remedy: 'Give exactly one of them.',
  },
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
  2006: {
    status: 403,
    meaning: 'This partner may not sell the offer. With status 400: its subscriptions cannot be changed.',
    remedy: 'Pick another offer; with 400, leave the subscription as it is.',
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
  2030: {
    status: 403,
    meaning: 'The partner is not enrolled to sell in the country of the customer.',
    remedy: 'Enroll for that market in Partner Center, or sell through a partner who is.',
  },
  2032: {
    status: 403,
    meaning: 'The caller may not do this.',
    remedy: 'Check the roles of the user and the relationship with the customer.',
  },
  2054: {
    status: 400,
    meaning: 'A change of the subscription cannot change its billing cycle.',
    remedy: 'Change the billing cycle with an update of the order.',
  },
  2055: {
    status: 400,
    meaning: 'The ETag is stale: somebody changed the resource since you read it.',
    remedy: 'Read it again and repeat the change.',
  },
  2071: {
    status: 400,
    meaning: 'The partner id is not that of an advisor.',
    remedy: 'Send the id of a partner who is enrolled as an advisor.',
  },
  2072: {
    status: 404,
    meaning: 'An indirect provider was named as partner on record.',
    remedy: 'Send the id of the indirect reseller instead.',
  },
  2085: {
    status: 403,
    meaning: 'The offer cannot be bought by this partner for this customer.',
    remedy: 'Read the offers available to the customer and pick one of them.',
  },
  2091: {
    status: 403,
    meaning: 'The offer is no longer sold.',
    remedy: 'Pick its successor from the current catalog.',
  },
  2100: {
    status: 400,
    meaning: 'The item is not one of the old offers.',
    remedy: 'Look it up with the products and SKUs calls.',
  },
  2200: {
    status: 400,
    meaning: 'The MPN id is not known.',
    remedy: 'Take the id of the reseller from profiles.getMpn.',
  },
  2203: {
    status: 400,
    meaning: 'The reseller with this MPN id has not signed the partner agreement for the region.',
    remedy: 'Ask the reseller to sign it, or send another MPN id.',
  },
  2204: {
    status: 400,
    meaning: 'The MPN id does not belong to an indirect reseller.',
    remedy: 'Check the id; it has to be that of a reseller enrolled in CSP.',
  },
  2205: {
    status: 400,
    meaning: 'No partner account was found for the tenant id.',
    remedy: 'Check the tenant id.',
  },
  2206: {
    status: 400,
    meaning: 'The partner account has not signed the agreement.',
    remedy: 'Have it signed by an administrator of that account.',
  },
  3000: {
    status: 400,
    meaning: 'A field of the request is invalid.',
    remedy: 'Correct the field the message names.',
  },
  4018: {
    status: 400,
    meaning: 'The order cannot be processed.',
    remedy: 'Check offer, quantity and billing cycle of each line; otherwise ask support.',
  },
  6000: {
    status: 400,
    meaning: 'The billing cycle is fixed: a subscription of the order is not active.',
    remedy: 'Make all subscriptions of the order active, then repeat.',
  },
  6001: {
    status: 400,
    meaning: 'An offer of the order does not come with that billing cycle.',
    remedy: 'Choose a cycle every offer of the order supports.',
  },
  13605: {
    status: 403,
    meaning: 'No Microsoft Customer Agreement is confirmed for the customer.',
    remedy: 'Confirm it with agreements.create, then repeat the purchase.',
  },
  20000: {
    status: 404,
    meaning: 'There is no order with this id.',
    remedy: 'Check the order id and the customer it belongs to.',
  },
  20002: {
    status: 403,
    meaning: 'Partner and customer have no reseller relationship.',
    remedy: 'Ask the customer to accept a relationship request, then repeat.',
  },
  20003: {
    status: 404,
    meaning: 'There is no subscription with this id.',
    remedy: 'Check the subscription id and the customer it belongs to.',
  },
  27006: {
    status: 400,
    meaning: 'The offer has been bought as often as it may be.',
    remedy: 'Raise the quantity of an existing subscription or pick another offer.',
  },
  27007: {
    status: 400,
    meaning: 'The promotion code is not valid.',
    remedy: 'Leave it out, or send a promotion that is running now.',
  },
  27009: {
    status: 409,
    meaning: 'The add-on cannot become active while its base subscription is not.',
    remedy: 'Make the base subscription active first.',
  },
  60000: {
    status: 400,
    meaning: 'The licenses of the customer could not be moved.',
    remedy: 'Read the licenses of the users to see what was done, then repeat the rest.',
  },
  60002: {
    status: 404,
    meaning: 'There is no user with this id.',
    remedy: 'Check the object id of the user and the tenant.',
  },
  60003: { status: 404, meaning: 'There is no such tenant.', remedy: 'Check the tenant id.' },
  60012: {
    status: 400,
    meaning: 'No licence is left to assign.',
    remedy: 'Buy more seats, or take the licence from another user.',
  },
  400013: {
    status: 404,
    meaning: 'There is no such product.',
    remedy: 'Check the product id and the country the catalog is read for.',
  },
  400018: { status: 404, meaning: 'There is no such SKU.', remedy: 'Check product id, SKU id and country.' },
  400019: {
    status: 404,
    meaning: 'The availability is gone; its id changes over time.',
    remedy: 'Read the availabilities again, put the new id on the line, check out again.',
  },
  400041: {
    status: undefined,
    meaning: 'Error of a cart line: the add-on lacks a base product it can be added to.',
    remedy: 'Buy a compatible base product first, or in the same cart.',
  },
  400072: {
    status: 200,
    meaning: 'The item cannot be had. Comes with HTTP 200, so look for it in the body.',
    remedy: 'Pick another item from the current catalog.',
  },
  600002: {
    status: 400,
    meaning: 'A registration number was sent for a country that does not use one.',
    remedy: 'Leave organizationRegistrationNumber out.',
  },
  600049: {
    status: 400,
    meaning: 'The country of the customer demands a registration number.',
    remedy: 'Send organizationRegistrationNumber.',
  },
  600050: {
    status: 400,
    meaning: 'The registration number does not fit the format of the country.',
    remedy: 'Correct organizationRegistrationNumber; the message shows the format.',
  },
  600051: {
    status: 400,
    meaning: 'The country of the customer demands a phone number.',
    remedy: 'Fill billingProfile.defaultAddress.phoneNumber.',
  },
  600061: {
    status: undefined,
    meaning: 'The Microsoft Customer Agreement is already confirmed for the customer.',
    remedy: 'Nothing to do; read the agreements to see who confirmed it.',
  },
  600074: {
    status: undefined,
    meaning: 'No validation status is known for this customer.',
    remedy: 'Check the customer id; for a new customer, repeat later.',
  },
  800001: {
    status: 401,
    meaning: 'The call has no partner token.',
    remedy: 'Send an access token for the partner tenant.',
  },
  800002: {
    status: 400,
    meaning: 'The request is malformed or contradicts itself.',
    remedy: 'Check the body against the documented fields.',
  },
  800003: {
    status: 500,
    meaning: 'Partner Center failed inside.',
    remedy: 'Repeat later; for a purchase, look first whether it went through.',
  },
  800004: {
    status: 400,
    meaning: 'The offer id is not valid.',
    remedy: 'Take the id from the catalog of the country of the customer.',
  },
  800005: {
    status: 500,
    meaning: 'The order could not be created.',
    remedy: 'Read the orders of the customer first; repeat only if it is not there.',
  },
  800007: {
    status: 404,
    meaning: 'How the order was provisioned is not known.',
    remedy: 'Repeat a few minutes later.',
  },
  800008: {
    status: 404,
    meaning: 'There is no cart with this id; carts expire.',
    remedy: 'Create a new cart.',
  },
  800009: {
    status: 400,
    meaning: 'One or more lines of the cart are wrong.',
    remedy: 'Read the error of each line, correct it, and check out again.',
  },
  800010: {
    status: 400,
    meaning: 'The item is out of stock.',
    remedy: 'Check its inventory, then choose another item or try later.',
  },
  800011: {
    status: 400,
    meaning: 'The subscription named is not an Azure one.',
    remedy: 'Send the id of an Azure subscription of this customer.',
  },
  800012: {
    status: 400,
    meaning: 'The subscription is not active.',
    remedy: 'Make it active, or name another one.',
  },
  800013: {
    status: 400,
    meaning: 'The Azure subscription cannot buy reservations yet.',
    remedy: 'Register it for reservations, then repeat.',
  },
  800014: {
    status: 409,
    meaning: 'An earlier change of this order is not finished.',
    remedy: 'Wait until it is done, then repeat.',
  },
  800015: { status: 404, meaning: 'There is no partner with this id.', remedy: 'Check the partner id.' },
  800016: {
    status: 400,
    meaning: 'The partner id is not that of an indirect reseller.',
    remedy: 'Send the MPN id of an indirect reseller linked to your account.',
  },
  800017: {
    status: 400,
    meaning: 'The item is not to be had in this quantity.',
    remedy: 'Lower the quantity, or check the inventory.',
  },
  800018: {
    status: 400,
    meaning: 'The sandbox is full: 75 customers, 5 subscriptions each, 25 licenses each.',
    remedy: 'Delete test customers or cancel test subscriptions.',
  },
  800019: {
    status: 403,
    meaning: 'Outside the sandbox only software and software subscriptions can be canceled this way.',
    remedy: 'Change the subscription instead, or do it in a sandbox.',
  },
  800020: {
    status: 403,
    meaning: 'The item cannot be bought for this customer.',
    remedy: 'Pick another item from the catalog of the customer.',
  },
  800021: {
    status: 400,
    meaning: 'The subscription named is not valid here.',
    remedy: 'Check its id, its customer and its kind.',
  },
  800022: {
    status: 400,
    meaning: 'The purchase is held back, though it may be allowed.',
    remedy: 'Ask Microsoft support to release it.',
  },
  800023: {
    status: 403,
    meaning: 'The credit line of the partner is too small for this purchase.',
    remedy: 'Order less, or ask Microsoft to raise the credit line.',
  },
  800024: {
    status: 400,
    meaning: 'The purchase is not allowed; no reason is given.',
    remedy: 'Check agreement, market and customer status, then ask support.',
  },
  800025: {
    status: 400,
    meaning: 'The credit line of the partner is too small for this purchase.',
    remedy: 'Order less, or ask Microsoft to raise the credit line.',
  },
  800026: {
    status: 400,
    meaning: 'The purchase is not allowed; no reason is given.',
    remedy: 'Check agreement, market and customer status, then ask support.',
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
  800030: {
    status: 400,
    meaning: 'The Azure subscription is not registered.',
    remedy: 'Register it, wait until that is done, then repeat.',
  },
  800031: {
    status: 500,
    meaning: 'The item is sold through a system this call cannot reach.',
    remedy: 'Buy it in the Partner Center portal, or ask support.',
  },
  800036: {
    status: 417,
    meaning: 'A condition of the call is not met.',
    remedy: 'Read the resource again and check its state before you repeat.',
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
  800039: {
    status: 403,
    meaning: 'The partner is not active in the reseller program.',
    remedy: 'Check the enrollment of the account in Partner Center.',
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
  800042: {
    status: 400,
    meaning: 'The call is not possible for this resource.',
    remedy: 'Check whether the product offers this action at all.',
  },
  800043: {
    status: 403,
    meaning: 'The user may not see prices.',
    remedy: 'Use an account whose role includes pricing.',
  },
  800060: {
    status: 409,
    meaning: 'The order is being placed already.',
    remedy: 'Wait a few minutes and read the orders; do not order again.',
  },
  800061: {
    status: 400,
    meaning: 'The order cannot be canceled.',
    remedy: 'Cancel the single subscriptions, or switch off their renewal.',
  },
  800062: {
    status: 400,
    meaning: 'The purchase is not allowed; no reason is given.',
    remedy: 'Check agreement, market and customer status, then ask support.',
  },
  800063: {
    status: 400,
    meaning: 'The order as a whole cannot be canceled.',
    remedy: 'Set the status of its subscriptions to suspended instead.',
  },
  800064: {
    status: 409,
    meaning: 'Another call is working on the cart.',
    remedy: 'Wait, then check out the same cart again.',
  },
  800065: {
    status: 400,
    meaning: 'The cart has been checked out before.',
    remedy: 'Read the orders of the customer; for more, create a new cart.',
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
  800068: {
    status: 403,
    meaning: 'The partner would have more Azure subscriptions than allowed.',
    remedy: 'Cancel unused ones, or ask support for a higher limit.',
  },
  800069: {
    status: 403,
    meaning: 'The order was stopped by the risk check of Microsoft.',
    remedy: 'Do not repeat it; ask Microsoft support.',
  },
  800070: {
    status: 400,
    meaning: 'The offer is not sold in that country.',
    remedy: 'Pick an offer from the catalog of the country of the customer.',
  },
  800071: {
    status: 400,
    meaning: 'The numbers of the lines are wrong.',
    remedy: 'Number the lines 0, 1, 2 and so on, without gaps.',
  },
  800072: {
    status: 400,
    meaning: 'The subscription is still being synchronized, so its billing cycle is fixed.',
    remedy: 'Repeat when that is finished.',
  },
  800073: {
    status: 403,
    meaning: 'Microsoft is still checking the customer, so nothing can be bought.',
    remedy: 'Read the validation status of the customer; repeat when it is Allowed.',
  },
  800074: {
    status: 403,
    meaning: 'Microsoft is still checking the customer, so nothing can be bought.',
    remedy: 'Read the validation status of the customer; repeat when it is Allowed.',
  },
  800075: {
    status: 403,
    meaning: 'Microsoft has rejected the customer, so nothing can be bought.',
    remedy: 'Correct name and address of the customer, or ask for a review.',
  },
  800076: {
    status: 404,
    meaning: 'The subscription has no history.',
    remedy: 'Check its id; after a purchase, repeat later.',
  },
  800077: {
    status: 403,
    meaning: 'Software as a service with seats cannot be canceled through its order.',
    remedy: 'Change the subscription instead of the order.',
  },
  800078: {
    status: 400,
    meaning: 'The transfer names a subscription that is not valid.',
    remedy: 'Take only active subscriptions of this customer into the transfer.',
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
  800083: {
    status: 500,
    meaning: 'The availability has several included quantities and none can be chosen.',
    remedy: 'Pick another availability, or ask support.',
  },
  800084: {
    status: 500,
    meaning: 'The duration is not one Partner Center can work with.',
    remedy: 'Take termDuration from the terms of the availability.',
  },
  800085: {
    status: 400,
    meaning: 'Subscription and order differ in their billing cycle.',
    remedy: 'Send the billing cycle of the original order.',
  },
  800086: {
    status: 400,
    meaning: 'The tenant of the customer lacks a mark the offer demands.',
    remedy: 'Check the qualification of the customer, or pick another offer.',
  },
  800087: {
    status: 500,
    meaning: 'Something is wrong with a line.',
    remedy: 'Read the error of the line; if there is none, repeat later.',
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
  800121: {
    status: 400,
    meaning: 'The term duration is not valid.',
    remedy: 'Take it from the terms of the availability, for instance P1Y.',
  },
  800122: {
    status: 400,
    meaning: 'The new term is shorter than the present one.',
    remedy: 'Choose the same or a longer term, or schedule it for the renewal.',
  },
  900100: {
    status: 404,
    meaning: 'There is no such transfer.',
    remedy: 'Check the transfer id and the customer.',
  },
  900101: {
    status: 409,
    meaning: 'An earlier transfer is not finished.',
    remedy: 'Wait for the transfer the message names.',
  },
  900102: {
    status: 400,
    meaning: 'The transfer is in a state in which nothing more can be done with it.',
    remedy: 'Read its status; create a new transfer if needed.',
  },
  900103: {
    status: 500,
    meaning: 'The order of the transfer failed.',
    remedy: 'Read the status of the transfer, then repeat or ask support.',
  },
  900104: {
    status: 409,
    meaning: 'Another call is working on the transfer.',
    remedy: 'Wait, then read its status.',
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
  900117: {
    status: 400,
    meaning: 'The days in which the purchase could be canceled are over.',
    remedy: 'For a subscription, switch off autoRenewEnabled, so that it ends with its term.',
  },
  900118: {
    status: 400,
    meaning: 'The customer id is not valid.',
    remedy: 'Send the tenant id of the customer.',
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
  900121: {
    status: 403,
    meaning: 'The credit limit of the partner is used up.',
    remedy: 'Ask the credit team of Microsoft for more; the message names its address.',
  },
  900122: {
    status: 404,
    meaning: 'There is no such quote of an advisor.',
    remedy: 'Check the id of the quote.',
  },
  900123: {
    status: 403,
    meaning: 'The indirect reseller has not signed the Microsoft Partner Agreement.',
    remedy: 'Ask the reseller to sign it, then repeat.',
  },
  900124: {
    status: 403,
    meaning: 'Your own company has not signed the Microsoft Partner Agreement.',
    remedy: 'Have a global administrator sign it in Partner Center.',
  },
  900125: {
    status: 400,
    meaning: 'The call does not say which advisor it is for.',
    remedy: 'Call with an account of the advisor.',
  },
  900126: {
    status: 400,
    meaning: 'A field has a value that is not on its list.',
    remedy: 'Correct the value the message names; check the spelling.',
  },
  900127: {
    status: 400,
    meaning: 'This is not possible in this environment, sandbox or production.',
    remedy: 'Do it in the other environment, or leave it out.',
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
  900130: {
    status: 403,
    meaning: 'The Azure subscriptions are too new to be moved.',
    remedy: 'Repeat later.',
  },
  900131: {
    status: 400,
    meaning: 'No transfer while the customer has Azure subscriptions of the old kind.',
    remedy: 'Move them to the Azure plan first.',
  },
  900132: {
    status: 400,
    meaning: 'No transfer while the Azure plan is not active.',
    remedy: 'Make the Azure plan active.',
  },
  900133: {
    status: 400,
    meaning: 'No transfer, as the customer has no Azure plan.',
    remedy: 'Buy the Azure plan for the customer first.',
  },
  900134: {
    status: 400,
    meaning: 'No transfer, as the Azure plan cannot be bought here.',
    remedy: 'Check market and eligibility of the customer.',
  },
  900135: {
    status: 500,
    meaning: 'The transfer could not be started.',
    remedy: 'Read the transfers of the customer, then repeat later.',
  },
  900136: {
    status: 400,
    meaning: 'The transfer lacks the email or domain of the present partner.',
    remedy: 'Send both for the partner who gives the subscriptions away.',
  },
  900137: {
    status: 403,
    meaning: 'The other partner is not enabled for transfers.',
    remedy: 'Ask that partner to have it enabled.',
  },
  900138: {
    status: 403,
    meaning: 'The national cloud of the partner has no transfers.',
    remedy: 'Buy the subscriptions anew instead.',
  },
  900139: {
    status: 403,
    meaning: 'The transfer cannot be accepted with its Azure subscriptions.',
    remedy: 'Ask for a new transfer without them.',
  },
  900140: {
    status: 404,
    meaning: 'The directory subscriptions of the customer could not be read.',
    remedy: 'Check tenant id and subscription; after a purchase, repeat later.',
  },
  900141: {
    status: 400,
    meaning: 'This is not possible for this resource.',
    remedy: 'Check whether the product offers this action at all.',
  },
  900142: {
    status: 400,
    meaning: 'The id of the catalog item is missing.',
    remedy: 'Send catalogItemId: product, SKU and availability id, joined by colons.',
  },
  900143: {
    status: 400,
    meaning: 'The availabilities of the SKU could not be read for the customer.',
    remedy: 'Check product id, SKU id and the country of the customer.',
  },
  900144: {
    status: 400,
    meaning: 'The id of the SKU to be provisioned is missing.',
    remedy: 'Check the SKU in the catalog; otherwise ask support.',
  },
  900145: {
    status: 400,
    meaning: 'Azure reservations do not move along with a transfer.',
    remedy: 'Cancel the reservations of these subscriptions, then repeat.',
  },
  900146: {
    status: 400,
    meaning: 'Marketplace products of other vendors do not move along with a transfer.',
    remedy: 'Take them out of the selection, then repeat.',
  },
  900147: {
    status: 400,
    meaning: 'The domain does not belong to the present partner.',
    remedy: 'Send a domain of the partner who gives the subscriptions away.',
  },
  900148: {
    status: 400,
    meaning: 'The transfer names yourself as the present partner.',
    remedy: 'Send the data of the partner who gives the subscriptions away.',
  },
  900149: {
    status: 403,
    meaning: 'The partner is not active in the program the message names.',
    remedy: 'Check the enrollment of the account in Partner Center.',
  },
  900150: {
    status: 403,
    meaning: 'The role of the user does not allow this.',
    remedy: 'Sign in with an account whose role does, such as admin agent.',
  },
  900159: {
    status: 403,
    meaning: 'The partner has no commerce relationship with the customer.',
    remedy: 'Have the customer accept the relationship first.',
  },
  900169: {
    status: 400,
    meaning: 'A line cannot be paid in that currency.',
    remedy: 'Send the currency of the partner or of the country of the customer.',
  },
  900192: {
    status: 500,
    meaning: 'Partner Center failed inside.',
    remedy: 'Repeat later; for a purchase, look first whether it went through.',
  },
  900203: {
    status: 400,
    meaning: 'The item may only be bought after an attestation.',
    remedy: 'Set attestationAccepted on the line, if its statement is true.',
  },
  900206: {
    status: 400,
    meaning: 'The attestation about the partner on record is missing.',
    remedy: 'Set partnerOnRecordAttestationAccepted on the cart or order.',
  },
  900213: {
    status: 400,
    meaning: 'The hours in which the purchase could be canceled are over.',
    remedy: 'Switch off autoRenewEnabled, so that it ends with its term.',
  },
  900214: {
    status: 400,
    meaning: 'The hours in which seats could be taken back are over.',
    remedy: 'Schedule the lower quantity for the renewal with scheduledNextTermInstructions.',
  },
  900215: {
    status: 400,
    meaning: 'No migration: the subscription is not active.',
    remedy: 'Make it active, then repeat.',
  },
  900216: {
    status: 400,
    meaning: 'No migration: the subscription is being worked on.',
    remedy: 'Wait until that is finished, then repeat.',
  },
  900217: {
    status: 400,
    meaning: 'No migration: the term ends within 24 hours.',
    remedy: 'Let it renew, then repeat.',
  },
  900218: {
    status: 400,
    meaning: 'No migration: the subscription has promotions.',
    remedy: 'Wait until they have ended, or buy the new product anew.',
  },
  900219: {
    status: 400,
    meaning: 'No migration: the subscription has add-ons.',
    remedy: 'Name them in addOnMigrations, or cancel them first.',
  },
  900220: {
    status: 400,
    meaning: 'No migration: the offer has no counterpart in new commerce yet.',
    remedy: 'Repeat later, or buy another product.',
  },
  900221: {
    status: 400,
    meaning: 'No migration: status, promotions, add-ons or another trait of the subscription forbids it.',
    remedy: 'Validate the migration to see which, and remove the cause.',
  },
  900222: {
    status: 400,
    meaning: 'No migration: the new product lacks this pair of term and billing cycle.',
    remedy: 'Choose a termDuration and billingCycle it is sold with.',
  },
  900223: {
    status: 403,
    meaning: 'The partner is not enabled for migrations to new commerce yet.',
    remedy: 'Ask Microsoft to enable the partner tenant.',
  },
  900224: {
    status: 400,
    meaning: 'There is no such migration.',
    remedy: 'Check the migration id and the customer.',
  },
  900225: {
    status: 408,
    meaning: 'The migration ran into an error inside Partner Center.',
    remedy: 'Read its status; repeat only if it did not go through.',
  },
  900226: {
    status: 403,
    meaning: 'No migration: the subscription is not older than one month.',
    remedy: 'Repeat when it is.',
  },
  900236: {
    status: 400,
    meaning: 'The target of the transition ends before the source does.',
    remedy: 'Choose a target with a later commitmentEndDate, or a new subscription.',
  },
  900242: {
    status: 400,
    meaning: 'The end date of the line fits no other subscription and no end of a month.',
    remedy: 'Send the end of an active paid one, or the last day of a month.',
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
  900247: {
    status: 400,
    meaning: 'No migration: the partner on record of the subscription is not valid.',
    remedy: 'Set a valid partner on record, then repeat.',
  },
  900248: {
    status: 400,
    meaning: 'The same add-on is listed twice in the migration.',
    remedy: 'Name each currentSubscriptionId once in addOnMigrations.',
  },
  900252: {
    status: 400,
    meaning: 'A purchase order document is missing.',
    remedy: 'Upload the document, then repeat.',
  },
  900253: {
    status: 400,
    meaning: 'A purchase under a tender needs proof of the tender.',
    remedy: 'Send a link to the tender or its document.',
  },
  900254: {
    status: 400,
    meaning: 'The metadata are incomplete, for instance price or currency of the customer.',
    remedy: 'Fill in the missing fields.',
  },
  900257: {
    status: 400,
    meaning: 'The days in which seats could be taken back are over.',
    remedy: 'Schedule the lower quantity for the renewal with scheduledNextTermInstructions.',
  },
  900258: {
    status: 400,
    meaning: 'The target of the transition is not active.',
    remedy: 'Choose an active subscription, or leave toSubscriptionId out.',
  },
  900259: {
    status: 400,
    meaning: 'Source and target of the transition are the same.',
    remedy: 'Choose another subscription, or leave toSubscriptionId out.',
  },
  900260: {
    status: 400,
    meaning: 'The target of the transition is a subscription to something else.',
    remedy: 'Choose one with the catalog item asked for in the transition.',
  },
  900261: {
    status: 400,
    meaning: 'The target of the transition is not ready yet.',
    remedy: 'Wait a while, then repeat.',
  },
  900262: {
    status: 400,
    meaning: 'No migration: an add-on named in it is missing or not active.',
    remedy: 'Name only active add-ons in addOnMigrations.',
  },
  900263: {
    status: 403,
    meaning: 'The call is not possible for subscriptions of the old kind.',
    remedy: 'Migrate the subscription to new commerce, or use the calls for old offers.',
  },
  900267: {
    status: 400,
    meaning: 'The transition leads to a shorter term than the source has.',
    remedy: 'Choose the same or a longer term.',
  },
  900268: {
    status: 400,
    meaning: 'The term of the transition is not valid.',
    remedy: 'Take one from the eligibilities of the transition.',
  },
  900269: {
    status: 400,
    meaning: 'The billing cycle is not valid.',
    remedy: 'Take one from the terms of the availability.',
  },
  900270: {
    status: 400,
    meaning: 'The billing cycle is longer than the term.',
    remedy: 'Choose a shorter cycle, for instance monthly.',
  },
  900275: {
    status: 400,
    meaning: 'The quantity of a line is too small or too large for the offer.',
    remedy: 'Choose one between minimumQuantity and maximumQuantity of the SKU.',
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
  900291: {
    status: 400,
    meaning: 'The end date of the migration is outside the first term, or on 28 to 30 with P1M.',
    remedy: 'Choose a day within that term; with P1M, the last day of a month.',
  },
  900292: {
    status: 400,
    meaning: 'The end date of the migration fits no other subscription and no end of a month.',
    remedy: 'Send the end of an active paid one, or the last day of a month.',
  },
  900307: {
    status: 400,
    meaning: 'That reason does not cancel an Azure subscription.',
    remedy: 'Send compromise as cancellationReason.',
  },
  900308: {
    status: 403,
    meaning: 'The user or application lacks the rights for this.',
    remedy: 'Grant the role that is missing, or sign in with another account.',
  },
  900309: {
    status: 403,
    meaning: 'A Conditional Access policy keeps the user from getting a token.',
    remedy: 'Meet the policy, or have it except this account.',
  },
  900311: {
    status: 400,
    meaning: 'The subscription has been changed too often.',
    remedy: 'Ask partner support; from now on, bundle changes into one.',
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
  900316: {
    status: 400,
    meaning: 'License calls do not take this kind of partner token.',
    remedy: 'Send a partner access token there instead.',
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
  900322: {
    status: 403,
    meaning: 'The product cannot be bought in the sandbox.',
    remedy: 'Test with another product.',
  },
  900323: {
    status: 403,
    meaning: 'A savings plan takes its partner on record from the Azure plan, and yours differs.',
    remedy: 'Send the partner on record of the Azure plan, or none.',
  },
  900329: {
    status: 403,
    meaning: 'The call needs a user; a token of the application alone is not enough.',
    remedy: 'Call with App+User credentials.',
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
  900421: {
    status: 401,
    meaning: 'The App+User token was issued without multi-factor authentication.',
    remedy: 'Let the user sign in anew with MFA and use the new refresh token.',
  },
};

/** Codes of errors on a cart's line (`lineItems[].error.errorCode`), by name. */
export const cartErrorCodes: Readonly<Record<string, PartnerCenterErrorCode & { readonly code: number }>> = {
  Unknown: {
    code: 0,
    status: undefined,
    meaning: 'The line has an error that has no code of its own.',
    remedy: 'Read errorDescription of the line.',
  },
  CurrencyIsNotSupported: {
    code: 10000,
    status: undefined,
    meaning: 'The currency is not used in this market.',
    remedy: 'Leave the currency out, or send that of the market.',
  },
  CatalogItemIdIsNotValid: {
    code: 10001,
    status: undefined,
    meaning: 'The catalog item is wrong or no longer sold.',
    remedy: 'Read the availabilities again and send the new catalogItemId.',
  },
  QuotaNotAvailable: {
    code: 10002,
    status: undefined,
    meaning: 'The quota for this item is used up.',
    remedy: 'Lower the quantity, or ask for more quota.',
  },
  InventoryNotAvailable: {
    code: 10003,
    status: undefined,
    meaning: 'The item is out of stock.',
    remedy: 'Check its inventory, then choose another item or try later.',
  },
  ParticipantsIsNotSupportedForPartner: {
    code: 10004,
    status: undefined,
    meaning: 'This partner may not name participants.',
    remedy: 'Leave participants out; only indirect providers name resellers.',
  },
  UnableToProcessCartLineItem: {
    code: 10006,
    status: undefined,
    meaning: 'The line cannot be processed.',
    remedy: 'Check item, quantity, term and billing cycle; otherwise repeat later.',
  },
  SubscriptionIsNotValid: {
    code: 10007,
    status: undefined,
    meaning: 'The subscription the line refers to is not valid.',
    remedy: 'Send the id of a fitting subscription of this customer.',
  },
  SubscriptionIsNotEnabledForRI: {
    code: 10008,
    status: undefined,
    meaning: 'The Azure subscription cannot buy reservations yet.',
    remedy: 'Register it for reservations, then repeat.',
  },
  SandboxLimitExceeded: {
    code: 10009,
    status: undefined,
    meaning: 'The sandbox is full.',
    remedy: 'Lower the quantity, or cancel test subscriptions.',
  },
  InvalidInput: {
    code: 10010,
    status: undefined,
    meaning: 'A field of the line is invalid.',
    remedy: 'Correct the field errorDescription names.',
  },
  SubscriptionNotRegistered: {
    code: 10011,
    status: undefined,
    meaning: 'The Azure subscription is not registered.',
    remedy: 'Register it, wait until that is done, then repeat.',
  },
  AttestationNotAccepted: {
    code: 10012,
    status: undefined,
    meaning: 'The item may only be bought after an attestation.',
    remedy: 'Set attestationAccepted on the line, if its statement is true.',
  },
  BillingPlanNotSupported: {
    code: 10013,
    status: undefined,
    meaning: 'The item is not sold with this billing cycle.',
    remedy: 'Choose a cycle the item is sold with.',
  },
  InvalidPromotionId: {
    code: 10014,
    status: undefined,
    meaning: 'The promotion does not exist or does not fit the line.',
    remedy: 'Check the promotion for this item, term and customer, or leave it out.',
  },
  MaxAllowedSeatsPerSubscriptionExceeded: {
    code: 10015,
    status: undefined,
    meaning: 'The line asks for more seats than a subscription may have.',
    remedy: 'Lower the quantity, or spread it over several lines.',
  },
  InvalidCustomTermEndDateProduct: {
    code: 10016,
    status: undefined,
    meaning: 'This product cannot have an end date of your choice.',
    remedy: 'Leave customTermEndDate out; only new commerce licenses take it.',
  },
  InvalidCustomTermEndDate: {
    code: 10017,
    status: undefined,
    meaning: 'The end date is not one of those possible.',
    remedy: 'Send the end of an active paid subscription, or the last day of a month.',
  },
  BaseOfferSeatQuantityNotMet: {
    code: 10018,
    status: undefined,
    meaning: 'The base product has too few seats for this add-on.',
    remedy: 'Buy more seats of the base product first.',
  },
  MinimumAddOnSeatsNotMet: {
    code: 10019,
    status: undefined,
    meaning: 'The add-on is ordered with too few seats.',
    remedy: 'Raise the quantity of the add-on.',
  },
  LegacyOfferNotEligibleForPurchase: {
    code: 500600,
    status: undefined,
    meaning: 'The offer is of the old kind and can no longer be bought.',
    remedy: 'Buy its successor in new commerce.',
  },
};

/** Why a subscription cannot be the target of a transition (`toSubscriptionId`), by number. */
export const transitionTargetErrorCodes: Readonly<Record<number, PartnerCenterErrorCode>> = {
  1: {
    status: undefined,
    meaning: 'The target is not active.',
    remedy: 'Choose an active subscription, or leave toSubscriptionId out.',
  },
  2: {
    status: undefined,
    meaning: 'The target can still be canceled, and until then it takes nothing over.',
    remedy: 'Repeat when its cancellation window has closed, or choose another target.',
  },
  3: {
    status: undefined,
    meaning: 'The term of the target is shorter than that of the source.',
    remedy: 'Choose a target with the same or a longer term.',
  },
  4: {
    status: undefined,
    meaning: 'The term of the target ends before that of the source.',
    remedy: 'Choose a target that ends on the same day or later.',
  },
};

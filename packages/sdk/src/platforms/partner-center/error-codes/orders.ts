import type { PartnerCenterErrorCode } from './error-code.ts';

/** Codes of carts and orders: placing, attesting, canceling. */
export const orderCodes: Readonly<Record<number, PartnerCenterErrorCode>> = {
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
  20000: {
    status: 404,
    meaning: 'There is no order with this id.',
    remedy: 'Check the order id and the customer it belongs to.',
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
  800014: {
    status: 409,
    meaning: 'An earlier change of this order is not finished.',
    remedy: 'Wait until it is done, then repeat.',
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
  800022: {
    status: 400,
    meaning: 'The purchase is held back, though it may be allowed.',
    remedy: 'Ask Microsoft support to release it.',
  },
  800024: {
    status: 400,
    meaning: 'The purchase is not allowed; no reason is given.',
    remedy: 'Check agreement, market and customer status, then ask support.',
  },
  800026: {
    status: 400,
    meaning: 'The purchase is not allowed; no reason is given.',
    remedy: 'Check agreement, market and customer status, then ask support.',
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
  800069: {
    status: 403,
    meaning: 'The order was stopped by the risk check of Microsoft.',
    remedy: 'Do not repeat it; ask Microsoft support.',
  },
  800071: {
    status: 400,
    meaning: 'The numbers of the lines are wrong.',
    remedy: 'Number the lines 0, 1, 2 and so on, without gaps.',
  },
  800077: {
    status: 403,
    meaning: 'Software as a service with seats cannot be canceled through its order.',
    remedy: 'Change the subscription instead of the order.',
  },
  800087: {
    status: 500,
    meaning: 'Something is wrong with a line.',
    remedy: 'Read the error of the line; if there is none, repeat later.',
  },
  900117: {
    status: 400,
    meaning: 'The days in which the purchase could be canceled are over.',
    remedy: 'For a subscription, switch off autoRenewEnabled, so that it ends with its term.',
  },
  900169: {
    status: 400,
    meaning: 'A line cannot be paid in that currency.',
    remedy: 'Send the currency of the partner or of the country of the customer.',
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
  900242: {
    status: 400,
    meaning: 'The end date of the line fits no other subscription and no end of a month.',
    remedy: 'Send the end of an active paid one, or the last day of a month.',
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
};

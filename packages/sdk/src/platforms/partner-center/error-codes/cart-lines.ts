import type { PartnerCenterErrorCode } from './error-code.ts';

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

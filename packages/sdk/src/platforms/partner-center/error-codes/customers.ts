import type { PartnerCenterErrorCode } from './error-code.ts';

/** Codes of customers, their relationships, users and licences. */
export const customerCodes: Readonly<Record<number, PartnerCenterErrorCode>> = {
  13605: {
    status: 403,
    meaning: 'No Microsoft Customer Agreement is confirmed for the customer.',
    remedy: 'Confirm it with agreements.create, then repeat the purchase.',
  },
  20002: {
    status: 403,
    meaning: 'Partner and customer have no reseller relationship.',
    remedy: 'Ask the customer to accept a relationship request, then repeat.',
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
  800086: {
    status: 400,
    meaning: 'The tenant of the customer lacks a mark the offer demands.',
    remedy: 'Check the qualification of the customer, or pick another offer.',
  },
  900118: {
    status: 400,
    meaning: 'The customer id is not valid.',
    remedy: 'Send the tenant id of the customer.',
  },
  900140: {
    status: 404,
    meaning: 'The directory subscriptions of the customer could not be read.',
    remedy: 'Check tenant id and subscription; after a purchase, repeat later.',
  },
  900159: {
    status: 403,
    meaning: 'The partner has no commerce relationship with the customer.',
    remedy: 'Have the customer accept the relationship first.',
  },
};

import type { PartnerCenterErrorCode } from './error-code.ts';

/** Codes of partners: enrollment, agreements, resellers, advisors, credit. */
export const partnerCodes: Readonly<Record<number, PartnerCenterErrorCode>> = {
  2000: {
    status: 400,
    meaning: 'Neither an MPN id nor a tenant id was given, or both.',
    remedy: 'Give exactly one of them.',
  },
  2030: {
    status: 403,
    meaning: 'The partner is not enrolled to sell in the country of the customer.',
    remedy: 'Enroll for that market in Partner Center, or sell through a partner who is.',
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
  800015: { status: 404, meaning: 'There is no partner with this id.', remedy: 'Check the partner id.' },
  800016: {
    status: 400,
    meaning: 'The partner id is not that of an indirect reseller.',
    remedy: 'Send the MPN id of an indirect reseller linked to your account.',
  },
  800023: {
    status: 403,
    meaning: 'The credit line of the partner is too small for this purchase.',
    remedy: 'Order less, or ask Microsoft to raise the credit line.',
  },
  800025: {
    status: 400,
    meaning: 'The credit line of the partner is too small for this purchase.',
    remedy: 'Order less, or ask Microsoft to raise the credit line.',
  },
  800039: {
    status: 403,
    meaning: 'The partner is not active in the reseller program.',
    remedy: 'Check the enrollment of the account in Partner Center.',
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
  900149: {
    status: 403,
    meaning: 'The partner is not active in the program the message names.',
    remedy: 'Check the enrollment of the account in Partner Center.',
  },
};

import type { PartnerCenterErrorCode } from './error-code.ts';

/** Codes of a call itself: its token, its rights, its fields, its timing. */
export const requestCodes: Readonly<Record<number, PartnerCenterErrorCode>> = {
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
    remedy: 'Check the ids that you gave, and the customer they belong to; of a file, the month.',
  },
  2032: {
    status: 403,
    meaning: 'The caller may not do this.',
    remedy: 'Check the roles of the user and the relationship with the customer.',
  },
  2055: {
    status: 400,
    meaning: 'The ETag is stale: somebody changed the resource since you read it.',
    remedy: 'Read it again and repeat the change.',
  },
  3000: {
    status: 400,
    meaning: 'A field of the request is invalid.',
    remedy: 'Correct the field the message names.',
  },
  800001: {
    status: 401,
    meaning: 'The call has no partner token.',
    remedy: 'Send an access token for the partner tenant.',
  },
  800002: {
    status: 400,
    meaning: 'The request is malformed or contradicts itself.',
    remedy: 'Correct what the message names: a parameter, or a field of the body.',
  },
  800003: {
    status: 500,
    meaning: 'Partner Center failed inside.',
    remedy: 'Repeat later; for a purchase, look first whether it went through.',
  },
  800036: {
    status: 417,
    meaning: 'A condition of the call is not met.',
    remedy: 'Read the resource again and check its state before you repeat.',
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
  900141: {
    status: 400,
    meaning: 'This is not possible for this resource.',
    remedy: 'Check whether the product offers this action at all.',
  },
  900150: {
    status: 403,
    meaning: 'The role of the user does not allow this.',
    remedy: 'Sign in with an account whose role does, such as admin agent.',
  },
  900192: {
    status: 500,
    meaning: 'Partner Center failed inside.',
    remedy: 'Repeat later; for a purchase, look first whether it went through.',
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
  900316: {
    status: 400,
    meaning: 'License calls do not take this kind of partner token.',
    remedy: 'Send a partner access token there instead.',
  },
  900329: {
    status: 403,
    meaning: 'The call needs a user; a token of the application alone is not enough.',
    remedy: 'Call with App+User credentials.',
  },
  900421: {
    status: 401,
    meaning: 'The App+User token was issued without multi-factor authentication.',
    remedy: 'Let the user sign in anew with MFA and use the new refresh token.',
  },
};

import type { RefusalTable } from './table.ts';

/** Signing in, and finding what a call is about. */
export const foundationRefusals: RefusalTable = {
  'access_token.missing': [401, 800001],
  'access_token.refused': [401, 400],
  'access_token.signature': [401, 400],
  'access_token.expired': [401, 400],
  'access_token.issuer': [401, 400],
  'access_token.audience': [401, 400],
  'access_token.tenant': [401, 400],
  'access_token.revoked': [401, 400],
  'access_token.user_needed': [403, 900329],
  'access_token.no_mfa': [401, 900421],
  'partner.not_permitted': [403, 900150],
  'partner.role_too_low': [403, 900150],
  'partner.unknown': [403, 2032],
  'request.not_json': [400, 800002],
  'environment.sandbox_only': [400, 900127],
  'environment.not_in_sandbox': [400, 900127],
  'customer.no_relationship': [403, 20002],
  'resource.stale': [400, 2055],
  'request.enum': [400, 900126],
  'entitlement.artifact_unknown': [404, 800037],
};

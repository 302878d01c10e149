import type { World } from '../../world.ts';
import { Refusal } from '../refusal.ts';
import type { Application } from './application.ts';
import { personAnywhere } from './directory.ts';
import type { SignedInUser } from './issue-tokens.ts';
import { refused } from './refused.ts';
import { namesOf, resourceNamed } from './resource.ts';
import { checkedClaims } from './verify-token.ts';

/** The user in whose name an API was called. @throws Refusal when the token it was called with is not for it, has run out, or has no user */
export function userOfAssertion(world: World, application: Application, assertion: string): SignedInUser {
  const claims = checked(world, application, assertion);
  const name = claims.upn ?? claims.preferred_username;
  const person = typeof name === 'string' ? personAnywhere(world, name) : undefined;
  if (claims.scp === undefined || person === undefined) {
    throw refused(
      'assertion_of_user',
      'Assertion failed: the token is of no user that this tenant knows.',
      'assertion',
    );
  }
  return { person, multiFactor: Array.isArray(claims.amr) && claims.amr.includes('mfa') };
}

function checked(world: World, application: Application, assertion: string) {
  const api = resourceNamed(world, application.appId);
  try {
    return checkedClaims(world, assertion, api === undefined ? [] : namesOf(api));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const late = error.code === 'access_token.expired';
    throw refused(
      late ? 'assertion_of_user_expired' : 'assertion_of_user',
      late
        ? 'Assertion is not within its valid time range.'
        : 'Assertion failed signature, audience or issuer validation: send the access token that this application was called with.',
      'assertion',
    );
  }
}

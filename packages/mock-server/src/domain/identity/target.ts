import type { World } from '../../world.ts';
import { refused } from './refused.ts';
import { graphApi, plain, type Resource, resourceNamed } from './resource.ts';

/** What a token is asked for: an API, and what to do there. */
export interface Target {
  readonly resource: Resource;
  /** The API as the client named it: version 1 tokens say it back. */
  readonly audience: string;
  /** Names of permissions; empty takes all that were consented to. */
  readonly scopes: readonly string[];
  /** As they were written, to be said back. */
  readonly asked: readonly string[];
}

/** `openid` and the like: no permissions of an API. */
const aboutTheUser = new Set(['openid', 'profile', 'email', 'offline_access']);
const allConsented = '.default';

/** Scopes that are about the user. */
export function userScopes(scope: string): readonly string[] {
  return words(scope).filter((each) => aboutTheUser.has(each));
}

/** Version 1: `resource`. @throws Refusal when it is missing or unknown */
export function targetOfResource(world: World, audience: string | undefined): Target {
  if (audience === undefined || audience === '') {
    throw refused(
      'field_missing',
      "The request body must contain the following parameter: 'resource'.",
      'resource',
    );
  }
  return { resource: knownResource(world, audience), audience, scopes: [], asked: [] };
}

/** Version 2: `scope`. Scopes without an API are Graph's. evidence: docs. @throws Refusal when it names no API or several */
export function targetOfScope(
  world: World,
  scope: string | undefined,
  { forApplication }: { readonly forApplication: boolean },
): Target | undefined {
  const asked = words(scope ?? '').filter((each) => !aboutTheUser.has(each));
  if (forApplication && (asked.length !== 1 || !asked[0]?.endsWith(`/${allConsented}`)))
    throw badScope(scope);
  const [first, ...others] = asked.map(parts);
  if (first === undefined) return undefined;
  if (others.some((other) => plain(other.audience) !== plain(first.audience))) throw badScope(scope);
  const names = [first, ...others].map(({ name }) => name);
  return {
    resource: knownResource(world, first.audience),
    audience: first.audience,
    scopes: names.includes(allConsented) ? [] : names,
    asked,
  };
}

function parts(scope: string): { readonly audience: string; readonly name: string } {
  const slash = scope.lastIndexOf('/');
  if (slash < 0) return { audience: graphApi.identifiers[0] ?? '', name: scope };
  return { audience: scope.slice(0, slash), name: scope.slice(slash + 1) };
}

function knownResource(world: World, audience: string): Resource {
  const resource = resourceNamed(world, audience);
  if (resource !== undefined) return resource;
  throw refused(
    'resource_unknown',
    `The resource principal named ${audience} was not found in the tenant.`,
    'resource',
  );
}

function badScope(scope: string | undefined) {
  return refused(
    'scope',
    `The provided value for the input parameter 'scope' is not valid. The scope ${scope ?? ''} is not valid.`,
    'scope',
  );
}

function words(text: string): string[] {
  return text.split(' ').filter((each) => each !== '');
}

import type { World } from '../../world.ts';
import { type Application, applications } from './application.ts';

/** What a token is for: an API, by the names that its `aud` may have. */
export interface Resource {
  readonly appId: string;
  readonly name: string;
  /** Application id URIs, the usual one first, without a slash at their end. */
  readonly identifiers: readonly string[];
  /** Which form of token the API takes. evidence: docs for Microsoft's, which take version 1 */
  readonly tokenVersion: 1 | 2;
}

export const partnerCenterApi: Resource = {
  appId: 'fa3d9a0c-3fb0-42cc-9193-47c7ecd2edbd',
  name: 'Microsoft Partner Center',
  identifiers: ['https://api.partnercenter.microsoft.com'],
  tokenVersion: 1,
};

export const graphApi: Resource = {
  appId: '00000003-0000-0000-c000-000000000000',
  name: 'Microsoft Graph',
  identifiers: ['https://graph.microsoft.com'],
  tokenVersion: 1,
};

/** Retired, and still what Partner Center's samples name for an application alone. evidence: docs */
export const directoryGraphApi: Resource = {
  appId: '00000002-0000-0000-c000-000000000000',
  name: 'Azure Active Directory Graph',
  identifiers: ['https://graph.windows.net'],
  tokenVersion: 1,
};

const microsoftResources = [partnerCenterApi, graphApi, directoryGraphApi];

/** An API by application id or application id URI. */
export function resourceNamed(world: World, identifier: string): Resource | undefined {
  const wanted = plain(identifier);
  const known = microsoftResources.find((resource) => namesOf(resource).includes(wanted));
  if (known !== undefined) return known;
  const application = world.store.of(applications).get(wanted.replace(/^api:\/\//, ''));
  return application === undefined ? undefined : resourceOf(application);
}

/** Every name that an audience may give an API. */
export function namesOf(resource: Resource): readonly string[] {
  return [...resource.identifiers, resource.appId];
}

/** An identifier in lower case, without a slash at its end. */
export function plain(identifier: string): string {
  return identifier.toLowerCase().replace(/\/+$/, '');
}

function resourceOf({ appId, displayName, tokenVersion }: Application): Resource {
  return {
    appId,
    name: displayName,
    identifiers: [`api://${appId}`],
    tokenVersion: tokenVersion ?? 1,
  };
}

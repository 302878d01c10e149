import type { World } from '../../world.ts';
import { applicationConsents } from '../partners/application-consent.ts';
import type { Application } from './application.ts';
import type { Directory } from './directory.ts';
import type { Resource } from './resource.ts';

/** Whether a tenant knows an application: it is at home there, or somebody consented to it. */
export function isKnownIn(world: World, application: Application, tenantId: string): boolean {
  return application.tenantId === tenantId || consentOf(world, application, tenantId) !== undefined;
}

/** What an application may do with an API in the name of users of a tenant. */
export function scopesIn(
  world: World,
  application: Application,
  tenantId: string,
  resource: Resource,
): readonly string[] {
  // An application is its own API's best friend: what it exposes needs no consent at home.
  if (resource.appId === application.appId) return ['access_as_user'];
  if (application.tenantId === tenantId) {
    const own = permissionsFor(application, resource)?.scopes;
    return own ?? (resource.identifiers[0]?.startsWith('api://') ? ['access_as_user'] : []);
  }
  const grant = consentOf(world, application, tenantId)?.grants.find(
    ({ enterpriseApplicationId }) => enterpriseApplicationId === resource.appId,
  );
  return grant?.scope.split(/[\s,]+/).filter((each) => each !== '') ?? [];
}

/** What an application may do with an API by itself in a tenant. */
export function rolesIn(
  world: World,
  application: Application,
  tenantId: string,
  resource: Resource,
): readonly string[] {
  const allowed =
    application.tenantId === tenantId || consentOf(world, application, tenantId)?.byAdministrator === true;
  return (allowed ? permissionsFor(application, resource)?.roles : undefined) ?? [];
}

/** An administrator's yes, in a tenant, to all that an application asks for. It replaces what was consented to. */
export function consentAsAdministrator(world: World, application: Application, directory: Directory): void {
  if (application.tenantId === directory.tenantId) return;
  world.store.of(applicationConsents).put({
    tenantId: directory.tenantId,
    applicationId: application.appId,
    displayName: application.displayName,
    grants: application.permissions.map(({ resourceAppId, scopes }) => ({
      enterpriseApplicationId: resourceAppId,
      scope: scopes.join(','),
    })),
    createdAt: world.clock.now(),
    byAdministrator: true,
  });
}

function consentOf(world: World, application: Application, tenantId: string) {
  return world.store.of(applicationConsents).get(`${tenantId}:${application.appId}`);
}

function permissionsFor(application: Application, resource: Resource) {
  return application.permissions.find(({ resourceAppId }) => resourceAppId === resource.appId);
}

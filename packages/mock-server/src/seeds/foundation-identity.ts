import { registerApplication } from '../domain/identity/application.ts';
import { partnerUsers } from '../domain/identity/partner-user.ts';
import { graphApi, partnerCenterApi } from '../domain/identity/resource.ts';
import { recordSignIn } from '../domain/identity/sign-in-record.ts';
import { integrationName, integrationOf, publicClientOf } from '../domain/partners/access-token.ts';
import type { Partner } from '../domain/partners/partner.ts';
import { simulatedSecret } from '../domain/simulated-secrets.ts';
import type { World } from '../world.ts';

const permissions = [
  { resourceAppId: partnerCenterApi.appId, scopes: ['user_impersonation'], roles: [] },
  {
    resourceAppId: graphApi.appId,
    scopes: [
      'User.Read',
      'User.ReadWrite.All',
      'Directory.Read.All',
      'DelegatedAdminRelationship.ReadWrite.All',
      'PartnerBilling.Read.All',
    ],
    roles: [
      'User.ReadWrite.All',
      'Directory.Read.All',
      'DelegatedAdminRelationship.ReadWrite.All',
      'PartnerBilling.Read.All',
    ],
  },
] as const;

/** Who signs in to a partner's tenant, and through what: users by what they may do, an application with a secret, and one without. */
export function addIdentity(world: World, partner: Partner): void {
  const { tenantId, companyId, domain } = partner;
  const people = [
    ['cloud', 'Clara Vidal', 'AdminAgent'],
    ['ventas', 'Bruno Salas', 'SalesAgent'],
    ['soporte', 'Nadia Flores', 'HelpdeskAgent'],
  ] as const;
  for (const [name, displayName, role] of people) {
    world.store.of(partnerUsers).put({
      tenantId,
      userPrincipalName: `${name}@${domain}`,
      displayName,
      agentRoles: [role],
    });
  }
  const appId = integrationOf(partner);
  registerApplication(world, {
    appId,
    tenantId,
    displayName: integrationName,
    secret: simulatedSecret(appId),
    secretLifetime: 'P10Y',
    redirectUris: ['http://localhost', 'https://tenantry.test/signed-in'],
    permissions,
  });
  registerApplication(world, {
    appId: publicClientOf(partner),
    tenantId,
    displayName: 'Tenantry command line',
    publicClient: true,
    redirectUris: ['http://localhost'],
    permissions,
  });
  if (partner.kind === 'indirect-reseller') return;
  recordSignIn(world, {
    companyId,
    username: `cloud@${domain}`,
    signIn: 'user',
    multiFactor: true,
    applicationId: appId,
  });
  recordSignIn(world, {
    companyId,
    username: integrationName,
    signIn: 'application',
    multiFactor: false,
    applicationId: appId,
  });
}

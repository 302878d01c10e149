import { defineCollection } from '../../kernel/collection.ts';
import type { World } from '../../world.ts';
import type { Actor } from '../actor.ts';
import { Refusal } from '../refusal.ts';
import type { Tenant } from '../tenants/tenant.ts';
import { audit } from './create-customer.ts';
import { partnerOf } from './partner.ts';

/** A control panel vendor's application that may act in a customer's tenant. */
export interface ApplicationConsent {
  readonly tenantId: string;
  readonly applicationId: string;
  readonly displayName?: string;
  readonly grants: readonly { readonly enterpriseApplicationId: string; readonly scope: string }[];
  readonly createdAt: number;
  /** An administrator of the tenant said yes: the application may act by itself too. */
  readonly byAdministrator?: true;
}

export const applicationConsents = defineCollection<ApplicationConsent>()({
  name: 'applicationConsents',
  key: (consent) => `${consent.tenantId}:${consent.applicationId}`,
  indexes: { tenant: (consent) => consent.tenantId },
});

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Consents to an application in a customer's name. @throws Refusal when it has consent already */
export function consentToApplication(
  world: World,
  actor: Actor,
  tenant: Tenant,
  input: Pick<ApplicationConsent, 'applicationId' | 'grants'> & { readonly displayName?: string | undefined },
): ApplicationConsent {
  const applicationId = checkedGuid(input.applicationId, 'applicationId');
  const grants = input.grants.map(({ enterpriseApplicationId, scope }, index) => ({
    enterpriseApplicationId: checkedGuid(
      enterpriseApplicationId,
      `applicationGrants.${index}.enterpriseApplicationId`,
    ),
    scope,
  }));
  if (world.store.of(applicationConsents).has(`${tenant.id}:${applicationId}`)) {
    throw new Refusal(
      'conflict',
      'consent.exists',
      `applicationId ${applicationId} has consent in the tenant already; take it back first to change its grants.`,
      'applicationId',
    );
  }
  const consent = world.store.of(applicationConsents).put({
    tenantId: tenant.id,
    applicationId,
    ...(input.displayName !== undefined && { displayName: input.displayName }),
    grants,
    createdAt: world.clock.now(),
  });
  audit(world, actor, partnerOf(world, actor), tenant, 'ApplicationConsented');
  return consent;
}

/** Takes a consent back. @throws Refusal when there is none */
export function withdrawConsent(world: World, actor: Actor, tenant: Tenant, applicationId: string): void {
  if (!world.store.of(applicationConsents).delete(`${tenant.id}:${applicationId.toLowerCase()}`)) {
    throw new Refusal(
      'not-found',
      'consent.unknown',
      `applicationId ${applicationId} has no consent in the tenant; there is nothing to take back.`,
      'applicationId',
    );
  }
  audit(world, actor, partnerOf(world, actor), tenant, 'ApplicationConsentWithdrawn');
}

function checkedGuid(text: string, field: string): string {
  const id = text.trim().toLowerCase();
  if (guid.test(id)) return id;
  throw new Refusal('invalid', 'consent.application_id', `${field} "${text}" must be a GUID.`, field);
}

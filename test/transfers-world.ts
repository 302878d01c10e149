import { expect } from 'vitest';
import { companies } from '../packages/mock-server/src/domain/companies/company.ts';
import { issueAccessToken } from '../packages/mock-server/src/domain/partners/access-token.ts';
import type { LegacyPurchase } from '../packages/mock-server/src/domain/subscriptions/legacy.ts';
import {
  type Subscription,
  subscriptions,
} from '../packages/mock-server/src/domain/subscriptions/subscription.ts';
import type { Tenant } from '../packages/mock-server/src/domain/tenants/tenant.ts';
import { addPartner, providerId } from '../packages/mock-server/src/seeds/foundation.ts';
import { call, e1, holding, platform, tenantAt } from './legacy-commerce.ts';

export const visio = 'B4D4B7F4-4089-43B6-9C44-DE97B760FB11';
export const legacyAzure = 'MS-AZR-0145P';

/** Another direct partner, with a token of its own. */
export function otherPartner(id = 100_777, name = 'Andes Nube') {
  const { world } = platform;
  return world.transact(() => {
    const own = world.store.of(companies).get(providerId);
    if (own === undefined) throw new Error('The seed has no provider.');
    const company = world.store
      .of(companies)
      .put({ ...own, id, name, numericId: id, resellerId: id, domains: ['andesnube.example'] });
    const partner = addPartner(world, company, { mpnId: String(id), kind: 'direct-bill', country: 'PE' });
    const { token } = issueAccessToken(world, {
      companyId: id,
      username: 'cloud@andesnube.example',
      signIn: 'user',
      multiFactor: true,
    });
    return { partner, token };
  });
}

export function tenant(prefix = 'clinicasanisidro'): Tenant {
  return tenantAt(prefix);
}

export function ownTenantId(): string {
  return platform.credentials().partnerCenter.tenantId ?? '';
}

export const base = () => `/customers/${tenant().id}/transfers`;

export function held(offerId = e1, details: Partial<LegacyPurchase> = {}): string {
  const { vendorReferenceId = '' } = holding({ tenant: tenant(), offerId, quantity: 10, ...details });
  return vendorReferenceId;
}

export function bought(productName?: string): Subscription {
  return platform.world.store
    .of(subscriptions)
    .find('tenant', tenant().id)
    .find((each) =>
      productName === undefined ? each.kind === 'licence' : each.productName === productName,
    ) as Subscription;
}

/** A legacy transfer to another partner, just begun. */
export async function given(...referenceIds: string[]) {
  const other = otherPartner();
  const { status, body } = await call('POST', base(), {
    sourcePartnerTenantId: ownTenantId(),
    targetPartnerTenantId: other.partner.tenantId,
    lineItems: referenceIds.map((subscriptionId) => ({ subscriptionId })),
  });
  expect(status).toBe(201);
  return { ...other, transfer: body };
}

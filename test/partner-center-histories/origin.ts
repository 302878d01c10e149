import { systemActor } from '../../packages/mock-server/src/domain/actor.ts';
import { actorOfPartnerUser } from '../../packages/mock-server/src/domain/partners/access-token.ts';
import { createCustomer } from '../../packages/mock-server/src/domain/partners/create-customer.ts';
import { partners } from '../../packages/mock-server/src/domain/partners/partner.ts';
import { type Tenant, tenants } from '../../packages/mock-server/src/domain/tenants/tenant.ts';
import { createPlatform } from '../../packages/mock-server/src/index.ts';
import { layFoundation } from '../../packages/mock-server/src/seeds/foundation.ts';
import type { World } from '../../packages/mock-server/src/world.ts';

/** Two customers of the provider, billed in different currencies. */
export const customers = [
  { country: 'US', currency: 'USD', domain: 'unodolares.onmicrosoft.com' },
  { country: 'MX', currency: 'MXN', domain: 'dospesos.onmicrosoft.com' },
] as const;

/** One small world, forked for each history. */
export const origin = createPlatform({
  strict: true,
  start: '2026-11-20T10:00:00Z',
  seed: (world) => {
    layFoundation(world);
    for (const { country, domain } of customers) {
      const { tenant } = createCustomer(world, providerOf(world), {
        domain,
        companyName: domain,
        profile: {
          email: `ana@${domain}`,
          culture: 'es',
          language: 'es',
          address: { country, city: 'Centro', addressLine1: 'Av. Central 100' },
        },
      });
      world.store.of(tenants).put({ ...tenant, directlySigned: true });
    }
  },
});

/** The provider, signed in with its own token. */
export function providerOf(world: World) {
  const [provider] = world.store.of(partners).find('kind', 'indirect-provider');
  return provider === undefined ? systemActor : actorOfPartnerUser(provider, `cloud@${provider.domain}`);
}

export function tenantOf(world: World, which: number): Tenant {
  const found = [...world.store.of(tenants).all()].find(
    (each) => each.initialDomain === customers[which]?.domain,
  );
  if (found === undefined) throw new Error(`The world has no customer ${which}.`);
  return found;
}

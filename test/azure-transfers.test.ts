import { createPlatform, type Platform } from '@tenantry/mock-server';
import { Reseller } from '@tenantry/sdk';
import { partnerCenter } from '@tenantry/sdk/partner-center';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemActor } from '../packages/mock-server/src/domain/actor.ts';
import { companies } from '../packages/mock-server/src/domain/companies/company.ts';
import { issueAccessToken } from '../packages/mock-server/src/domain/partners/access-token.ts';
import { relate } from '../packages/mock-server/src/domain/tenants/relationship.ts';
import { tenants } from '../packages/mock-server/src/domain/tenants/tenant.ts';
import { completeTransfer } from '../packages/mock-server/src/domain/transfers/complete-transfer.ts';
import { addPartner, providerId } from '../packages/mock-server/src/seeds/foundation.ts';

let platform: Platform;
let origin: string;
beforeEach(async () => {
  platform = createPlatform({ seed: 'demo-latam', strict: true });
  origin = (await platform.listen()).url;
});
afterEach(() => platform.close());

const signedInWith = (accessToken: string) =>
  new Reseller(partnerCenter({ baseUrl: origin, accessToken, environment: platform.environment }));

/** A customer whose Azure one partner has, and another partner who is to get it. */
async function sides() {
  const { world } = platform;
  const own = platform.credentials(origin).partnerCenter;
  const giving = signedInWith(own.accessToken);
  const [customer] = await giving.platform.client.customers
    .search('CompanyName', 'CLINICA')
    .toArray({ limit: 1 });
  const tenant = customer?.id ?? '';
  const accessToken = world.transact(() => {
    const company = world.store.of(companies).get(providerId);
    if (company === undefined) throw new Error('The seed has no provider.');
    const id = 100_777;
    const other = {
      ...company,
      id,
      name: 'Andes Nube',
      numericId: id,
      resellerId: id,
      domains: ['andes.example'],
    };
    const stored = world.store.of(companies).put(other);
    addPartner(world, stored, { mpnId: String(id), kind: 'direct-bill', country: 'PE' });
    const held = world.store.of(tenants).get(tenant);
    if (held !== undefined) relate(world, held, id);
    const user = {
      companyId: id,
      username: 'cloud@andes.example',
      signIn: 'user',
      multiFactor: true,
    } as const;
    return issueAccessToken(world, user).token;
  });
  const request = {
    tenant,
    fromPartnerTenantId: own.tenantId ?? '',
    fromPartnerName: 'Latam Cloud',
    customerName: 'Clinica',
    customerEmail: 'it@clinica.example',
  };
  return { giving, receiving: signedInWith(accessToken), tenant, request };
}

test('a transfer is asked for, listed, and taken back', async () => {
  const { receiving, tenant, request } = await sides();
  const asked = await receiving.azurePlans.requestTransfer(request);
  expect(asked).toMatchObject({ tenant, status: 'waiting', from: request.fromPartnerTenantId });
  expect(await receiving.azurePlans.listTransfers(tenant)).toEqual([asked]);
  expect(await receiving.azurePlans.cancelTransfer(tenant, asked.id)).toMatchObject({ status: 'cancelled' });
  await expect(receiving.azurePlans.cancelTransfer(tenant, asked.id)).rejects.toThrow();
});

test('a transfer that the giving partner agrees to brings the plan over, and what is below it', async () => {
  const { giving, receiving, tenant, request } = await sides();
  const plan = await giving.azurePlans.find(tenant);
  if (plan === undefined) throw new Error('The customer has no plan.');
  const below = await giving.azurePlans.listSubscriptions(plan.id);
  const asked = await receiving.azurePlans.requestTransfer(request);
  const subscriptionId = plan.id.split('/').at(-1) ?? '';
  platform.world.transact(() => completeTransfer(platform.world, systemActor, asked.id, [subscriptionId]));
  const [done] = await receiving.azurePlans.listTransfers(tenant);
  expect(done).toMatchObject({ id: asked.id, status: 'complete', subscriptions: [subscriptionId] });
  expect(done?.completedAt).toBeDefined();
  const now = await receiving.azurePlans.find(tenant);
  expect(now?.id).toBe(plan.id);
  const moved = await receiving.azurePlans.listSubscriptions(plan.id);
  expect(moved.map(({ id }) => id)).toEqual(below.map(({ id }) => id));
  expect(await giving.azurePlans.find(tenant)).toBeUndefined();
});

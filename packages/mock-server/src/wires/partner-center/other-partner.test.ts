import { afterEach, describe, expect, test } from 'vitest';
import { call, platform } from '../../../../../test/legacy-commerce.ts';
import { otherPartner, tenant } from '../../../../../test/transfers-world.ts';
import { auditEvents } from '../../domain/audit/audit-event.ts';
import { relate } from '../../domain/tenants/relationship.ts';

afterEach(() => platform.reset());

/** A second partner of a customer of the provider's. */
function second(prefix?: string) {
  const other = otherPartner();
  const { id } = platform.world.transact(() => {
    relate(platform.world, tenant(prefix), other.partner.companyId);
    return tenant(prefix);
  });
  return { ...other, path: `/customers/${id}` };
}

describe('a customer of two partners', () => {
  test.each(['orders', 'subscriptions'])('shows to each the %s from it alone', async (what) => {
    const { path, token } = second();
    const own = (await call('GET', `${path}/${what}`)).body.items;
    expect(own.length).toBeGreaterThan(0);
    expect((await call('GET', `${path}/${what}`, undefined, token)).body.items).toEqual([]);
    const one = `${path}/${what}/${own[0].id}`;
    expect((await call('GET', one)).status).toBe(200);
    expect((await call('GET', one, undefined, token)).status).toBe(404);
  });

  test('shows to each the software and carts from it alone', async () => {
    const { path, token } = second('museodelsur');
    platform.advance('PT1H');
    const own = (await call('GET', `${path}/entitlements`)).body.items;
    expect(own.length).toBeGreaterThan(0);
    expect((await call('GET', `${path}/entitlements`, undefined, token)).body.items).toEqual([]);
    const lineItems = [{ id: 0, catalogItemId: own[0].productId, quantity: 1 }];
    const { body: cart } = await call('POST', `${path}/carts`, { lineItems });
    expect((await call('GET', `${path}/carts/${cart.id}`)).status).toBe(200);
    expect((await call('GET', `${path}/carts/${cart.id}`, undefined, token)).status).toBe(404);
  });

  test('lets go of one whatever it has from the other', async () => {
    const { path, token } = second();
    const end = { relationshipToPartner: 'none' };
    expect((await call('PATCH', path, end)).status).toBe(400);
    expect((await call('PATCH', path, end, token)).status).toBe(200);
    expect((await call('GET', path, undefined, token)).status).toBe(403);
  });
});

test('who gives delegated administration up is written down', async () => {
  const path = `/customers/${tenant().id}`;
  expect((await call('PATCH', path, { allowDelegatedAccess: false })).body).toMatchObject({
    allowDelegatedAccess: false,
  });
  expect([...platform.world.store.of(auditEvents).all()].at(-1)?.eventType).toBe(
    'Customer.DelegatedAccessEnded',
  );
});

import { afterEach, describe, expect, test } from 'vitest';
import { call, platform, stored, suspended } from '../../../../../test/legacy-commerce.ts';
import { held, legacyAzure, tenant } from '../../../../../test/transfers-world.ts';
import { azurePlanName } from '../../domain/catalogue/microsoft-azure.ts';

afterEach(() => platform.reset());

describe('moving from Azure to the Azure plan', () => {
  const wanted = () => ({ customerId: tenant('textilesrimac').id, productFamily: 'Azure' });
  const azureOf = () => held(legacyAzure, { tenant: tenant('textilesrimac'), quantity: 1 });

  test('is told to be possible, begun, and told to be done', async () => {
    const id = azureOf();
    const eligible = await call('POST', '/productUpgrades/eligibility', wanted());
    expect(eligible.body).toEqual({
      customerId: wanted().customerId,
      productFamily: 'azure',
      isEligible: true,
      attributes: { objectType: 'ProductUpgradesEligibility' },
    });
    const begun = await call('POST', '/productupgrades', wanted());
    expect(begun).toMatchObject({ status: 202, body: undefined });
    const location = begun.headers.get('location') ?? '';
    expect(location).toMatch(/^productUpgrades\/[0-9a-f-]{36}$/);
    const status = async () => (await call('POST', `/${location}/status`, wanted())).body;
    expect(await status()).toMatchObject({ status: 'InProgress', lineItems: [] });
    expect((await call('POST', '/productupgrades', wanted())).body.code).toBe(900109);
    platform.advance('PT2M');
    const done = await status();
    expect(done).toMatchObject({
      status: 'Completed',
      lineItems: [{ sourceProduct: { id, name: 'Microsoft Azure' }, status: 'Completed' }],
    });
    const plan = stored(done.lineItems[0].targetProduct.id);
    expect(plan).toMatchObject({ productName: azurePlanName, state: 'active' });
    expect(stored(id)).toMatchObject({ kind: 'azure-subscription', parentId: plan.id, state: 'active' });
    const again = await call('POST', '/productUpgrades/eligibility', wanted());
    expect(again.body).toMatchObject({ isEligible: false, upgradeId: done.id });
    expect((await call('POST', '/productupgrades', wanted())).body.code).toBe(900110);
  });

  test('needs legacy Azure that is active', async () => {
    expect((await call('POST', '/productupgrades', wanted())).body.code).toBe(900108);
    const none = await call('POST', '/productUpgrades/eligibility', wanted());
    expect(none.body).toMatchObject({
      isEligible: false,
      reason: expect.stringContaining('no legacy Azure'),
    });
    suspended(azureOf());
    expect((await call('POST', '/productupgrades', wanted())).body.code).toBe(900105);
  });

  test('is asked about by its id, customer and family', async () => {
    azureOf();
    const { headers } = await call('POST', '/productupgrades', wanted());
    const path = `/${headers.get('location')}/status`;
    const codeOf = async (to: string, body: object) => (await call('POST', to, body)).body.code;
    const unknown = '/productUpgrades/00000000-0000-4000-8000-000000000000/status';
    expect(await codeOf(unknown, wanted())).toBe(900106);
    expect(await codeOf(path, { ...wanted(), customerId: tenant().id })).toBe(900111);
    expect(await codeOf(path, { productFamily: 'azure' })).toBe(900118);
    expect(await codeOf('/productupgrades', { ...wanted(), productFamily: 'office' })).toBe(900107);
    expect(await codeOf('/productupgrades', { ...wanted(), customerId: unknown })).toBe(20002);
  });
});

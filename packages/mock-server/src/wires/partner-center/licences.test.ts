import { afterEach, describe, expect, test } from 'vitest';
import { call, customer, platform } from '../../../../../test/partner-center-calls.ts';
import { addUser, basic, standard } from '../../../../../test/users-world.ts';
import { licenceSkuOf } from '../../domain/catalogue/licence-skus.ts';
import { checkOneLicenceGroup } from '../../domain/tenants/assign-licences.ts';

afterEach(() => platform.reset());

describe('licences', () => {
  test('are counted from what is owned and what is assigned', async () => {
    const path = await customer('textilesrimac');
    const id = await addUser(path, 'Lucia');
    const before = await call('GET', `${path}/subscribedskus`);
    expect(before.body.items).toMatchObject([
      {
        availableUnits: 28,
        activeUnits: 28,
        consumedUnits: 0,
        suspendedUnits: 0,
        totalUnits: 28,
        warningUnits: 0,
        productSku: {
          id: basic,
          name: 'Microsoft 365 Business Basic',
          skuPartNumber: 'O365_BUSINESS_ESSENTIALS',
          targetType: 'User',
          licenseGroupId: 'group1',
        },
        capabilityStatus: 'Enabled',
      },
      { availableUnits: 8, productSku: { id: standard, skuPartNumber: 'O365_BUSINESS_PREMIUM' } },
    ]);
    const [sku] = before.body.items;
    const excluded = sku.servicePlans[0].id;
    const update = await call('POST', `${path}/users/${id}/licenseupdates`, {
      LicensesToAssign: [
        { ExcludedPlans: [excluded], SkuId: basic },
        { SkuId: standard, ExcludedPlans: null },
      ],
      LicensesToRemove: null,
      LicenseWarnings: null,
      Attributes: { ObjectType: 'LicenseUpdate' },
    });
    expect(update).toEqual({
      status: 201,
      body: {
        licensesToAssign: [{ skuId: basic, excludedPlans: [excluded] }, { skuId: standard }],
        licenseWarnings: [],
        attributes: { objectType: 'LicenseUpdate' },
      },
    });
    const held = await call('GET', `${path}/users/${id}/licenses`);
    expect(held.body.items).toMatchObject([{ productSku: { id: basic } }, { productSku: { id: standard } }]);
    const plans = held.body.items[0].servicePlans;
    expect(plans).toHaveLength(sku.servicePlans.length - 1);
    expect(plans[0]).toMatchObject({ capabilityStatus: 'Assigned', targetType: 'User' });
    const after = await call('GET', `${path}/subscribedskus?licenseGroupIds=Group1&licenseGroupIds=Group2`);
    expect(after.body.items[0]).toMatchObject({ availableUnits: 27, consumedUnits: 1, totalUnits: 28 });
    await call('POST', `${path}/users/${id}/licenseupdates`, { licensesToRemove: [basic] });
    expect((await call('GET', `${path}/users/${id}/licenses`)).body.items).toMatchObject([
      { productSku: { id: standard } },
    ]);
  });

  test('of the other group are listed on demand only', async () => {
    const path = await customer('textilesrimac');
    const none = await call('GET', `${path}/subscribedskus?licenseGroupIds=group2`);
    expect(none.body).toEqual({ totalCount: 0, items: [], attributes: { objectType: 'Collection' } });
    const unknown = await call('GET', `${path}/subscribedskus?licenseGroupIds=group3`);
    expect(unknown).toMatchObject({ status: 400, body: { code: 900126 } });
    const minecraft = licenceSkuOf({
      name: 'minecraft',
      displayName: 'Minecraft Education Faculty',
      offerId: 'CFQ7TTC0K5DR:0002',
    });
    expect(minecraft).toMatchObject({ group: 'group2', partNumber: 'CFQ7TTC0K5DR/0002', plans: [] });
    const office = licenceSkuOf({ name: 'x', displayName: 'Basic', offerId: 'CFQ7TTC0LH18:0001' });
    expect(() => checkOneLicenceGroup([office, office])).not.toThrow();
    expect(() => checkOneLicenceGroup([office, minecraft])).toThrow(/one licence group/);
  });

  test('without a public SKU get a made-up one, which stays', () => {
    const product = { name: 'x', displayName: 'Cosecha Plan 1', offerId: 'CFQ7TTC0ZZZZ:0001' };
    const sku = licenceSkuOf(product);
    expect(sku).toEqual(licenceSkuOf({ ...product, name: 'y' }));
    expect(sku).toMatchObject({ group: 'group1', partNumber: 'COSECHA_PLAN_1' });
    expect(sku.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(sku.plans.length).toBeGreaterThanOrEqual(2);
  });

  test.each([
    ['nothing', {}, 400, 800002, /at least one/],
    [
      'a SKU twice',
      { licensesToAssign: [{ skuId: basic }], licensesToRemove: [basic] },
      400,
      800002,
      /twice/,
    ],
    [
      'a SKU not owned',
      { licensesToAssign: [{ skuId: basic }, { skuId: '05e9a617-0261-4cee-bb44-138d3ef5d965' }] },
      404,
      400018,
      /subscribedskus/,
    ],
    [
      'a plan of another SKU',
      { licensesToAssign: [{ skuId: basic, excludedPlans: [standard] }] },
      400,
      800002,
      /excludedPlans/,
    ],
    ['the removal of one not held', { licensesToRemove: [basic] }, 400, 800002, /licensesToRemove/],
  ])('are refused all together for %s', async (_, update, status, code, description) => {
    const path = await customer('textilesrimac');
    const id = await addUser(path, 'Lucia');
    const refused = await call('POST', `${path}/users/${id}/licenseupdates`, update);
    expect(refused).toMatchObject({
      status,
      body: { code, description: expect.stringMatching(description) },
    });
    expect((await call('GET', `${path}/users/${id}/licenses`)).body.items).toEqual([]);
  });

  test('need a usage location', async () => {
    const path = await customer('textilesrimac');
    const id = await addUser(path, 'Lucia', { usageLocation: undefined });
    const update = { licensesToAssign: [{ skuId: basic }] };
    const refused = await call('POST', `${path}/users/${id}/licenseupdates`, update);
    expect(refused).toMatchObject({
      status: 400,
      body: { code: 3000, description: expect.stringContaining('usageLocation') },
    });
    await call('PATCH', `${path}/users/${id}`, { usageLocation: 'PE' });
    expect((await call('POST', `${path}/users/${id}/licenseupdates`, update)).status).toBe(201);
  });

  test('run out, and a user who has one may have it again', async () => {
    const path = await customer('textilesrimac');
    const ids: string[] = [];
    for (let number = 1; number <= 9; number += 1) ids.push(await addUser(path, `user${number}`));
    const update = { licensesToAssign: [{ skuId: standard, excludedPlans: [] }] };
    for (const id of ids.slice(0, 8))
      expect((await call('POST', `${path}/users/${id}/licenseupdates`, update)).status).toBe(201);
    const refused = await call('POST', `${path}/users/${ids[8]}/licenseupdates`, update);
    expect(refused).toMatchObject({
      status: 400,
      body: { code: 60012, description: expect.stringContaining('buy more'), source: 'PartnerFD' },
    });
    expect((await call('POST', `${path}/users/${ids[0]}/licenseupdates`, update)).status).toBe(201);
  });
});

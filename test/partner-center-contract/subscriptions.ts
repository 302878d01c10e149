import { describe, expect, test } from 'vitest';
import {
  azurePlan,
  basic,
  customerNamed,
  newBuyer,
  partnerCenter,
  platform,
  refusal,
  reseller,
  sandbox,
  standard,
  subscribe,
  yearly,
} from '../partner-center-world.ts';

const { azureEntitlements, subscriptions } = partnerCenter;

describe('subscriptions', () => {
  test('are listed, read and changed', async () => {
    const id = await newBuyer('asientos');
    const first = await subscribe(id, basic, { ...yearly, quantity: 5, friendlyName: 'Oficina' });
    const second = await subscribe(id, standard, { ...yearly, quantity: 1 });
    const listed = await subscriptions.list(id);
    expect(listed.map((each) => each.id)).toEqual([first, second]);
    const read = await subscriptions.get(id, first);
    expect(listed[0]).toEqual(read);
    expect(read).toMatchObject({
      friendlyName: 'Oficina',
      quantity: 5,
      autoRenewEnabled: true,
      status: 'active',
    });
    expect(await subscriptions.list(id, { order_id: read.orderId ?? '' })).toEqual([read]);

    const etag = read.attributes?.etag ?? '';
    const patched = await subscriptions.patch(id, first, { ...read, quantity: 7 }, { etag });
    expect(patched).toMatchObject({ quantity: 7, refundableQuantity: { totalQuantity: 7 } });
    expect(await refusal(subscriptions.patch(id, first, read, { etag }))).toMatchObject({ code: '2055' });
    await subscriptions.update(id, first, ({ quantity }) => ({
      quantity: quantity - 1,
      partnerId: reseller,
    }));
    expect(await subscriptions.get(id, first)).toMatchObject({ quantity: 6, autoRenewEnabled: true });
    const ofReseller = await subscriptions.listByPartner(id, reseller, { size: 1 }).toArray({ limit: 9 });
    expect(ofReseller.map((each) => each.id)).toEqual([first]);

    await subscriptions.update(id, second, { status: 'suspended' });
    expect((await subscriptions.get(id, second)).status).toBe('suspended');
    await subscriptions.update(id, first, { status: 'deleted' });
    expect((await subscriptions.get(id, first)).status).toBe('deleted');
  });

  test('may end with others', async () => {
    const id = await newBuyer('fechas');
    const held = await subscribe(id, basic, { ...yearly, quantity: 1 });
    const dates = await subscriptions.listCustomTermEndDates(id, { term_duration: 'P1Y' });
    const months = dates.filter((each) => each.allowedCustomTermEndDateType === 'calendarMonthAligned');
    expect(months.length).toBeGreaterThanOrEqual(11);
    const [aligned, ...others] = await subscriptions.listCustomTermEndDates(id, {
      term_duration: 'P1Y',
      target_coterm_subscription_id: held,
    });
    expect(others).toEqual([]);
    expect(aligned?.cotermSubscriptionIds).toEqual([held]);
    const customTermEndDate = months[2]?.allowedCustomTermEndDate ?? '';
    const short = await subscribe(id, standard, { ...yearly, quantity: 1, customTermEndDate });
    expect((await subscriptions.get(id, short)).commitmentEndDate).toBe(customTermEndDate);
  });

  test('are provisioned and supported', async () => {
    const id = await newBuyer('soporte');
    const held = await subscribe(id, basic, { ...yearly, quantity: 3 });
    expect(await subscriptions.waitUntilProvisioned(id, held)).toMatchObject({
      status: 'success',
      quantity: 3,
    });
    expect(await subscriptions.getSupportContact(id, held)).toMatchObject({
      supportTenantId: platform.credentials().partnerCenter.tenantId,
    });
    const own = await subscriptions.updateSupportContact(id, held, { supportMpnId: reseller });
    expect(own).toMatchObject({ supportMpnId: reseller, name: 'ABBIE BOX S.A.C.' });
    expect(await subscriptions.getSupportContact(id, held)).toEqual(own);
    const refused = subscriptions.updateSupportContact(id, held, { supportMpnId: '1' });
    expect((await refusal(refused)).status).toBe(404);
  });

  test('are upgraded', async () => {
    const id = await newBuyer('mejora');
    const held = await subscribe(id, basic, { ...yearly, quantity: 5 });
    const targets = await subscriptions.listTransitionEligibilities(id, held, {
      eligibilityType: 'immediate',
    });
    const target = targets.find(({ title }) => title === 'Microsoft 365 Business Standard');
    expect(target?.eligibilities).toMatchObject([{ isEligible: true }, { isEligible: true }]);
    const { operationId } = await subscriptions.transition(id, held, {
      toCatalogItemId: target?.catalogItemId ?? '',
      quantity: 2,
      ...yearly,
      transitionType: 'transition_with_license_transfer',
    });
    const done = await subscriptions.waitForTransition(id, held, operationId);
    expect(await subscriptions.listTransitions(id, held)).toEqual([done]);
    expect(await subscriptions.get(id, held)).toMatchObject({ quantity: 3 });
    expect(await subscriptions.get(id, done.toSubscriptionId ?? '')).toMatchObject({
      quantity: 2,
      offerName: 'Microsoft 365 Business Standard',
    });
  });

  test('of the marketplace are activated in the sandbox', async () => {
    const id = await newBuyer('activa', sandbox);
    const line = { termDuration: 'P1M', billingCycle: 'monthly' } as const;
    const held = await subscribe(id, ['DZH318Z0BXWC', '0002'], line, sandbox);
    expect((await sandbox.subscriptions.get(id, held)).status).toBe('pending');
    const [link, ...others] = await sandbox.subscriptions.listActivationLinks(id, held);
    expect(link?.link?.uri).toMatch(/^https:/);
    expect(others).toEqual([]);
    expect(await sandbox.subscriptions.activate(id, held)).toEqual({
      subscriptionId: held,
      status: 'Success',
    });
    expect((await sandbox.subscriptions.get(id, held)).status).toBe('active');
  });
});

describe('Azure', () => {
  test('subscriptions are cancelled and reactivated', async () => {
    const id = await customerNamed('CLINICA');
    const plan = (await subscriptions.list(id)).find((each) => each.billingType === 'usage')?.id ?? '';
    const [entitlement] = await azureEntitlements.list(id, plan);
    const entitlementId = entitlement?.id ?? '';
    expect(entitlement).toMatchObject({ friendlyName: 'Production', status: 'active', subscriptionId: plan });
    const cancelled = await azureEntitlements.cancel(id, plan, entitlementId, {
      cancellationReason: 'compromise',
    });
    // It looks like nothing, and is inactive ten minutes later.
    expect(cancelled).toEqual(entitlement);
    platform.advance('PT11M');
    expect(await azureEntitlements.get(id, plan, entitlementId)).toEqual({
      ...entitlement,
      status: 'inactive',
    });
    const location = await azureEntitlements.reactivate(id, plan, entitlementId);
    expect(location).toBe(`/customers/${id}/subscriptions/${plan}/azureEntitlements/${entitlementId}`);
    platform.advance('PT1M');
    expect(await azureEntitlements.get(id, plan, entitlementId)).toEqual(entitlement);
  });

  test('pays for overage', async () => {
    const id = await customerNamed('LOGISTICA');
    const plan = (await subscriptions.list(id)).find((each) => each.billingType === 'usage')?.id ?? '';
    const [entitlement] = await azureEntitlements.list(id, plan);
    expect(await subscriptions.listOverage(id)).toEqual([]);
    const wanted = { azureEntitlementId: entitlement?.id ?? '', type: 'PhoneServices', partnerId: reseller };
    const overage = await subscriptions.updateOverage(id, { ...wanted, overageEnabled: true });
    expect(overage).toMatchObject({ ...wanted, overageEnabled: true });
    expect(await subscriptions.listOverage(id)).toEqual([overage]);
  });

  test('is registered for reservations', async () => {
    const id = await newBuyer('registro');
    const plan = await subscribe(id, azurePlan);
    const location = await subscriptions.startRegistration(id, plan);
    expect(location).toBe(`/customers/${id}/subscriptions/${plan}/registrationstatus`);
    expect(await subscriptions.getRegistrationStatus(id, plan)).toMatchObject({ status: 'registering' });
    platform.advance('PT1M');
    expect(await subscriptions.getRegistrationStatus(id, plan)).toMatchObject({ status: 'registered' });
  });
});

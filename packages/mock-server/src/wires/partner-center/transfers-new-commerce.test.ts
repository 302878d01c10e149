import { afterEach, describe, expect, test } from 'vitest';
import { call, platform, stored } from '../../../../../test/legacy-commerce.ts';
import {
  base,
  bought,
  held,
  legacyAzure,
  otherPartner,
  ownTenantId,
  tenant,
} from '../../../../../test/transfers-world.ts';
import { systemActor } from '../../domain/actor.ts';
import { ledger } from '../../domain/billing/ledger-line.ts';
import { azurePlanName } from '../../domain/catalogue/microsoft-azure.ts';
import { subscriptions } from '../../domain/subscriptions/subscription.ts';
import { relate } from '../../domain/tenants/relationship.ts';
import { completeTransfer } from '../../domain/transfers/complete-transfer.ts';

afterEach(() => platform.reset());

describe('a transfer of new commerce', () => {
  async function asked(details: object = {}) {
    const other = otherPartner();
    relate(platform.world, tenant(), other.partner.companyId);
    const answer = await call(
      'POST',
      base(),
      {
        sourcePartnerTenantId: ownTenantId(),
        sourcePartnerName: 'Latam Cloud',
        customerEmailId: 'ana@clinica.example',
        targetProductTypes: ['OnlineServicesNCE'],
        transferType: '5',
        ...details,
      },
      other.token,
    );
    return { ...other, ...answer, transfer: answer.body };
  }

  test('is begun by the partner who is to receive', async () => {
    const { status, transfer, partner } = await asked();
    expect(status).toBe(201);
    expect(transfer).toMatchObject({
      status: 'InProgress',
      transferType: '5',
      sourcePartnerName: 'Latam Cloud',
      sourcePartnerTenantId: ownTenantId(),
      targetPartnerTenantId: partner.tenantId,
      customerEmailId: 'ana@clinica.example',
      customerName: 'CLINICA SAN ISIDRO',
      targetProductTypes: ['OnlineServicesNCE'],
      lineItems: [],
    });
    expect((await call('GET', base())).body[0].id).toBe(transfer.id);
  });

  test('is cancelled by who began it, while it waits', async () => {
    const { transfer, token } = await asked();
    const path = `${base()}/${transfer.id}`;
    expect((await call('PATCH', path, { status: 'Cancel' })).body.code).toBe(2032);
    expect((await call('PATCH', path, { status: 'Cancel' }, token)).body.status).toBe('Cancel');
    expect((await call('PATCH', path, { status: 'Cancel' }, token)).body.code).toBe(900102);
  });

  test('cannot be accepted here: nobody has published how', async () => {
    const { transfer, token } = await asked();
    const path = `${base()}/${transfer.id}`;
    const lineItems = [{ subscriptionId: bought().vendorReferenceId }];
    const answer = await call('PATCH', path, { status: 'Accept', lineItems });
    expect(answer).toMatchObject({ status: 400, body: { code: 900141 } });
    expect(answer.body.description).toContain('no public source');
    expect((await call('POST', `${path}/accept`, undefined, token)).body.code).toBe(900141);
    expect((await call('DELETE', path)).body.code).toBe(900141);
    expect((await call('PATCH', path, { status: 'reject' }, token)).body.code).toBe(900141);
    expect((await call('PATCH', path, { status: 'Paused' }, token)).body.code).toBe(800002);
  });

  test('is completed in the world: the subscription is the other partner’s', async () => {
    const { transfer, token, partner } = await asked();
    const subscription = bought();
    const { vendorReferenceId = '' } = subscription;
    platform.world.transact(() =>
      completeTransfer(platform.world, systemActor, transfer.id, [vendorReferenceId]),
    );
    const done = (await call('GET', `${base()}/${transfer.id}`, undefined, token)).body;
    expect(done).toMatchObject({
      status: 'Complete',
      lineItems: [{ subscriptionId: vendorReferenceId, status: 'Complete' }],
    });
    const now = stored(vendorReferenceId);
    expect(now).toMatchObject({
      companyId: partner.companyId,
      resellerId: partner.companyId,
      channel: 'partner-center',
      currency: 'USD',
      termEnd: subscription.termEnd,
    });
    const order = await call(
      'GET',
      `/customers/${tenant().id}/orders/${done.lineItems[0].orderId}`,
      undefined,
      token,
    );
    expect(order.body.lineItems[0].subscriptionId).toBe(vendorReferenceId);
    const [last] = platform.world.store.of(ledger).find('subscription', now.id).slice(-1);
    expect(last).toMatchObject({ companyId: partner.companyId, currency: 'USD' });
  });

  test('takes what lives below an Azure plan along', async () => {
    const { transfer, partner } = await asked({ targetProductTypes: ['AzureSubscription'] });
    const plan = bought(azurePlanName);
    platform.world.transact(() =>
      completeTransfer(platform.world, systemActor, transfer.id, [plan.vendorReferenceId ?? '']),
    );
    const below = platform.world.store
      .of(subscriptions)
      .find('dependency', plan.id)
      .filter((each) => each.kind === 'azure-subscription');
    expect(below.length).toBeGreaterThan(0);
    for (const each of below) expect(each).toMatchObject({ parentId: plan.id, companyId: partner.companyId });
  });

  test('is completed with what fits only', async () => {
    const { transfer } = await asked();
    const complete = (...ids: string[]) =>
      platform.world.transact(() => completeTransfer(platform.world, systemActor, transfer.id, ids));
    expect(() => complete()).toThrow('at least one');
    expect(() => complete(held())).toThrow('legacy commerce');
    expect(() => complete(bought(azurePlanName).vendorReferenceId ?? '')).toThrow('AzureSubscription');
    expect(() => complete(tenant().id)).toThrow('none that the customer has');
  });

  const wrong: [string, number, () => object][] = [
    ['without a source', 900136, () => ({ sourcePartnerTenantId: '' })],
    ['of an unknown type', 800002, () => ({ transferType: '4' })],
    ['for another target', 800002, () => ({ targetPartnerTenantId: tenant().id })],
    ['with an unknown reseller', 800015, () => ({ partnerOnRecord: '1111111' })],
    [
      'of Azure with legacy subscriptions',
      900131,
      () => {
        held(legacyAzure, { quantity: 1 });
        return { transferType: '3' };
      },
    ],
    [
      'of an Azure plan that is suspended',
      900132,
      () => {
        platform.world.store.of(subscriptions).put({ ...bought(azurePlanName), state: 'suspended' });
        return { transferType: '3' };
      },
    ],
    [
      'of Azure that is not there',
      900133,
      () => {
        platform.world.store.of(subscriptions).put({ ...bought(azurePlanName), state: 'terminated' });
        return { transferType: '3' };
      },
    ],
  ];

  test.each(wrong)('%s is refused with %i', async (_, code, details) => {
    expect((await asked(details())).body.code).toBe(code);
  });

  test('from the partner itself, or twice, is refused', async () => {
    const { transfer, token, partner } = await asked();
    const wanted = { sourcePartnerTenantId: partner.tenantId, transferType: '5' };
    expect((await call('POST', base(), wanted, token)).body.code).toBe(900148);
    const twice = { sourcePartnerTenantId: ownTenantId(), transferType: '5' };
    const answer = await call('POST', base(), twice, token);
    expect(answer.body).toMatchObject({ code: 900101, description: expect.stringContaining(transfer.id) });
  });

  test('needs a relationship with the customer', async () => {
    const { token } = otherPartner();
    const wanted = { sourcePartnerTenantId: ownTenantId(), transferType: '5' };
    expect((await call('POST', base(), wanted, token)).body.code).toBe(20002);
    expect((await call('GET', base(), undefined, token)).body.code).toBe(20002);
  });
});

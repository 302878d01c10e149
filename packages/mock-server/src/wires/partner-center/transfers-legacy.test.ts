import { afterEach, describe, expect, test } from 'vitest';
import { call, conferencing, e1, platform, stored, suspended } from '../../../../../test/legacy-commerce.ts';
import {
  base,
  bought,
  given,
  held,
  legacyAzure,
  otherPartner,
  ownTenantId,
  tenant,
  visio,
} from '../../../../../test/transfers-world.ts';
import { auditEvents } from '../../domain/audit/audit-event.ts';
import { ledger } from '../../domain/billing/ledger-line.ts';
import { azurePlanName } from '../../domain/catalogue/microsoft-azure.ts';
import { subscriptions } from '../../domain/subscriptions/subscription.ts';
import { commercialRelationships } from '../../domain/tenants/tenant.ts';
import { providerId } from '../../seeds/foundation.ts';

afterEach(() => platform.reset());

describe('a legacy transfer', () => {
  test('is begun by the partner who gives, with add-ons along', async () => {
    const id = held();
    const addOn = held(conferencing, { parentReferenceId: id });
    const { transfer, partner } = await given(id);
    expect(transfer).toMatchObject({
      status: 'Active',
      customerTenantId: tenant().id,
      sourcePartnerTenantId: ownTenantId(),
      targetPartnerTenantId: partner.tenantId,
      targetPartnerName: 'Andes Nube',
      lineItems: [
        {
          subscriptionId: id,
          offerId: e1,
          quantity: 10,
          billingCycle: 'monthly',
          transferGroupId: '0',
          addonItems: [{ subscriptionId: addOn, offerId: conferencing }],
        },
      ],
      attributes: { objectType: 'TransferEntity' },
    });
    expect((await call('GET', base())).body).toEqual([transfer]);
    expect((await call('GET', `${base()}/${transfer.id.toUpperCase()}`)).body).toEqual(transfer);
  });

  test('is accepted by the partner who receives, who need not have had the customer', async () => {
    const [id, second] = [held(), held(visio)];
    const addOn = held(conferencing, { parentReferenceId: id });
    const { transfer, token, partner } = await given(id, second);
    const before = stored(id);
    expect((await call('POST', `${base()}/${transfer.id}/accept`)).status).toBe(403);
    const { status, body } = await call('POST', `${base()}/${transfer.id}/accept`, undefined, token);
    expect(status).toBe(200);
    expect(body.transferErrors).toEqual([]);
    expect(body.orders).toHaveLength(3);
    const done = (await call('GET', `${base()}/${transfer.id}`, undefined, token)).body;
    expect(done).toMatchObject({ status: 'Complete', completedTime: '2026-11-20T10:00:00Z' });
    expect(done.lineItems[0]).toMatchObject({
      status: 'Complete',
      orderId: body.orders[0].id,
      addonItems: [{ subscriptionId: addOn, status: 'Complete' }],
    });
    for (const reference of [id, addOn, second]) {
      expect(stored(reference)).toMatchObject({ companyId: partner.companyId, state: 'active' });
    }
    expect(stored(id)).toMatchObject({ termEnd: before.termEnd, quantity: 10 });
    const path = `/customers/${tenant().id}/subscriptions/${id}`;
    expect((await call('GET', path, undefined, token)).body).toMatchObject({ orderId: body.orders[0].id });
    const relationship = platform.world.store
      .of(commercialRelationships)
      .get(`${tenant().id}:${partner.companyId}`);
    expect(relationship?.state).toBe('accepted');
  });

  test('is billed to the new partner from then on, and paid back to the old one', async () => {
    const id = held();
    const { transfer, token, partner } = await given(id);
    platform.advance('P10D');
    await call('POST', `${base()}/${transfer.id}/accept`, undefined, token);
    platform.advance('P1M');
    const lines = platform.world.store.of(ledger).find('subscription', stored(id).id);
    expect(lines.map((line) => [line.companyId, line.reason])).toEqual([
      [providerId, 'purchase'],
      [providerId, 'cancellation'],
      [partner.companyId, 'purchase'],
      [partner.companyId, 'cycle'],
    ]);
  });

  test('brings over what it can: groups that fail are told inside the answer', async () => {
    const [lost, kept] = [held(), held(visio)];
    const { transfer, token, partner } = await given(lost, kept);
    suspended(lost);
    const { status, body } = await call('POST', `${base()}/${transfer.id}/accept`, undefined, token);
    expect(status).toBe(200);
    expect(body.orders).toHaveLength(1);
    expect(body.transferErrors).toMatchObject([
      { transferGroupId: '0', code: 900103, lineItems: [{ subscriptionId: lost }] },
    ]);
    expect(stored(lost).companyId).toBe(providerId);
    expect(stored(kept).companyId).toBe(partner.companyId);
    const { lineItems, status: state } = (await call('GET', `${base()}/${transfer.id}`)).body;
    expect([state, lineItems[0].status, lineItems[1].status]).toEqual(['Complete', 'Failed', 'Complete']);
  });

  test('names a subscription once: what goes over twice would be charged twice', async () => {
    const id = held();
    const { status, body } = await call('POST', base(), {
      sourcePartnerTenantId: ownTenantId(),
      targetPartnerTenantId: otherPartner().partner.tenantId,
      lineItems: [{ subscriptionId: id }, { subscriptionId: id.toLowerCase() }],
    });
    expect(status).toBe(400);
    expect(body.description).toContain('more than once');
  });

  test('waits on when nothing could be brought over', async () => {
    const id = held();
    const { transfer, token } = await given(id);
    suspended(id);
    const { body } = await call('POST', `${base()}/${transfer.id}/accept`, undefined, token);
    expect(body).toMatchObject({ orders: [], transferErrors: [{ code: 900103 }] });
    expect((await call('GET', `${base()}/${transfer.id}`)).body.status).toBe('Active');
  });

  test('is rejected by the partner who was to receive, and over then', async () => {
    const { transfer, token } = await given(held());
    const path = `${base()}/${transfer.id}`;
    expect((await call('PATCH', path, { id: transfer.id, status: 'reject' })).body.code).toBe(2032);
    const rejected = await call('PATCH', path, { id: transfer.id, status: 'reject' }, token);
    expect(rejected).toMatchObject({ status: 200, body: { status: 'Reject' } });
    for (const [method, to, body, by] of [
      ['POST', `${path}/accept`, undefined, token],
      ['PATCH', path, { status: 'reject' }, token],
      ['DELETE', path, undefined, undefined],
    ] as const) {
      expect((await call(method, to, body, by)).body.code).toBe(900102);
    }
  });

  test('is withdrawn by the partner who gives', async () => {
    const id = held();
    const { transfer, token } = await given(id);
    const path = `${base()}/${transfer.id}`;
    expect((await call('DELETE', path, undefined, token)).body.code).toBe(2032);
    expect((await call('DELETE', path)).status).toBe(204);
    expect(await call('GET', path)).toMatchObject({ status: 404, body: { code: 900100 } });
    const rows = platform.world.store.of(auditEvents).find('target', providerId);
    expect(rows.map((row) => row.eventType)).toContain('Transfer.Withdrawn');
  });

  test('of what is being transferred is refused with 900101', async () => {
    const id = held();
    const { transfer, partner } = await given(id);
    const again = await call('POST', base(), {
      targetPartnerTenantId: partner.tenantId,
      lineItems: [{ subscriptionId: id }],
    });
    expect(again).toMatchObject({ status: 409, body: { code: 900101 } });
    expect(again.body.description).toContain(transfer.id);
  });

  test('with Azure is refused where the customer has Azure from the receiver', async () => {
    const id = held(legacyAzure, { quantity: 1 });
    const { transfer, token, partner } = await given(id);
    const plan = bought(azurePlanName);
    platform.world.store.of(subscriptions).put({ ...plan, companyId: partner.companyId });
    const answer = await call('POST', `${base()}/${transfer.id}/accept`, undefined, token);
    expect(answer).toMatchObject({ status: 403, body: { code: 900139 } });
  });

  const wrong: [string, number, () => { lines: string[]; target?: string; source?: string }][] = [
    ['of an unknown subscription', 800078, () => ({ lines: [tenant().id] })],
    [
      'of a suspended one',
      800078,
      () => {
        const id = held();
        suspended(id);
        return { lines: [id] };
      },
    ],
    ['of one of new commerce', 800078, () => ({ lines: [bought().vendorReferenceId ?? ''] })],
    ['of an add-on alone', 800078, () => ({ lines: [held(conferencing, { parentReferenceId: held() })] })],
    ['to the partner itself', 900148, () => ({ lines: [held()], target: ownTenantId() })],
    ['to nobody that is known', 900137, () => ({ lines: [held()], target: tenant().id })],
    ['from another partner', 800002, () => ({ lines: [held()], source: tenant().id })],
  ];

  test.each(wrong)('%s is refused with %i', async (_, code, arrange) => {
    const { partner } = otherPartner();
    const { lines, target = partner.tenantId, source } = arrange();
    const { body } = await call('POST', base(), {
      sourcePartnerTenantId: source,
      targetPartnerTenantId: target,
      lineItems: lines.map((subscriptionId) => ({ subscriptionId })),
    });
    expect(body.code).toBe(code);
  });
});

describe('whether subscriptions can be transferred', () => {
  test('is told for each, with the reason where not', async () => {
    const [free, idle, taken] = [held(), held(visio), held(visio)];
    suspended(idle);
    const { transfer } = await given(taken);
    const path = `/customers/${tenant().id}/transferseligibility`;
    const { body } = await call('GET', `${path}?transferType=directtoindirect`);
    const of = (id: string) => body.find((each: { id: string }) => each.id === id);
    expect(of(free)).toEqual({ id: free, isEligible: true });
    expect(of(idle)).toMatchObject({ isEligible: false, reason: expect.stringContaining('suspended') });
    expect(of(taken).reason).toContain(transfer.id);
    expect(of(bought().vendorReferenceId ?? '').reason).toContain('new commerce');
    expect((await call('GET', `${path}?transferType=sideways`)).body.code).toBe(800002);
  });
});

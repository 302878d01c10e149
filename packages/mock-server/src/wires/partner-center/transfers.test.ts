import { afterEach, describe, expect, test } from 'vitest';
import { systemActor } from '../../domain/actor.ts';
import { auditEvents } from '../../domain/audit/audit-event.ts';
import { ledger } from '../../domain/billing/ledger-line.ts';
import { azurePlanName } from '../../domain/catalogue/microsoft-azure.ts';
import { companies } from '../../domain/companies/company.ts';
import { issueAccessToken } from '../../domain/partners/access-token.ts';
import {
  addLegacySubscription,
  type LegacyPurchase,
  suspendLegacy,
} from '../../domain/subscriptions/legacy.ts';
import { type Subscription, subscriptions } from '../../domain/subscriptions/subscription.ts';
import { relate } from '../../domain/tenants/relationship.ts';
import { commercialRelationships, type Tenant, tenants } from '../../domain/tenants/tenant.ts';
import { completeTransfer } from '../../domain/transfers/complete-transfer.ts';
import { createPlatform } from '../../index.ts';
import { addPartner, providerId } from '../../seeds/foundation.ts';
import { partnerCenterCaller } from './partner-center-caller.ts';

const platform = createPlatform({ seed: 'demo-latam', strict: true });
const { call } = partnerCenterCaller(platform);
afterEach(() => platform.reset());

const e1 = '91FD106F-4B2C-4938-95AC-F54F74E9A239';
const visio = 'B4D4B7F4-4089-43B6-9C44-DE97B760FB11';
const conferencing = 'C94271D8-B431-4A25-A3C5-A57737A1C909';
const legacyAzure = 'MS-AZR-0145P';

/** Another direct partner, with a token of its own. */
function otherPartner(id = 100_777, name = 'Andes Nube') {
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

function tenant(prefix = 'clinicasanisidro'): Tenant {
  return platform.world.store.of(tenants).first('domain', `${prefix}.onmicrosoft.com`) as Tenant;
}

function ownTenantId(): string {
  return platform.credentials().partnerCenter.tenantId ?? '';
}

const base = () => `/customers/${tenant().id}/transfers`;

function held(offerId = e1, details: Partial<LegacyPurchase> = {}): string {
  const purchase = { tenant: tenant(), offerId, quantity: 10, ...details };
  return (
    platform.world.transact(() => addLegacySubscription(platform.world, purchase)).vendorReferenceId ?? ''
  );
}

function stored(referenceId: string): Subscription {
  return platform.world.store.of(subscriptions).first('reference', referenceId) as Subscription;
}

function suspended(referenceId: string): void {
  platform.world.transact(() => suspendLegacy(platform.world, systemActor, stored(referenceId)));
}

function bought(productName?: string): Subscription {
  return platform.world.store
    .of(subscriptions)
    .find('tenant', tenant().id)
    .find((each) =>
      productName === undefined ? each.kind === 'licence' : each.productName === productName,
    ) as Subscription;
}

async function given(...referenceIds: string[]) {
  const other = otherPartner();
  const { status, body } = await call('POST', base(), {
    sourcePartnerTenantId: ownTenantId(),
    targetPartnerTenantId: other.partner.tenantId,
    lineItems: referenceIds.map((subscriptionId) => ({ subscriptionId })),
  });
  expect(status).toBe(201);
  return { ...other, transfer: body };
}

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

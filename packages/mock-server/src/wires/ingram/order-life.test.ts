import { describe, expect, test } from 'vitest';
import {
  backup,
  basic,
  bought,
  clientOf,
  licensed,
  marketplaces,
  newCustomer,
  origin,
  premium,
  refusal,
} from '../../../../../test/ingram-world.ts';
import { systemActor } from '../../domain/actor.ts';
import { ledger } from '../../domain/billing/ledger-line.ts';
import { notifications } from '../../domain/notifications/notification.ts';
import { setCreditLimit } from '../../domain/orders/credit.ts';
import { tenants } from '../../domain/tenants/tenant.ts';

const platform = marketplaces();
const ingram = clientOf(platform);
const { world } = platform;
const settings = (body: object) =>
  platform.fetch(`${origin}/_tenantry/world/settings`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
const admin = (path: string, body?: object) =>
  platform.fetch(`${origin}/_tenantry/world/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
const change = (customerId: string, line: object, more: object = {}) =>
  ingram.orders.create({ type: 'change', customerId, products: [line], ...more });

describe('a renewal', () => {
  test('is ordered ahead, with another quantity, and comes true', async () => {
    const { customerId, subscriptionId } = await licensed(ingram, 'renewed');
    await ingram.subscriptions.update(subscriptionId, { renewalStatus: false });
    const order = await ingram.orders.create({
      type: 'renewal',
      customerId,
      subscriptionId,
      products: [{ mpn: basic.mpn, quantity: 8 }],
    });
    expect(order).toMatchObject({
      orderNumber: expect.stringMatching(/^RN/),
      details: [{ type: 'renew', quantity: 8 }],
    });
    expect(
      await refusal(ingram.orders.create({ type: 'renewal', customerId, subscriptionId })),
    ).toMatchObject({ code: 'ingram.open_change_order' });
    platform.advance('P1Y');
    expect(await ingram.orders.get(order.id)).toMatchObject({ status: 'completed' });
    expect(await ingram.subscriptions.get(subscriptionId)).toMatchObject({
      status: 'active',
      products: [{ quantity: 8 }],
    });
  });

  test('that a hold prevents ends the order as cancelled', async () => {
    const { customerId, subscriptionId } = await licensed(ingram, 'notrenewed');
    const { id } = await ingram.orders.create({ type: 'renewal', customerId, subscriptionId });
    await ingram.customers.update(customerId, { status: 'creditHold' });
    platform.advance('P1Y');
    expect((await ingram.orders.get(id)).status).toBe('cancelled');
    const tenant = await ingram.subscriptions.list({ customerId, status: 'active' });
    const nothing = { type: 'renewal' as const, customerId, subscriptionId: tenant.items[0]?.id ?? '' };
    await ingram.customers.update(customerId, { status: 'active' });
    expect((await refusal(ingram.orders.create(nothing))).status).toBe(400);
  });
});

describe('a cancellation', () => {
  test('ends a subscription while its window is open, what needs others first', async () => {
    const { customerId, subscriptionId } = await licensed(ingram, 'cancelled');
    const [, tenant] = (await ingram.subscriptions.list({ customerId })).items;
    const cancellation = { type: 'cancellation' as const, customerId };
    expect(
      await refusal(ingram.orders.create({ ...cancellation, subscriptionId: tenant?.id ?? '' })),
    ).toMatchObject({ status: 500, message: expect.stringContaining(`#${subscriptionId}`) });
    const order = await bought(ingram, customerId, undefined, { ...cancellation, subscriptionId });
    expect(order).toMatchObject({
      orderNumber: expect.stringMatching(/^CA/),
      details: [{ type: 'cancellation', extendedPrice: { amount: '-60.00' } }],
    });
    expect((await ingram.subscriptions.get(subscriptionId)).status).toBe('terminated');
    const lines = world.store.of(ledger).find('subscription', Number(subscriptionId));
    expect(lines.reduce((sum, { sale }) => sum + sale, 0)).toBe(0);
    const late = await licensed(ingram, 'toolate');
    platform.advance('P8D');
    expect(
      await refusal(
        ingram.orders.create({
          type: 'cancellation',
          customerId: late.customerId,
          subscriptionId: late.subscriptionId,
        }),
      ),
    ).toMatchObject({ status: 400, message: expect.stringContaining('renewalStatus') });
  });

  test('of several products in one subscription ends them all', async () => {
    const customerId = await newCustomer(ingram);
    const { subscriptionId = '' } = await bought(ingram, customerId, [{ ...backup, quantity: 5 }]);
    await bought(ingram, customerId, undefined, { type: 'cancellation', subscriptionId });
    expect((await ingram.subscriptions.get(subscriptionId)).status).toBe('terminated');
    const status = 'active';
    expect((await ingram.subscriptions.list({ customerId, status })).items).toEqual([]);
  });
});

describe('a migration', () => {
  test('takes over what runs elsewhere, with its dates and without a charge', async () => {
    const { customerId } = await licensed(ingram, 'migrated');
    const dates = { startDate: '2026-09-01', expirationDate: '2032-09-01' };
    const order = await bought(ingram, customerId, [{ ...premium, quantity: 7 }], {
      type: 'migration',
      ...dates,
      autorenewal: false,
      migrationProgram: 'from elsewhere',
    });
    expect(order).toMatchObject({ orderNumber: expect.stringMatching(/^MG/), details: [] });
    const { subscriptionId = '' } = order;
    expect(await ingram.subscriptions.get(subscriptionId)).toMatchObject({
      renewalStatus: false,
      expirationDate: '2032-09-01',
      products: [{ quantity: 7 }],
    });
    expect(await refusal(change(customerId, { subscriptionId, quantity: 6 }))).toMatchObject({ status: 400 });
    platform.advance('P1M');
    expect(world.store.of(ledger).find('subscription', Number(subscriptionId))[0]?.reason).toBe('cycle');
    for (const wrong of [
      {},
      { startDate: '2032-01-01', expirationDate: '2033-01-01' },
      { ...dates, expirationDate: '2026-10-01' },
    ])
      expect(
        (
          await refusal(
            ingram.orders.create({
              type: 'migration',
              customerId,
              products: [{ ...premium, quantity: 1 }],
              ...wrong,
            }),
          )
        ).status,
      ).toBe(400);
    const without = await newCustomer(ingram);
    expect(
      await refusal(
        ingram.orders.create({
          type: 'migration',
          customerId: without,
          products: [{ ...premium, quantity: 1, parameters: [{ name: 'domain', value: 'nowhere' }] }],
          ...dates,
        }),
      ),
    ).toMatchObject({ status: 500 });
  });
});

describe('an order that waits', () => {
  test('goes on once its credit check is passed, or is cancelled', async () => {
    const { customerId } = await licensed(ingram, 'checked');
    setCreditLimit(world, systemActor, { companyId: Number(customerId), limit: 100, comment: 'New' });
    const order = () =>
      ingram.orders.create({ type: 'sales', customerId, products: [{ ...premium, quantity: 20 }] });
    const waiting = await order();
    platform.advance('P1D');
    expect(await ingram.orders.get(waiting.id)).toMatchObject({
      status: 'submitted',
      statusCode: 'CC',
      creditCheck: false,
    });
    expect(await refusal(ingram.orders.update(waiting.id, { statusCode: 'CP' }))).toMatchObject({
      status: 400,
    });
    expect(await ingram.orders.update(waiting.id, { creditCheck: true })).toMatchObject({
      creditCheck: true,
    });
    expect((await ingram.orders.wait(waiting.id)).status).toBe('completed');
    const unwanted = await order();
    expect(await ingram.orders.update(unwanted.id, { statusCode: 'CL' })).toMatchObject({
      status: 'cancelled',
      statusCode: 'CL',
    });
    await expect(ingram.orders.wait(unwanted.id)).rejects.toMatchObject({ code: 'ingram.order_cancelled' });
    expect(await ingram.orders.update(unwanted.id, { statusCode: 'CL' })).toMatchObject({
      status: 'cancelled',
    });
  });

  test('where the marketplace wants cancellations approved', async () => {
    const { customerId, subscriptionId } = await licensed(ingram, 'approved');
    await settings({ ingramApproval: 'cancellations' });
    const { id, statusCode } = await ingram.orders.create({
      type: 'cancellation',
      customerId,
      subscriptionId,
    });
    await settings({ ingramApproval: 'none' });
    expect(statusCode).toBe('CC');
    platform.advance('P1D');
    expect((await ingram.subscriptions.get(subscriptionId)).status).toBe('active');
    await ingram.orders.update(id, { creditCheck: true });
    await ingram.orders.wait(id);
    expect((await ingram.subscriptions.get(subscriptionId)).status).toBe('terminated');
  });
});

describe('an order that fails', () => {
  const existing = (domain: string) => ({
    ...basic,
    quantity: 3,
    parameters: [
      { name: 'domain', value: domain },
      { name: 'existingTenant', value: 'true' },
    ],
  });
  const elsewhere = (prefix: string) =>
    world.store.of(tenants).put({
      id: world.ids.uuid(),
      initialDomain: `${prefix}.onmicrosoft.com`,
      customDomains: [],
      companyName: prefix,
      country: 'United States',
      createdAt: 0,
    });

  test('is resubmitted once the customer of an existing tenant has accepted', async () => {
    elsewhere('existingone');
    const customerId = await newCustomer(ingram);
    const { id } = await ingram.orders.create({
      type: 'sales',
      customerId,
      products: [existing('existingone')],
    });
    await expect(ingram.orders.wait(id)).rejects.toMatchObject({ code: 'ingram.order_error' });
    expect(await ingram.orders.get(id)).toMatchObject({ status: 'error', statusCode: 'PF' });
    const mail = [...world.store.of(notifications).all()].findLast(({ kind }) => kind === 'order-failed');
    expect(mail?.to).toBe('cloud@harborcloud.example');
    expect((await admin(`sales-orders/${id}/resubmit`)).status).toBe(200);
    await expect(ingram.orders.wait(id)).rejects.toMatchObject({ code: 'ingram.order_error' });
    await admin('relationships/accept', { tenantDomain: 'existingone', provider: 120_001 });
    expect((await admin(`sales-orders/${id}/resubmit`)).status).toBe(200);
    expect((await ingram.orders.wait(id)).status).toBe('completed');
    expect((await admin(`sales-orders/${id}/resubmit`)).status).toBe(409);
  });

  test('is cancelled, and its services with it', async () => {
    elsewhere('existingtwo');
    const customerId = await newCustomer(ingram);
    const { id } = await ingram.orders.create({
      type: 'sales',
      customerId,
      products: [existing('existingtwo')],
    });
    platform.advance('PT1M');
    expect(await ingram.orders.update(id, { statusCode: 'CL' })).toMatchObject({ status: 'cancelled' });
    expect((await ingram.subscriptions.list({ customerId })).items).toMatchObject([{ status: 'terminated' }]);
  });

  test('when two want one domain, the second does', async () => {
    const [one, two] = [await newCustomer(ingram), await newCustomer(ingram)];
    const product = { ...basic, quantity: 1, parameters: [{ name: 'domain', value: 'contended' }] };
    const first = await ingram.orders.create({ type: 'sales', customerId: one, products: [product] });
    const second = await ingram.orders.create({ type: 'sales', customerId: two, products: [product] });
    expect((await ingram.orders.wait(first.id)).status).toBe('completed');
    expect((await ingram.orders.get(second.id)).status).toBe('error');
  });
});

import { describe, expect, test } from 'vitest';
import {
  backup,
  basic,
  bought,
  clientOf,
  licensed,
  marketplaces,
  month,
  newCustomer,
  refusal,
  year,
} from '../../../../../test/ingram-world.ts';
import { ledger } from '../../domain/billing/ledger-line.ts';
import { adminRelationships } from '../../domain/gdap/admin-relationship.ts';
import { notifications } from '../../domain/notifications/notification.ts';
import { orders } from '../../domain/orders/order.ts';
import { subscriptions } from '../../domain/subscriptions/subscription.ts';
import { relationshipBetween } from '../../domain/tenants/relationship.ts';
import { tenants } from '../../domain/tenants/tenant.ts';

const platform = marketplaces();
const ingram = clientOf(platform);
const { world } = platform;
const domain = (value: string) => ({ parameters: [{ name: 'domain', value }] });

describe('a licence', () => {
  test('brings the tenant that it needs, as everybody sees it', async () => {
    const { customerId, subscriptionId } = await licensed(ingram, 'harborone');
    const { products = [], fulfillmentParameters } = await ingram.subscriptions.get(subscriptionId);
    const tenant = world.store.of(tenants).first('domain', 'harborone.onmicrosoft.com');
    expect(tenant).toMatchObject({ companyName: 'Client One', mpnId: '6401001' });
    expect(relationshipBetween(world, tenant?.id ?? '', 120_001)).toMatchObject({
      state: 'accepted',
      resellerId: 320_001,
    });
    expect(fulfillmentParameters).toContainEqual({ name: 'tenantId', value: tenant?.id });
    const [licence] = world.store
      .of(subscriptions)
      .find('reference', products[0]?.vendorSubscriptionId ?? '');
    expect(licence).toMatchObject({ id: Number(subscriptionId), tenantId: tenant?.id, partnerId: '6401001' });
    expect(world.store.of(orders).find('tenant', tenant?.id ?? '')).toMatchObject([{ providerId: 120_001 }]);
    const asked = [...world.store.of(adminRelationships).all()].filter(
      (each) => each.tenantId === tenant?.id,
    );
    expect(asked).toMatchObject([{ partnerId: 120_001, status: 'approvalPending' }]);
    const mails = [...world.store.of(notifications).all()].map(({ kind }) => kind);
    expect(mails).toContain('gdap-requested');
    const lines = world.store.of(ledger).find('subscription', Number(subscriptionId));
    expect(lines).toMatchObject([{ reason: 'purchase', companyId: Number(customerId), sale: 6_000 }]);
  });

  test('goes from submitted over processing to completed', async () => {
    const customerId = await newCustomer(ingram);
    const placed = await ingram.orders.create({
      type: 'sales',
      customerId,
      poNumber: 'PO-1',
      attributes: { project: 'x' },
      products: [{ ...basic, quantity: '10.0', ...domain('lifeofanorder') }],
    });
    expect(placed).toMatchObject({
      orderNumber: expect.stringMatching(/^SO\d{6,}$/),
      status: 'submitted',
      poNumber: 'PO-1',
      attributes: { project: 'x' },
      total: { currency: 'USD', amount: '60.00' },
      products: [
        { name: 'Microsoft Organization tenant', type: 'CREATE' },
        { name: 'Microsoft 365 Business Basic', quantity: 10 },
      ],
    });
    platform.advance('PT2S');
    expect(await ingram.orders.get(placed.id)).toMatchObject({ status: 'processing', statusCode: 'LO' });
    expect(await refusal(ingram.orders.update(placed.id, { statusCode: 'CL' }))).toMatchObject({
      status: 500,
    });
    platform.advance('PT4S');
    const done = await ingram.orders.get(placed.id);
    expect(done).toMatchObject({
      status: 'completed',
      statusCode: 'CP',
      provisioningDate: expect.any(String),
      nextBillingDate: '2026-12-20',
      subscriptionId: expect.any(String),
    });
    const rows = (await ingram.orders.list({ customerId })).items;
    expect(rows).toMatchObject([{ id: placed.id, poNumber: 'PO-1', status: 'completed' }]);
    expect(rows[0]).not.toHaveProperty('products');
    for (const params of [
      { orderNumber: placed.orderNumber ?? '' },
      { statusCode: 'CP', customerId },
      { subscriptionId: done.subscriptionId ?? '' },
      { status: 'completed', customerId, creationTimeFrom: '2026-11-20T00:00:00Z' },
    ])
      expect((await ingram.orders.list(params)).items.map(({ id }) => id)).toEqual([placed.id]);
    expect((await ingram.orders.list({ customerId, creationTimeTo: '2026-11-19T00:00:00Z' })).items).toEqual(
      [],
    );
  });

  test('of a customer with a tenant needs no parameter; of one with two, which of them', async () => {
    const { customerId } = await licensed(ingram, 'tenantone');
    const again = await bought(ingram, customerId, [
      { mpn: 'CFQ7TTC0LCHC:0002', subscriptionPeriod: year, billingPeriod: month, quantity: 2 },
    ]);
    expect(again.products).toHaveLength(1);
    await bought(ingram, customerId, [{ mpn: 'MIC-1000', ...domain('tenanttwo') }]);
    const product = { ...basic, quantity: 1 };
    const order = { type: 'sales' as const, customerId, products: [product] };
    expect(await refusal(ingram.orders.create(order))).toMatchObject({
      status: 400,
      message: expect.stringContaining('tenantone, tenanttwo'),
    });
    const { missing } = await ingram.validation.discover({ customerId, product });
    expect(missing[0]?.valueChoices?.map(({ value }) => value)).toEqual(['tenantone', 'tenanttwo']);
    const second = await bought(ingram, customerId, [{ ...product, ...domain('tenanttwo') }]);
    const { fulfillmentParameters } = await ingram.subscriptions.get(second.subscriptionId ?? '');
    expect(fulfillmentParameters).toContainEqual({
      name: 'tenantDomain',
      value: 'tenanttwo.onmicrosoft.com',
    });
  });
});

describe('parameters', () => {
  test('are discovered, told apart by case, and checked again by the order', async () => {
    const customerId = await newCustomer(ingram);
    const product = { ...basic, quantity: 1 };
    const nothing = await ingram.validation.discover({ customerId, product });
    expect(nothing.missing.map(({ name }) => name)).toEqual(['domain']);
    const mistyped = await ingram.validation.discover({ customerId, product, values: { Domain: 'x' } });
    expect(mistyped.unused).toEqual(['Domain']);
    const wrong = await ingram.validation.validate({
      customerId,
      products: [
        {
          ...product,
          parameters: [
            { name: 'domain', value: 'no-hyphens' },
            { name: 'Domain', value: 'x' },
          ],
        },
      ],
    });
    expect(wrong[0]?.parameters?.filter(({ result }) => result === 'error')).toMatchObject([
      { name: 'domain', value: 'no-hyphens', valueError: expect.stringContaining('domain') },
      { name: 'Domain', message: expect.stringContaining('case-sensitive') },
    ]);
    const right = await ingram.validation.discover({ customerId, product, values: { domain: 'newdomain' } });
    expect(right.valid).toBe(true);
    const strange = { customerId, products: [{ ...product, draftRequestId: 'other', parameters: [] }] };
    expect(await refusal(ingram.validation.validate(strange))).toMatchObject({ status: 404 });
    const order = { type: 'sales' as const, customerId };
    for (const parameters of [
      [],
      [
        { name: 'domain', value: 'x' },
        { name: 'other', value: 'y' },
      ],
    ])
      expect(
        await refusal(ingram.orders.create({ ...order, products: [{ ...product, parameters }] })),
      ).toMatchObject({ status: 400 });
  });

  test('have choices, defaults and forms of their own where a product asks for something', async () => {
    const customerId = await newCustomer(ingram);
    const product = { mpn: 'BKP-STD', vendor: 'Andes Software', subscriptionPeriod: month, quantity: 5 };
    const { missing } = await ingram.validation.discover({
      customerId,
      product,
      values: { AdministratorEmail: 'nobody' },
    });
    expect(missing.map(({ name }) => name)).toEqual(['AdministratorEmail', 'DataCentre']);
    expect(missing[1]?.valueChoices).toContainEqual({
      label: 'United States',
      value: 'us-east',
      default: false,
    });
  });
});

describe('an estimate', () => {
  test('says what the order will charge, for each level of the chain, and keeps nothing', async () => {
    const customerId = await newCustomer(ingram);
    const products = [{ ...basic, quantity: 10, ...domain('estimated') }];
    const before = JSON.stringify(world.snapshot().content);
    const estimate = await ingram.orders.estimate({ type: 'sales', customerId, products });
    expect(JSON.stringify(world.snapshot().content)).toBe(before);
    expect(estimate).toMatchObject({
      total: { currency: 'USD', amount: '60.00' },
      details: [{ type: 'recurring', quantity: 10, duration: month, unitPrice: { amount: '6.00' } }],
    });
    expect(estimate.subscriptions?.[0]?.tcvs?.map(({ total }) => total?.amount)).toEqual([
      '612.00',
      '720.00',
    ]);
    expect(estimate).not.toHaveProperty('id');
    const { total, details } = await bought(ingram, customerId, products);
    expect({ total, details }).toEqual({ total: estimate.total, details: estimate.details });
  });

  test('of prices by tiers, by volume and once', async () => {
    const customerId = await newCustomer(ingram);
    const estimate = await ingram.orders.estimate({
      type: 'sales',
      customerId,
      products: [
        { ...backup, quantity: 30 },
        { mpn: 'BKP-100GB', quantity: 60 },
      ],
    });
    // 24 at 6.00 and 6 at 5.40; all 60 at 2.55; once 40.00.
    expect(estimate.details?.map(({ type, extendedPrice }) => [type, extendedPrice?.amount])).toEqual([
      ['setup', '40.00'],
      ['recurring', '176.40'],
      ['recurring', '153.00'],
    ]);
    expect(estimate.total?.amount).toBe('369.40');
  });
});

describe('products of one offer', () => {
  test('land in one subscription, also those that come later', async () => {
    const customerId = await newCustomer(ingram);
    const { subscriptionId = '' } = await bought(ingram, customerId, [{ ...backup, quantity: 5 }]);
    const first = await ingram.subscriptions.get(subscriptionId);
    expect(first).toMatchObject({ name: 'Andes Backup', renewalDate: '2026-12-20', renewalStatus: true });
    expect(first.products?.map(({ mpn, quantity }) => [mpn, quantity])).toEqual([
      ['BKP-SETUP', 1],
      ['BKP-STD', 5],
    ]);
    await bought(ingram, customerId, [{ mpn: 'BKP-100GB', quantity: 3, subscriptionId }], { type: 'change' });
    expect((await ingram.subscriptions.get(subscriptionId)).products).toHaveLength(3);
    expect((await ingram.subscriptions.list({ customerId })).items).toHaveLength(1);
  });

  test('of Azure are the plan and what lies below it', async () => {
    const customerId = await newCustomer(ingram);
    const order = await bought(ingram, customerId, [
      {
        id: '605010',
        parameters: [
          { name: 'SubscriptionName', value: 'Production' },
          { name: 'domain', value: 'azureclient' },
        ],
      },
    ]);
    const { products } = await ingram.subscriptions.get(order.subscriptionId ?? '');
    expect(products?.map(({ name }) => name)).toEqual(['Azure Plan', 'Production']);
    const again = { type: 'sales' as const, customerId, products: [{ id: '605000' }] };
    expect(await refusal(ingram.orders.create(again))).toMatchObject({ status: 500 });
    platform.advance('P2M');
    const azure = world.store.of(ledger).find('companyMonth', `${customerId}:2027-01`);
    expect(azure.some(({ reason }) => reason === 'usage')).toBe(true);
  });
});

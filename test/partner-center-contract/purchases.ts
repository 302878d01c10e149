import { type ApiError, PartialFailureError } from '@tenantry/sdk/partner-center';
import { describe, expect, test } from 'vitest';
import {
  azurePlan,
  basic,
  buy,
  customerNamed,
  itemOf,
  newBuyer,
  newCustomer,
  partnerCenter,
  refusal,
  reseller,
  standard,
  subscribe,
} from '../partner-center-world.ts';

const { carts, entitlements, orders, products, promotions, subscriptions } = partnerCenter;

const windowsServer = ['DG7GMGF0PWHC', '0002'] as const;
const sqlServer = ['DG7GMGF0D7FV', '0001'] as const;
const reservation = ['DZH318Z0BQ4B', '00J1'] as const;
const waf = ['DZH318Z0BXWC', '0002'] as const;
const copilotPromotion = 'CFQ7TTC0MM8R:0002:39NFJQT1PL7B';

describe('the catalogue', () => {
  const [productId, skuId] = basic;

  test('of a country', async () => {
    const country = { country: 'PE' };
    const online = await products.list({
      ...country,
      targetView: 'OnlineServices',
      targetSegment: 'commercial',
    });
    expect(online.map(({ id }) => id)).toContain(productId);
    const saas = await products.list({ ...country, targetView: 'MarketplaceSaaS' });
    expect(saas.map(({ id }) => id)).toContain(waf[0]);
    expect(saas.map(({ id }) => id)).not.toContain('DZH318Z0D1HN');
    expect(await products.get(productId, country)).toMatchObject({ title: 'Microsoft 365 Business Basic' });
    const skus = await products.listSkus(productId, country);
    expect(skus.map(({ id, isTrial }) => [id, isTrial])).toEqual(
      expect.arrayContaining([
        ['0001', false],
        ['0009', true],
      ]),
    );
    expect(skus).toContainEqual(await products.getSku(productId, skuId, country));
    const [availability] = await products.listAvailabilities(productId, skuId, country);
    expect(availability).toMatchObject({
      catalogItemId: `${productId}:${skuId}:CFQ7TTC0K971`,
      country: 'PE',
    });
    expect(await products.getAvailability(productId, skuId, availability?.id ?? '', country)).toEqual(
      availability,
    );
    expect(await refusal(products.get('DZH000000000', country))).toEqual({ status: 404, code: '400013' });
  });

  test('of a customer', async () => {
    const id = await customerNamed('TEXTILES');
    const ofView = await products.listForCustomer(id, { targetView: 'Software' });
    expect(ofView.map((each) => each.id)).toContain(windowsServer[0]);
    expect(await products.getForCustomer(id, productId)).toMatchObject({ id: productId });
    const skus = await products.listSkusForCustomer(id, productId);
    expect(skus).toContainEqual(await products.getSkuForCustomer(id, productId, skuId));
    const [availability] = await products.listAvailabilitiesForCustomer(id, productId, skuId);
    expect(availability?.terms).toContainEqual(
      expect.objectContaining({ duration: 'P1Y', billingCycle: 'monthly' }),
    );
    expect(await products.getAvailabilityForCustomer(id, productId, skuId, availability?.id ?? '')).toEqual(
      availability,
    );
  });

  test('knows what can be had', async () => {
    const customerId = await newCustomer('inventario');
    const targetItems = [{ productId: 'CFQ7TTC0MM8R', skuId: '0002' }, { productId: 'NOTHING' }];
    expect(
      await products.checkInventory({ targetItems, inventoryContext: { customerId } }, { country: 'PE' }),
    ).toMatchObject([{ productId: 'CFQ7TTC0MM8R', skuId: '0002', isRestricted: false }]);
  });

  test('has promotions', async () => {
    const running = await promotions.list({ country: 'PE', segment: 'commercial' });
    const copilot = running.find(({ id }) => id === copilotPromotion);
    expect(copilot).toMatchObject({ name: 'Copilot with Business Premium' });
    expect(await promotions.get(copilotPromotion)).toEqual(copilot);
    const id = await customerNamed('CLINICA');
    const catalogItemId = await itemOf(id, ['CFQ7TTC0MM8R', '0002']);
    const item = { catalogItemId, billingCycle: 'monthly', termDuration: 'P1Y' } as const;
    const items = [
      { ...item, id: 0, quantity: 10 },
      { ...item, id: 1, quantity: 9, promotionId: copilotPromotion },
    ];
    expect(await promotions.checkEligibilities(id, { items })).toMatchObject([
      { id: 0, eligibilities: [{ promotionId: copilotPromotion, isEligible: true }] },
      {
        id: 1,
        eligibilities: [{ isEligible: false, errors: [{ type: 'SeatCount', minimumRequiredSeats: 10 }] }],
      },
    ]);
  });
});

describe('buying', () => {
  test('with a cart', async () => {
    const id = await newBuyer('carrito');
    const line = { id: 0, catalogItemId: await itemOf(id, basic), quantity: 3 };
    const bought = { ...line, termDuration: 'P1Y', billingCycle: 'monthly' } as const;
    const cart = await carts.create(id, { lineItems: [bought] });
    expect(cart).toMatchObject({ status: 'Active', lineItems: [{ quantity: 3, currencyCode: 'USD' }] });
    expect(await carts.get(id, cart.id)).toEqual(cart);

    const broken = carts.update(id, cart.id, { lineItems: [{ ...bought, quantity: 301 }] });
    const error = await broken.then(() => undefined).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(PartialFailureError);
    expect((error as PartialFailureError<unknown>).failures).toMatchObject([
      { code: 'MaxAllowedSeatsPerSubscriptionExceeded', where: 'lineItems[0]' },
    ]);
    await carts.update(id, cart.id, { lineItems: [{ ...bought, quantity: 4 }] });
    expect((await carts.get(id, cart.id)).lineItems).toMatchObject([{ quantity: 4 }]);

    const { orders: placed = [] } = await carts.checkout(id, cart.id);
    expect(placed).toMatchObject([
      { status: 'completed', lineItems: [{ quantity: 4, termDuration: 'P1Y' }] },
    ]);
    expect((await carts.checkout(id, cart.id)).orders).toEqual(placed);
    expect((await refusal(carts.update(id, cart.id, { lineItems: [bought] }))).code).toBe('800065');
    expect(await subscriptions.list(id)).toMatchObject([{ quantity: 4, orderId: placed[0]?.id }]);
  });

  test('with an order', async () => {
    const id = await newCustomer('pedido');
    const offerId = await itemOf(id, standard);
    const wanted = {
      billingCycle: 'annual' as const,
      lineItems: [{ offerId, quantity: 2, termDuration: 'P1Y', partnerIdOnRecord: reseller }],
      partnerOnRecordAttestationAccepted: true,
    };
    const refused = await orders.create(id, wanted).catch((reason: unknown) => reason);
    expect(refused).toMatchObject({ status: 403, code: '13605' });
    expect((refused as ApiError).solution).toMatch(/agreement/i);

    const ready = await newBuyer('pedidolisto');
    const requestId = '7a2c2d5e-0f38-4c39-9a53-8b1f4b2f0c11';
    const order = await orders.create(ready, wanted, { requestId });
    expect((await orders.create(ready, wanted, { requestId })).id).toBe(order.id);
    expect(await orders.list(ready, { billingType: 'annual' })).toEqual([order]);
    expect(await orders.list(ready, { billingType: 'monthly' })).toEqual([]);
    const priced = await orders.get(ready, order.id, { include_price: true });
    expect(priced.totalPrice).toBeGreaterThan(0);
    expect(priced.lineItems[0]?.pricing?.extendedPrice).toBe(priced.totalPrice);
    expect((await orders.waitUntilListed(ready, order.id)).lineItems).toMatchObject([
      { partnerIdOnRecord: reseller },
    ]);
    expect(await orders.listProvisioningStatus(ready, order.id)).toMatchObject([
      { lineItemNumber: 0, status: 'fulfilled' },
    ]);
  });

  test('software, which can be cancelled and gives keys', async () => {
    const id = await newBuyer('programas');
    const order = await buy(id, windowsServer, { quantity: 2 });
    await orders.waitUntilProvisioned(id, order.id);
    const [software] = await entitlements.list(id, { entitlementType: 'software', showExpiry: true });
    expect(software).toMatchObject({
      productId: windowsServer[0],
      quantity: 2,
      referenceOrder: { id: order.id },
    });
    expect(software?.entitledArtifacts).not.toHaveLength(0);
    const cancelled = await orders.update(id, order.id, { id: order.id, status: 'cancelled' });
    expect(cancelled).toMatchObject({ status: 'cancelled', lineItems: [{ transactionType: 'cancel' }] });
    expect(await entitlements.list(id, { entitlementType: 'software' })).toEqual([]);
  });

  test('what waits for a purchase order', async () => {
    const id = await newBuyer('licitacion');
    const order = await buy(id, sqlServer, { termDuration: 'P1Y', billingCycle: 'annual' });
    expect(order.status).toBe('pending_po_upload');
    expect(await orders.listAttachments(id, order.id)).toEqual([]);
    const metadata = { customerPrice: '1500.00', currency: 'USD', isPartOfTender: true };
    const purchaseOrders = [{ name: 'orden.pdf', content: new Blob(['%PDF-1.7 orden']) }];
    const refused = orders.addAttachment(id, order.id, { metadata, purchaseOrders });
    expect((await refusal(refused)).code).toBe('900253');
    const tenders = [{ name: 'bases.pdf', content: new Blob(['%PDF-1.7 bases']) }];
    await orders.addAttachment(id, order.id, { metadata, purchaseOrders, tenders });
    const [attached, tender] = await orders.listAttachments(id, order.id);
    expect(attached).toMatchObject({ fileName: 'orden.pdf', attachmentType: 'PO', sizeInKB: 1 });
    expect(tender).toMatchObject({ fileName: 'bases.pdf', attachmentType: 'Tender' });
    const file = await orders.getAttachment(id, order.id, attached?.attachmentId ?? '');
    expect(await file.text()).toBe('%PDF-1.7 orden');
    expect((await orders.get(id, order.id)).status).toBe('po_upload_complete');
  });

  test('from the marketplace, with links to activate', async () => {
    const id = await newBuyer('mercado');
    const order = await buy(id, waf, { termDuration: 'P1M', billingCycle: 'monthly' });
    const links = await orders.listActivationLinks(id, order.id);
    expect(links).toMatchObject([{ lineItemNumber: 0, link: { uri: expect.stringMatching(/^https:/) } }]);
    expect(await orders.listActivationLinksOfLine(id, order.id, 0)).toEqual(links);
    const subscriptionId = order.lineItems[0]?.subscriptionId ?? '';
    expect(await subscriptions.listActivationLinks(id, subscriptionId)).toEqual(links);
  });

  test('reservations, once Azure is registered', async () => {
    const id = await newBuyer('reservas');
    const plan = await subscribe(id, azurePlan);
    const line = {
      quantity: 2,
      termDuration: 'P1Y',
      billingCycle: 'one_time',
      provisioningContext: { scope: 'shared', subscriptionId: plan, duration: '1Year' },
    } as const;
    const early = await buy(id, reservation, line).catch((reason: unknown) => reason);
    expect((early as PartialFailureError<unknown>).failures).toMatchObject([
      { code: 'SubscriptionNotRegistered' },
    ]);
    expect(await subscriptions.getRegistrationStatus(id, plan)).toMatchObject({ status: 'notregistered' });
    expect(await subscriptions.register(id, plan)).toMatchObject({
      subscriptionId: plan,
      status: 'registered',
    });

    const order = await buy(id, reservation, line);
    await orders.waitUntilProvisioned(id, order.id);
    const [held] = await entitlements.list(id, { entitlementType: 'reservedinstance' });
    expect(held).toMatchObject({ quantity: 2, productId: reservation[0] });
    const uri = held?.entitledArtifacts?.[0]?.links?.self?.uri ?? '';
    const [, , , , artifactType = '', , groupId = '', , lineItemId = '', , resourceId = ''] = uri.split('/');
    const details = await entitlements.getReservations(id, artifactType, groupId, lineItemId, resourceId);
    expect(details.reservations).toMatchObject([{ quantity: 2, provisioningState: 'Succeeded' }]);
  });
});

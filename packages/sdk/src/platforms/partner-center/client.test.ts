import { describe, expect, test } from 'vitest';
import { failing } from '../../../../../test/fake-authority.ts';
import { answering, ok, status } from '../../../../../test/fake-partner-center.ts';

describe('what is sent', () => {
  test('ids are encoded, and one that would lead elsewhere is refused', async () => {
    const { partnerCenter, seen } = answering([ok({})]);
    await partnerCenter.products.get('a/b?c#d', { country: 'PE' });
    expect(seen[0]?.route).toBe('GET /v1/products/a%2Fb%3Fc%23d?country=PE');
    for (const id of ['', ' ', '.', '..'])
      expect(() => partnerCenter.users.delete('c', id)).toThrow('is no id');
    expect(seen).toHaveLength(1);
  });

  test('the base may end in /v1, the language goes along, arrays repeat their name', async () => {
    const { partnerCenter, seen } = answering([ok([])], {
      baseUrl: 'https://mock.example.com/v1/',
      language: 'es-PE',
    });
    await partnerCenter.users.listSubscribedSkus('c', { licenseGroupIds: ['group1', 'group2'] });
    expect(seen[0]?.route).toBe(
      'GET /v1/customers/c/subscribedskus?licenseGroupIds=group1&licenseGroupIds=group2',
    );
    expect(seen[0]?.headers.get('x-locale')).toBe('es-PE');
    expect(seen[0]?.headers.get('content-type')).toBeNull();
    expect(seen[0]?.headers.get('accept')).toBe('application/json');
  });

  test('a file is sent as a form and comes as a Blob', async () => {
    const { partnerCenter, seen } = answering([
      ok({ items: [{ attachmentId: 'a' }] }),
      () => new Response(new Uint8Array([37, 80, 0, 255])),
    ]);
    const content = new Blob(['%PDF'], { type: 'application/pdf' });
    await partnerCenter.orders.addAttachment('c', 'o', {
      metadata: { currency: 'USD' },
      purchaseOrders: [{ name: 'order.pdf', content }],
    });
    expect(seen[0]?.headers.get('content-type')).toContain('multipart/form-data; boundary=');
    expect(seen[0]?.body).toContain('name="pofiles"; filename="order.pdf"');
    const file = await partnerCenter.orders.getAttachment('c', 'o', 'a');
    expect([...new Uint8Array(await file.arrayBuffer())]).toEqual([37, 80, 0, 255]);
  });

  test('a bare string is JSON, and what has no body has no type', async () => {
    const { partnerCenter, seen } = answering([ok('Education')]);
    expect(await partnerCenter.customers.updateQualification('c', 'Education')).toBe('Education');
    await partnerCenter.carts.checkout('c', 'cart');
    expect(seen[0]?.body).toBe('"Education"');
    expect(seen[1]?.headers.get('content-type')).toBeNull();
  });
});

describe('what is read', () => {
  test('a byte order mark, unknown values of enums, answers without a body', async () => {
    const { partnerCenter } = answering([
      () => new Response('\ufeff{"id":"s","status":"frozen"}'),
      () => new Response(null, { status: 204 }),
      () => new Response('accepted', { status: 202, headers: { location: '/registrations/1' } }),
    ]);
    expect((await partnerCenter.subscriptions.get('c', 's')).status).toBe('frozen');
    expect(await partnerCenter.users.delete('c', 'u')).toBeUndefined();
    expect(await partnerCenter.subscriptions.startRegistration('c', 's')).toBe('/registrations/1');
  });

  test('a domain is available on 404 and taken on 200; anything else is an error', async () => {
    const { partnerCenter, seen } = answering([
      () => new Response(null, { status: 404 }),
      () => new Response(null),
      () => new Response(null, { status: 403 }),
    ]);
    expect(await partnerCenter.domains.isAvailable('free.onmicrosoft.com')).toBe(true);
    expect(await partnerCenter.domains.isAvailable('taken.onmicrosoft.com')).toBe(false);
    expect(await failing(partnerCenter.domains.isAvailable('x'))).toMatchObject({ name: 'PermissionError' });
    expect(seen[0]?.route).toBe('HEAD /v1/domains/free.onmicrosoft.com');
  });

  test.each([
    ['an envelope', { items: [{ operationId: '1' }] }],
    ['a bare array', [{ operationId: '1' }]],
    ['the name of its items', { transition: [{ operationId: '1' }] }],
  ])('a list comes in %s', async (_, body) => {
    const { partnerCenter } = answering([ok(body)]);
    expect(await partnerCenter.subscriptions.listTransitions('c', 's')).toEqual([{ operationId: '1' }]);
  });
});

describe('sign-in', () => {
  test('twenty calls ask for one token, and a refusal for lack of a second factor for no other', async () => {
    let asked = 0;
    const { partnerCenter, seen } = answering([status(401, { code: 900421, description: 'MFA' })], {
      accessToken: async () => `token-${++asked}`,
    });
    const errors = await Promise.all(
      Array.from({ length: 20 }, () => failing(partnerCenter.customers.get('c'))),
    );
    for (const error of errors) expect(error).toMatchObject({ name: 'AuthenticationError', code: '900421' });
    expect([asked, seen.length]).toEqual([1, 20]);
    expect(JSON.stringify(errors)).not.toContain('token-1');
  });

  test('a token that stays refused is an error after one new one', async () => {
    const { partnerCenter, seen } = answering([status(401)]);
    expect(await failing(partnerCenter.customers.get('c'))).toMatchObject({ status: 401 });
    expect(seen).toHaveLength(2);
  });
});

import { describe, expect, test } from 'vitest';
import type { ConnectionError, TenantryError } from '../../http/index.ts';
import { PartnerCenter, type PartnerCenterOptions } from './client.ts';
import { startsWith } from './filter.ts';

interface Seen {
  readonly route: string;
  readonly headers: Headers;
  readonly body: string;
}
type Turn = (seen: Seen, signal: AbortSignal) => Response | Promise<Response>;
const ok =
  (body: unknown, headers: Record<string, string> = {}) =>
  () =>
    Response.json(body, { headers });
const status =
  (code: number, body: unknown = {}, headers: Record<string, string> = {}) =>
  () =>
    Response.json(body, { status: code, headers });

/** A client on answers in turn; the last one stays. */
function answering(turns: Turn[], options: Partial<PartnerCenterOptions> = {}) {
  const seen: Seen[] = [];
  let now = 0;
  let ids = 0;
  const partnerCenter = new PartnerCenter({
    accessToken: 'token',
    environment: {
      now: () => now,
      random: () => 0,
      randomId: () => `id-${++ids}`,
      sleep: async (milliseconds) => {
        now += milliseconds;
      },
    },
    fetch: async (url, init) => {
      const { pathname, search } = new URL(url);
      const request = new Request(url, init);
      const one = {
        route: `${request.method} ${pathname}${decodeURIComponent(search)}`,
        headers: request.headers,
        body: await request.text(),
      };
      seen.push(one);
      const turn = turns.length > 1 ? turns.shift() : turns[0];
      if (turn === undefined) throw new Error('No answer is left.');
      return turn(one, init.signal ?? new AbortController().signal);
    },
    ...options,
  });
  return { partnerCenter, seen, sent: (header: string) => seen.map(({ headers }) => headers.get(header)) };
}

const failing = (call: PromiseLike<unknown>) =>
  Promise.resolve(call).then(
    () => {
      throw new Error('It should fail.');
    },
    (error: TenantryError) => error,
  );
const hang: Turn = (_, signal) =>
  new Promise((_resolve, reject) => {
    const end = () => reject(signal.reason);
    if (signal.aborted) end();
    else signal.addEventListener('abort', end);
  });

describe('ids of a call', () => {
  test('stay the same while it is tried again after 503, and are new for the next', async () => {
    const { partnerCenter, sent } = answering([status(503), status(503), ok({}), ok({})]);
    await partnerCenter.carts.create('c', { lineItems: [] });
    await partnerCenter.carts.create('c', { lineItems: [] });
    const [first, second, third, next] = sent('ms-requestid');
    expect([second, third]).toEqual([first, first]);
    expect(next).not.toBe(first);
    const [one, two, three, other] = sent('ms-correlationid');
    expect([two, three]).toEqual([one, one]);
    expect(new Set([one, other, first, next]).size).toBe(4);
  });

  test('stay the same after a time-out, and an error names them', async () => {
    const { partnerCenter, sent } = answering([
      hang,
      status(400, { code: 800008 }, { 'MS-CorrelationId': 'of the answer' }),
    ]);
    const error = await failing(
      partnerCenter.carts.checkout('c', 'cart', { timeoutMs: 5, requestId: 'mine' }),
    );
    expect(sent('ms-requestid')).toEqual(['mine', 'mine']);
    expect(error).toMatchObject({
      name: 'BadRequestError',
      platform: 'partner-center',
      operation: 'CheckoutCart',
      requestId: 'mine',
      correlationId: 'of the answer',
      code: '800008',
      attempts: [{ outcome: 'timed out' }, { outcome: 400 }],
    });
  });

  test('given up while it waits to be sent again, a change still says that it may have been applied', async () => {
    const giveUp = new AbortController();
    const { partnerCenter, seen } = answering([
      () => {
        giveUp.abort();
        throw new TypeError('fetch failed');
      },
    ]);
    const error = await failing(partnerCenter.carts.checkout('c', 'cart', { signal: giveUp.signal }));
    expect(error).toMatchObject({ name: 'AbortError', mayHaveApplied: true });
    const giveUpToo = new AbortController();
    const { partnerCenter: throttled } = answering([
      () => {
        giveUpToo.abort();
        return status(429, {}, { 'retry-after': '1' })();
      },
    ]);
    expect(await failing(throttled.carts.checkout('c', 'cart', { signal: giveUpToo.signal }))).toMatchObject({
      name: 'AbortError',
      mayHaveApplied: false,
      attempts: [{ outcome: 429 }, {}],
    });
    expect(seen).toHaveLength(1);
  });

  test('of a list are not those of its next pages, whatever the caller gave', async () => {
    const { partnerCenter, sent } = answering([
      ok({ items: [{ id: '1' }], continuationToken: 't' }),
      ok({ items: [] }),
    ]);
    await partnerCenter.customers.list({}, { requestId: 'mine' }).toArray({ limit: 5 });
    expect(sent('ms-requestid')[0]).toBe('mine');
    expect(sent('ms-requestid')[1]).not.toBe('mine');
  });
});

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

describe('pages', () => {
  const link = { next: { headers: [{ key: 'MS-ContinuationToken', value: 'two' }] } };

  test.each([
    ['in the body', { continuationToken: 'two' }],
    ['in the links', { links: link }],
  ])('are found by the token %s', async (_, token) => {
    const { partnerCenter, seen } = answering([
      ok({ items: [{ id: '1' }], ...token }),
      ok({ items: [{ id: '2' }], links: {} }),
    ]);
    const found = await partnerCenter.customers
      .search('CompanyName', 'Abbie Box', { size: 1 })
      .toArray({ limit: 9 });
    expect(found.map(({ id }) => id)).toEqual(['1', '2']);
    const filter = JSON.stringify(startsWith('CompanyName', 'Abbie Box'));
    expect(seen.map(({ route }) => route)).toEqual([
      `GET /v1/customers?size=1&filter=${filter}`,
      `GET /v1/customers?size=1&filter=${filter}&seekOperation=Next`,
    ]);
    expect(seen.map(({ headers }) => headers.get('ms-continuationtoken'))).toEqual([null, 'two']);
  });

  test('are counted where there is no token', async () => {
    const { partnerCenter, seen } = answering([
      ok({ totalCount: 3, items: [{ id: '1' }, { id: '2' }] }),
      ok({ totalCount: 3, items: [{ id: '3' }] }),
    ]);
    const found = await partnerCenter.subscriptions
      .listByPartner('c', '6395965', { size: 2 })
      .toArray({ limit: 9 });
    expect(found).toHaveLength(3);
    expect(seen.map(({ route }) => route)).toEqual([
      'GET /v1/customers/c/subscriptions?mpn_id=6395965&size=2',
      'GET /v1/customers/c/subscriptions?mpn_id=6395965&size=2&offset=2',
    ]);
  });

  test('of migrations carry their token as a parameter', async () => {
    const { partnerCenter, seen } = answering([
      ok({ newCommerceMigrations: [{ id: 'm1' }], continuationToken: 't' }),
      ok({ newCommerceMigrations: [{ id: 'm2' }] }),
    ]);
    expect(await partnerCenter.migrations.list({ CustomerTenantId: 'c' }).toArray({ limit: 9 })).toHaveLength(
      2,
    );
    expect(seen[1]?.route).toBe('GET /v1/migrations/newcommerce?CustomerTenantId=c&ContinuationToken=t');
  });

  test('go on when the access token expires between them', async () => {
    const asked: boolean[] = [];
    let valid = 'token-1';
    const guarded =
      (turn: Turn): Turn =>
      (one, signal) =>
        one.headers.get('authorization') === `Bearer ${valid}`
          ? turn(one, signal)
          : status(401, { code: 400 })();
    const first = guarded(ok({ items: [{ id: '1' }], continuationToken: 'two' }));
    const second = guarded(ok({ items: [{ id: '2' }] }));
    const { partnerCenter, seen } = answering([first, second, second], {
      accessToken: (renew) => `token-${asked.push(renew)}`,
    });
    const page = await partnerCenter.customers.list();
    valid = 'token-2';
    expect((await page.next?.())?.items).toEqual([{ id: '2' }]);
    expect(asked).toEqual([false, true]);
    expect(seen[2]?.headers.get('ms-requestid')).toBe(seen[1]?.headers.get('ms-requestid'));
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

describe('Retry-After', () => {
  test('holds back fifty callers of a customer, and nobody of another', async () => {
    let now = 0;
    const sleepers: { readonly at: number; wake(): void }[] = [];
    const sent: { readonly customer: string; readonly at: number }[] = [];
    const partnerCenter = new PartnerCenter({
      accessToken: 'token',
      environment: {
        now: () => now,
        random: () => 0,
        sleep: (milliseconds) => new Promise((wake) => sleepers.push({ at: now + milliseconds, wake })),
      },
      fetch: async (url) => {
        const customer = url.includes('/customers/a/') ? 'a' : 'b';
        sent.push({ customer, at: now });
        return customer === 'a' && now < 7_000
          ? Response.json({ statusCode: 429 }, { status: 429, headers: { 'retry-after': '7' } })
          : Response.json({ items: [] });
      },
    });
    let done = false;
    const all = Promise.all([
      ...Array.from({ length: 50 }, () => partnerCenter.orders.list('a')),
      ...Array.from({ length: 50 }, () => partnerCenter.orders.list('b')),
      partnerCenter.customers.list(),
    ]).finally(() => {
      done = true;
    });
    while (!done) {
      for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      now = Math.min(...sleepers.map(({ at }) => at).filter((at) => at > now));
      for (const { at, wake } of sleepers) if (at <= now) wake();
      if (now === Number.POSITIVE_INFINITY) break;
    }
    await all;
    const times = (name: string) => sent.filter(({ customer }) => customer === name).map(({ at }) => at);
    expect(times('b').every((at) => at === 0)).toBe(true);
    expect(times('a').filter((at) => at === 0)).toHaveLength(8);
    expect(times('a').filter((at) => at >= 7_000)).toHaveLength(50);
    expect(times('a')).toHaveLength(58);
  });

  test('is no reason for a time-out of those who wait for it', async () => {
    const { partnerCenter } = answering([hang], { concurrency: 1 });
    const started = performance.now();
    const calls = [1, 2, 3].map(() =>
      failing(partnerCenter.orders.list('a', {}, { timeoutMs: 20, maxRetries: 0 })),
    );
    for (const error of (await Promise.all(calls)) as ConnectionError[]) {
      expect(error).toMatchObject({ name: 'TimeoutError', attempts: [{ outcome: 'timed out' }] });
    }
    expect(performance.now() - started).toBeGreaterThan(50);
  });
});

import { describe, expect, test } from 'vitest';
import { answering, ok, status, type Turn } from '../../../../../test/fake-partner-center.ts';
import { startsWith } from './filter.ts';

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

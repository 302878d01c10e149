import { describe, expect, test } from 'vitest';
import type { WireRequest } from '../http/wire.ts';
import { Journal } from './journal.ts';

const request: WireRequest = { method: 'POST', path: '/rest/GetCompany', query: '', headers: {}, body: '' };

function write(journal: Journal, at: number, operationId: string | undefined, status = 200): void {
  journal.write({
    at,
    platform: operationId === undefined ? undefined : 'icp',
    operationId,
    request,
    response: { status, headers: {}, body: '' },
  });
}

describe('the journal', () => {
  test('keeps the newest and knows how many there were', () => {
    const journal = new Journal(3);
    for (let at = 1; at <= 5; at += 1) write(journal, at, `Operation${at}`);
    expect(journal.total).toBe(5);
    expect(journal.find().map((entry) => [entry.id, entry.operationId])).toEqual([
      [5, 'Operation5'],
      [4, 'Operation4'],
      [3, 'Operation3'],
    ]);
  });

  test('finds by operation, status, platform, instant, and what nothing answered', () => {
    const journal = new Journal();
    write(journal, 1_000, 'GetCompany');
    write(journal, 2_000, 'GetCompany', 500);
    write(journal, 3_000, undefined, 404);
    expect(journal.count({ operationId: 'GetCompany' })).toBe(2);
    expect(journal.count({ status: 500 })).toBe(1);
    expect(journal.count({ platform: 'icp' })).toBe(2);
    expect(journal.count({ since: 2_000 })).toBe(2);
    expect(journal.count({ unmatched: true })).toBe(1);
    expect(journal.find({ limit: 1 })).toHaveLength(1);
  });

  test('keeps no long bodies alive', () => {
    const journal = new Journal();
    const body = 'x'.repeat(1_000_000);
    journal.write({
      at: 0,
      platform: 'icp',
      operationId: 'GetCompany',
      request: { ...request, body },
      response: { status: 200, headers: {}, body },
    });
    expect(journal.find()[0]).toMatchObject({
      requestBody: '[1000000 characters, too long to keep]',
      responseBody: '[1000000 characters, too long to keep]',
    });
  });

  test('forgets on request', () => {
    const journal = new Journal();
    write(journal, 1, 'GetCompany');
    journal.clear();
    expect(journal.total).toBe(0);
    expect(journal.find()).toEqual([]);
  });
});

describe('no secret is ever read out of it', () => {
  const secret = 'Sup3r!Secret';

  test.each(['Authenticate', 'authorization', 'X-Subscription-Key', 'Cookie'])('header %s', (name) => {
    const journal = new Journal();
    journal.write({
      at: 0,
      platform: 'icp',
      operationId: 'GetCompany',
      request: { ...request, headers: { [name]: secret } },
      response: undefined,
    });
    expect(JSON.stringify(journal.find())).not.toContain(secret);
  });

  test.each([
    JSON.stringify({ password: secret }),
    `\uFEFF${JSON.stringify({ password: secret })}`,
    JSON.stringify({ user: { Password: secret, deep: [{ NewPassword: secret }] } }),
    JSON.stringify({ client_secret: secret, refresh_token: secret, sessionToken: secret }),
    JSON.stringify({ fields: [{ Name: 'AdminPassword', Value: secret }] }),
    JSON.stringify({ fields: { 'Admin Password': secret } }),
  ])('body %s, sent or answered', (body) => {
    const journal = new Journal();
    journal.write({
      at: 0,
      platform: 'icp',
      operationId: 'CreateUser',
      request: { ...request, body },
      response: { status: 200, headers: {}, body },
    });
    const read = JSON.stringify(journal.find());
    expect(read).not.toContain(secret);
    expect(read).not.toContain(encodeURIComponent(secret));
  });
  test.each([`{"password":"${secret}"`, `<Password>${secret}</Password>`, `password: ${secret}`])(
    'body %s, sent',
    (body) => {
      const journal = new Journal();
      journal.write({
        at: 0,
        platform: 'icp',
        operationId: 'CreateUser',
        request: { ...request, body },
        response: undefined,
      });
      expect(JSON.stringify(journal.find())).not.toContain(secret);
    },
  );

  test('a query', () => {
    const journal = new Journal();
    journal.write({
      at: 0,
      platform: 'icp',
      operationId: 'GetCompany',
      request: { ...request, query: `size=5&access_token=${encodeURIComponent(secret)}` },
      response: undefined,
    });
    expect(journal.find()[0]?.query).toEqual({ size: '5', access_token: '[redacted]' });
  });
});

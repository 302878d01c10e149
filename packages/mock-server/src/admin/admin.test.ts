import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { admin, call, called, platform, service, signIn } from '../../../../test/admin-world.ts';
import { accountProfiles } from '../domain/accounts/account-profile.ts';
import { users } from '../domain/companies/user.ts';
import { adminRelationships } from '../domain/gdap/admin-relationship.ts';
import { salesOrders } from '../domain/sales-orders/sales-order.ts';
import { subscriptions } from '../domain/subscriptions/subscription.ts';
import { tenants } from '../domain/tenants/tenant.ts';
import { adminDocument } from '../generated/admin-document.gen.ts';
import { createPlatform, inProcessOrigin } from '../index.ts';

afterEach(() => platform.reset());
afterAll(() => {
  const all = adminDocument.operations.map(({ method, path }) => `${method} ${path}`);
  const missed = all.filter((operation) => !called.has(operation));
  expect(missed, 'every admin operation is tested').toEqual([]);
});

describe('the admin API tells', () => {
  test('health, with the world time', async () => {
    expect((await call('GET', '/health')).body).toMatchObject({
      status: 'ok',
      now: '2026-11-20T10:00:00.000Z',
    });
  });

  test('credentials that work', async () => {
    const { body } = await call('GET', '/credentials');
    expect(body).toMatchObject({
      icp: {
        baseUrl: inProcessOrigin,
        username: expect.any(String),
        password: expect.any(String),
        resellerAccountId: 281_001,
      },
    });
    expect((await signIn()).status).toBe(200);
  });

  test('coverage: every operation of every wire, built, with its evidence', async () => {
    const { body } = await call('GET', '/coverage');
    const rows = (body as { operations: { platform: string; built: boolean; evidence: string[] }[] })
      .operations;
    const icp = rows.filter((row) => row.platform === 'icp');
    expect(icp).toHaveLength(73);
    expect(icp.filter((row) => !row.built)).toEqual([]);
    expect(icp.filter((row) => row.evidence.length === 0)).toEqual([]);
    expect(rows.some((row) => row.platform === 'admin')).toBe(false);
  });
});

describe('the clock', () => {
  test('is read and moved, and says what fired', async () => {
    expect((await call('GET', '/clock')).body).toMatchObject({
      now: '2026-11-20T10:00:00.000Z',
      flowing: false,
      next: expect.any(String),
    });
    const { body } = await call('POST', '/clock', { advance: 'P30D' });
    expect(body).toMatchObject({ now: '2026-12-20T10:00:00.000Z' });
    const { counts, fired } = body as { counts: Record<string, number>; fired: unknown[] };
    expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(fired.length);
    expect((await call('POST', '/clock', { to: '2027-01-01' })).body).toMatchObject({
      now: '2027-01-01T00:00:00.000Z',
    });
  });
});

describe('the world', () => {
  test('goes back to its seed, with journal and faults', async () => {
    await call('POST', '/clock', { advance: 'P1D' });
    await call('POST', '/faults', { match: {}, effect: { kind: 'reset' } });
    const seeded = createPlatform({ seed: 'demo-latam' }).world.snapshot();
    expect((await call('POST', '/reset')).body).toMatchObject({ now: '2026-11-20T10:00:00.000Z' });
    expect(platform.world.snapshot()).toEqual(seeded);
    expect((await call('GET', '/faults')).body).toEqual({ faults: [] });
  });

  test('is taken as a snapshot and put back', async () => {
    const { body: snapshot } = await call('GET', '/snapshot');
    await call('POST', '/clock', { advance: 'P400D' });
    expect((await call('PUT', '/snapshot', snapshot)).status).toBe(200);
    expect((await call('GET', '/snapshot')).body).toEqual(snapshot);
  });

  test('makes access tokens of Microsoft’s APIs, which run out on the world’s clock', async () => {
    const { body } = await call('POST', '/access-tokens', { signIn: 'application', lifetimeSeconds: 60 });
    const authorization = `Bearer ${String(body.accessToken)}`;
    const list = () =>
      platform.fetch(`${inProcessOrigin}/v1/customers?size=1`, { headers: { authorization } });
    expect((await list()).status).toBe(200);
    platform.advance('PT61S');
    expect((await list()).status).toBe(401);
    expect((await call('POST', '/access-tokens', { company: 1 })).status).toBe(404);
  });

  test('strikes one token', async () => {
    const [one, other] = await Promise.all(
      ['one@latamcloud.example', 'other@latamcloud.example'].map(
        async (username) => (await call('POST', '/access-tokens', { username })).body.accessToken,
      ),
    );
    const list = async (token: unknown) =>
      (
        await platform.fetch(`${inProcessOrigin}/v1/customers?size=1`, {
          headers: { authorization: `Bearer ${String(token)}` },
        })
      ).status;
    expect((await call('POST', '/access-tokens/revoke', { token: one })).status).toBe(200);
    expect([await list(one), await list(one), await list(other)]).toEqual([401, 401, 200]);
    expect((await call('POST', '/access-tokens/revoke', { token: 'no-token' })).status).toBe(401);
  });

  test('registers applications and their certificates', async () => {
    const { body } = await call('POST', '/applications', { displayName: 'Billing', secret: 'sim-secret' });
    expect(body).toMatchObject({ tenantId: platform.credentials().identity.tenantId });
    const certificates = `/applications/${String(body.appId)}/certificates`;
    expect((await call('POST', certificates, { certificate: 'none' })).status).toBe(400);
    expect((await call('POST', '/applications', { displayName: 'x', tenant: 'nowhere' })).status).toBe(404);
    expect((await call('POST', '/applications/x/certificates', { certificate: '' })).status).toBe(404);
  });

  test('has settings', async () => {
    expect((await call('GET', '/world/settings')).body).toMatchObject({ cancelWindowDays: 7 });
    expect((await call('PATCH', '/world/settings', { cancelWindowDays: 3 })).body).toMatchObject({
      cancelWindowDays: 3,
      sessionMinutes: 20,
    });
    expect((await call('PATCH', '/world/settings', { cancelWindow: 3 })).status).toBe(400);
    expect((await call('PATCH', '/world/settings', { cancelWindowDays: -1 })).status).toBe(400);
  });

  test("accepts a customer's relationship", async () => {
    const [tenant] = platform.world.store.of(tenants).all();
    const tenantDomain = tenant?.initialDomain;
    expect((await call('POST', '/world/relationships/accept', { tenantDomain })).body).toMatchObject({
      tenantId: tenant?.id,
      state: 'accepted',
    });
    expect((await call('POST', '/world/relationships/accept', { tenantDomain: 'nobody' })).status).toBe(404);
    expect(
      (await call('POST', '/world/relationships/accept', { tenantDomain, provider: 281_001 })).status,
    ).toBe(404);
  });

  test('does what a customer does with a GDAP relationship', async () => {
    const { store } = platform.world;
    const [pending, other] = store.of(adminRelationships).find('status', 'approvalPending');
    const [active] = store.of(adminRelationships).find('status', 'active');
    const path = (id: string | undefined, action: string) => `/world/gdap/${id}/${action}`;
    expect((await call('POST', path(active?.id, 'approve'))).status).toBe(409);
    expect((await call('POST', path('nobody', 'approve'))).status).toBe(404);
    expect((await call('POST', path(pending?.id, 'approve'))).body).toMatchObject({ status: 'approved' });
    platform.advance('PT1M');
    expect(store.of(adminRelationships).get(pending?.id ?? '')?.status).toBe('active');
    expect((await call('POST', path(pending?.id, 'terminate'))).body).toMatchObject({
      status: 'terminationRequested',
    });
    expect((await call('POST', path(other?.id, 'approve'), { tenantDomain: 'nobody' })).status).toBe(400);
    expect((await call('POST', path(other?.id, 'reject'))).body).toMatchObject({ status: 'terminated' });
  });

  test('lets Microsoft see misuse in an Azure subscription', async () => {
    const all = [...platform.world.store.of(subscriptions).all()];
    const azure = all.find(({ kind }) => kind === 'azure-subscription');
    const body = { subscriptionId: azure?.vendorReferenceId };
    expect((await call('POST', '/world/fraud-events', body)).body).toMatchObject({ eventStatus: 'Active' });
    expect((await call('POST', '/world/fraud-events', { subscriptionId: 'nobody' })).status).toBe(404);
  });

  test('switches MFA, and ICP then refuses the user', async () => {
    const { username } = platform.credentials().icp;
    const body = { username, enabled: true };
    expect((await call('POST', '/world/users/mfa', body)).body).toMatchObject({ mfa: true });
    expect(platform.world.store.of(users).first('username', username.toLowerCase())?.mfa).toBe(true);
    expect((await signIn()).status).not.toBe(200);
    expect((await call('POST', '/world/users/mfa', { username: 'nobody', enabled: true })).status).toBe(404);
  });

  test('has forks that do not see each other', async () => {
    expect((await call('POST', '/worlds', { name: 'mine' })).body).toMatchObject({
      name: 'mine',
      baseUrl: `${admin}/worlds/mine`,
    });
    const mine = { 'x-tenantry-world': 'mine' };
    await call('POST', '/clock', { advance: 'P1D' }, mine);
    expect((await call('GET', '/clock', undefined, mine)).body).toMatchObject({
      now: '2026-11-21T10:00:00.000Z',
    });
    expect((await call('GET', '/clock')).body).toMatchObject({ now: '2026-11-20T10:00:00.000Z' });
    const { status, text } = await signIn(mine);
    expect(status).toBe(200);
    const ping = (headers: Record<string, string>) =>
      platform.fetch(`${service}/PingPong`, {
        method: 'POST',
        headers: { authenticate: `CCPSessionId ${JSON.parse(text) as string}`, ...headers },
        body: '{}',
      });
    expect((await ping(mine)).status).toBe(200);
    expect((await ping({})).status).toBe(400);
    const below = await platform.fetch(`${admin}/worlds/mine/_tenantry/credentials`);
    expect(await below.json()).toMatchObject({ icp: { baseUrl: `${admin}/worlds/mine` } });
    const ownBase = await platform.fetch(`${admin}/worlds/mine${new URL(service).pathname}/PingPong`, {
      method: 'POST',
      headers: { authenticate: `CCPSessionId ${JSON.parse(text) as string}` },
      body: '{}',
    });
    expect(ownBase.status).toBe(200);
    expect((await platform.fetch(`${admin}/worlds/other/_tenantry/clock`)).status).toBe(404);
    expect((await call('DELETE', '/worlds/mine')).status).toBe(200);
    expect((await call('DELETE', '/worlds/mine')).status).toBe(404);
    expect((await call('GET', '/clock', undefined, mine)).status).toBe(404);
    expect((await call('POST', '/worlds', { name: 'Not Allowed' })).status).toBe(400);
  });
});

describe('the journal', () => {
  test('has what clients did, filtered, without secrets, and is cleared', async () => {
    const { text: token } = await signIn();
    await platform.fetch(`${service}/GetCompanies`, {
      method: 'POST',
      headers: { authenticate: `CCPSessionId ${JSON.parse(token) as string}` },
      body: '{}',
    });
    await platform.fetch(`${inProcessOrigin}/getcompanies`, { method: 'POST' });
    const { body } = await call('GET', '/journal');
    expect(body).toMatchObject({ total: 3, count: 3 });
    const everything = JSON.stringify(body);
    expect(everything).not.toContain(JSON.parse(token) as string);
    expect(everything).not.toContain(platform.credentials().icp.password);
    expect((await call('GET', '/journal?operationId=GetCompanies')).body).toMatchObject({
      count: 1,
      entries: [{ operationId: 'GetCompanies', status: 200 }],
    });
    expect((await call('GET', '/journal?unmatched=true')).body).toMatchObject({
      count: 1,
      entries: [{ path: '/getcompanies', nearest: expect.any(Array) }],
    });
    expect(
      (await call('GET', '/journal?since=2030-01-01&platform=icp&status=200&limit=1')).body,
    ).toMatchObject({
      count: 0,
    });
    expect((await call('GET', '/journal?limit=many')).body).toMatchObject({ field: 'limit' });
    expect((await call('GET', '/journal?since=later')).body).toMatchObject({ field: 'since' });
    await call('DELETE', '/journal');
    expect((await call('GET', '/journal')).body).toMatchObject({ total: 0, entries: [] });
  });
});

describe('the marketplaces', () => {
  test('have their accounts held, and orders that failed tried again', async () => {
    const { companyId } = [...platform.world.store.of(accountProfiles).all()].at(-1) ?? {};
    const path = `/world/accounts/${companyId}/status`;
    expect((await call('POST', path, { status: 'adminHold' })).body).toEqual({
      id: String(companyId),
      status: 'adminHold',
    });
    expect((await call('POST', path, { status: 'asleep' })).status).toBe(400);
    expect((await call('POST', '/world/accounts/1/status', { status: 'active' })).status).toBe(404);
    const [order] = [...platform.world.store.of(salesOrders).all()];
    expect((await call('POST', `/world/sales-orders/${order?.id}/resubmit`)).status).toBe(409);
    expect((await call('POST', '/world/sales-orders/1/resubmit')).status).toBe(404);
  });
});

describe('faults', () => {
  test('are added, strike, are counted and removed; admin calls are never struck', async () => {
    const rule = { id: 'down', match: {}, effect: { kind: 'status', status: 503, retryAfterSeconds: 9 } };
    expect((await call('POST', '/faults', rule)).body).toEqual(rule);
    expect((await signIn()).status).toBe(503);
    expect((await call('GET', '/faults')).body).toEqual({ faults: [{ ...rule, struck: 1 }] });
    expect((await call('DELETE', '/faults/down')).status).toBe(200);
    expect((await call('DELETE', '/faults/down')).status).toBe(404);
    expect((await signIn()).status).toBe(200);
    await call('POST', '/faults', {
      match: { nth: 1 },
      effect: { kind: 'commit-then-fail', failure: 'html504' },
    });
    await call('DELETE', '/faults');
    expect((await call('GET', '/faults')).body).toEqual({ faults: [] });
  });
});

test('the outbox has the mails that would have been sent, and is emptied', async () => {
  const { body } = await call('GET', '/outbox?limit=5');
  expect(Array.isArray((body as { messages: unknown }).messages)).toBe(true);
  await call('DELETE', '/outbox');
  expect((await call('GET', '/outbox')).body).toEqual({ messages: [] });
});

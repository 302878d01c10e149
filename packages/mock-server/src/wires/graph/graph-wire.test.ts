import { afterEach, describe, expect, test } from 'vitest';
import { auditEvents } from '../../domain/audit/audit-event.ts';
import { accessAssignments } from '../../domain/gdap/access-assignment.ts';
import { type AdminRelationship, adminRelationships } from '../../domain/gdap/admin-relationship.ts';
import { signedToken } from '../../domain/partners/access-token.ts';
import { partners } from '../../domain/partners/partner.ts';
import { createPlatform, inProcessOrigin } from '../../index.ts';

const platform = createPlatform({ seed: 'demo-latam', strict: true });
afterEach(() => platform.reset());

const root = '/tenantRelationships/delegatedAdminRelationships';

function token(): string {
  const [partner] = platform.world.store.of(partners).find('kind', 'indirect-provider');
  if (partner === undefined) throw new Error('The world has no provider.');
  return signedToken(platform.world, partner, {
    companyId: partner.companyId,
    username: `cloud@${partner.domain}`,
    signIn: 'user',
    multiFactor: true,
    audience: 'https://graph.microsoft.com',
    scopes: ['DelegatedAdminRelationship.ReadWrite.All'],
  }).token;
}

async function call(method: string, path: string, body?: object, headers: Record<string, string> = {}) {
  const response = await platform.fetch(`${inProcessOrigin}/v1.0${path}`, {
    method,
    headers: { authorization: `Bearer ${token()}`, ...headers },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { response, status: response.status, body: text === '' ? undefined : JSON.parse(text) };
}

function named(name: string): AdminRelationship {
  const found = [...platform.world.store.of(adminRelationships).all()].find(({ displayName }) =>
    displayName.startsWith(name),
  );
  if (found === undefined) throw new Error(`The seed has no relationship ${name}.`);
  return found;
}

function standing({ id }: AdminRelationship): AdminRelationship | undefined {
  return platform.world.store.of(adminRelationships).get(id);
}

describe('Graph', () => {
  test('answers errors in its own shape, with the ids of the call', async () => {
    const { response, status, body } = await call('GET', `${root}/nothing`, undefined, {
      'client-request-id': 'mine',
    });
    expect(status).toBe(404);
    expect(body).toMatchObject({
      error: { code: 'notFound', message: expect.any(String), innerError: { 'client-request-id': 'mine' } },
    });
    expect(response.headers.get('request-id')).toBe(body.error.innerError['request-id']);
    const anonymous = await platform.fetch(`${inProcessOrigin}/v1.0${root}`);
    expect(anonymous.status).toBe(401);
    expect(await anonymous.json()).toMatchObject({ error: { code: 'InvalidAuthenticationToken' } });
    expect((await call('POST', root, { displayName: 'x' })).body).toMatchObject({
      error: { code: 'badRequest', message: expect.stringContaining('duration is missing') },
    });
  });

  test('renews an ETag when the system changes a relationship', async () => {
    const relationship = named('Licences');
    const path = `${root}/${relationship.id}`;
    const before = (await call('GET', path)).body;
    expect(before['@odata.etag']).toMatch(/^W\/"/);
    platform.advance('P6D');
    const after = (await call('GET', path)).body;
    expect(Date.parse(after.endDateTime) - Date.parse(before.endDateTime)).toBe(180 * 86_400_000);
    const stale = await call(
      'PATCH',
      path,
      { autoExtendDuration: 'PT0S' },
      { 'if-match': before['@odata.etag'] },
    );
    expect(stale.status).toBe(412);
    expect((await call('PATCH', path, { autoExtendDuration: 'PT0S' })).status).toBe(412);
    const fresh = await call(
      'PATCH',
      path,
      { autoExtendDuration: 'PT0S' },
      { 'if-match': after['@odata.etag'] },
    );
    expect(fresh).toMatchObject({ status: 200, body: { autoExtendDuration: 'PT0S' } });
    platform.advance('P181D');
    expect((await call('GET', path)).body.status).toBe('expired');
  });
});

describe('time', () => {
  test('takes a relationship to its end, its groups with it, and out of the world a year later', () => {
    const relationship = named('Support');
    const groups = () => platform.world.store.of(accessAssignments).find('relationship', relationship.id);
    const end = new Date(relationship.endsAt ?? 0).toISOString();
    platform.advance({ to: end });
    expect(standing(relationship)?.status).toBe('expiring');
    platform.advance('PT2S');
    expect(standing(relationship)?.status).toBe('expired');
    expect(groups().map(({ status }) => status)).toEqual(['deleted']);
    platform.advance('P364D');
    expect(standing(relationship)?.status).toBe('expired');
    platform.advance('P2D');
    expect(standing(relationship)).toBeUndefined();
    expect(groups()).toEqual([]);
  });

  test('removes what nobody approves within 90 days', () => {
    const waiting = [...platform.world.store.of(adminRelationships).find('status', 'approvalPending')];
    expect(waiting.length).toBeGreaterThan(1);
    const [first] = waiting;
    if (first === undefined) return;
    platform.advance({ to: new Date(first.statusSince + 90 * 86_400_000 - 1).toISOString() });
    expect(standing(first)?.status).toBe('approvalPending');
    platform.advance('PT1S');
    expect(standing(first)).toBeUndefined();
    const told = [...platform.world.store.of(auditEvents).all()].map(({ eventType }) => eventType);
    expect(told).toContain('AdminRelationship.ApprovalLapsed');
  });

  test('leaves a draft as it is, and keeps a terminated one a year', () => {
    const [draft, old] = [named('Draft'), named('Old support')];
    platform.advance('P300D');
    expect(standing(draft)?.status).toBe('created');
    expect(standing(old)?.status).toBe('terminated');
    platform.advance('P10D');
    expect(standing(old)).toBeUndefined();
  });
});

test('the approval link is a page that asks the admin API', async () => {
  const response = await platform.fetch(`${inProcessOrigin}/AdminPortal/Home`);
  expect(response.headers.get('content-type')).toContain('text/html');
  expect(await response.text()).toContain('/_tenantry/world/gdap/');
});

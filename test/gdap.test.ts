import { createPlatform, type Platform } from '@tenantry/mock-server';
import {
  ConflictError,
  type GdapLapse,
  Reseller,
  UnsupportedOperationError,
  ValidationError,
} from '@tenantry/sdk';
import { icp } from '@tenantry/sdk/icp';
import { partnerCenter } from '@tenantry/sdk/partner-center';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { notifications } from '../packages/mock-server/src/domain/notifications/notification.ts';
import { tenants } from '../packages/mock-server/src/domain/tenants/tenant.ts';
import { asCustomer, graphToken, inStatus } from './graph-world.ts';

let platform: Platform;
let origin: string;
let reseller: Reseller;
let tenant: string;
beforeEach(async () => {
  platform = createPlatform({ seed: 'demo-latam', strict: true });
  origin = (await platform.listen()).url;
  reseller = resellerOn(platform);
  tenant = [...platform.world.store.of(tenants).all()].findLast((each) => each.subscriptionId)?.id ?? '';
});
afterEach(() => platform.close());

function resellerOn(on: Platform, environment = on.environment): Reseller {
  const { accessToken } = on.credentials(origin).partnerCenter;
  return new Reseller(
    partnerCenter({ baseUrl: origin, accessToken, graph: { accessToken: graphToken(on) }, environment }),
  );
}

/** The customer says yes as soon as the link is told. */
function approving(steps: string[]) {
  return ({
    step,
    details,
  }: {
    readonly step: string;
    readonly details?: Readonly<Record<string, unknown>>;
  }) => {
    steps.push(step);
    if (step === 'locked') void asCustomer(origin, String(details?.id), 'approve');
  };
}

const wanted = () => ({
  name: 'Support by request',
  tenant,
  roles: ['Global Reader', '729827e3-9c14-49f7-bb1b-9608f156bbb8'],
  duration: 'P90D',
  groups: [{ group: 'HelpdeskAgents' }, { group: 'AdminAgents', roles: ['global reader'] }],
});

describe('gdap', () => {
  test('request drafts, locks, waits for the customer and gives groups their roles', async () => {
    const steps: string[] = [];
    const made = await reseller.gdap.request(wanted(), { onProgress: approving(steps) });
    expect(made).toMatchObject({
      platform: 'partner-center',
      status: 'active',
      tenant: { id: tenant },
      roles: [{ name: 'Global Reader', privilege: 'low' }, { name: 'Helpdesk Administrator' }],
      autoExtend: false,
    });
    expect(steps.filter((step) => step !== 'waiting')).toEqual([
      'drafted',
      'locked',
      'active',
      'assigned',
      'assigned',
    ]);
    const again = await reseller.gdap.request(wanted());
    expect(again.id).toBe(made.id);
    await expect(
      reseller.gdap.request({ ...wanted(), roles: ['Global Reader'], groups: [] }),
    ).rejects.toMatchObject({
      name: 'ConflictError',
      code: 'gdap.name_taken',
    });
    expect(await reseller.gdap.get(made.id)).toEqual(made);
  });

  test('request may leave the waiting to another day, and is told when the customer lets it lapse', async () => {
    const pending = await reseller.gdap.request(wanted(), { waitForApproval: false });
    expect(pending).toMatchObject({
      status: 'approvalPending',
      approvalLink: expect.stringContaining(pending.id),
    });
    platform.advance('P80D');
    await expect(reseller.gdap.request(wanted())).rejects.toMatchObject({ code: 'gdap.approval_lapsed' });
  });

  test('request is told when the customer says no', async () => {
    const pending = await reseller.gdap.request(wanted(), { waitForApproval: false });
    await asCustomer(origin, pending.id, 'reject');
    await expect(reseller.gdap.request(wanted())).rejects.toThrow(ConflictError);
  });

  test.each([
    [{ name: 'x'.repeat(51) }, 'gdap.name'],
    [{ duration: 'P731D' }, 'gdap.duration'],
    [{ duration: 'P0D' }, 'gdap.duration'],
    [{ roles: ['Gobal Reader'], groups: [] }, 'gdap.role'],
    [{ roles: [], groups: [] }, 'gdap.no_roles'],
    [{ roles: ['Global Administrator'], autoExtend: true, groups: [] }, 'gdap.auto_extend'],
    [{ groups: [{ group: 'AdminAgents', roles: ['Teams Administrator'] }] }, 'gdap.group_role'],
    [{ groups: [{ group: 'AdminAgents' }, { group: 'AdminAgents' }] }, 'gdap.group_twice'],
    [{ tenat: 'x' }, 'unknown'],
  ])('%j is refused before anything is sent', async (change, code) => {
    const before = platform.journal.total;
    const refused = await reseller.gdap.request({ ...wanted(), ...change }).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(ValidationError);
    expect((refused as ValidationError).issues.map((issue) => issue.code)).toEqual([code]);
    expect(platform.journal.total).toBe(before);
  });

  test('a group that is none is told before anything is made', async () => {
    const groups = [{ group: 'HelpdeskAgent' }];
    await expect(reseller.gdap.request({ ...wanted(), groups })).rejects.toThrow('HelpdeskAgents');
    expect((await reseller.gdap.list({ tenant })).map(({ name }) => name)).not.toContain(wanted().name);
  });

  test('list, setAutoExtend, renew and terminate', async () => {
    const made = await reseller.gdap.request(wanted(), { onProgress: approving([]) });
    expect(await reseller.gdap.list({ tenant, status: 'active' })).toEqual([made]);
    expect((await reseller.gdap.setAutoExtend(made.id, true)).autoExtend).toBe(true);
    expect((await reseller.gdap.setAutoExtend(made.id, false)).autoExtend).toBe(false);
    platform.advance('P60D');
    const steps: string[] = [];
    const successor = await reseller.gdap.renew(made.id, { onProgress: approving(steps) });
    expect(successor).toMatchObject({
      status: 'active',
      name: 'Support by request 2027-01-19',
      duration: 'P90D',
    });
    expect(successor.roles).toEqual(made.roles);
    expect(steps.filter((step) => step === 'assigned')).toHaveLength(2);
    expect((await reseller.gdap.terminate(made.id)).status).toBe('terminated');
    await expect(reseller.gdap.renew(made.id)).rejects.toMatchObject({ code: 'gdap.not_active' });
  });

  test('leastPrivilege knows the roles for a task', async () => {
    const [reset] = await reseller.gdap.leastPrivilege('reset-password');
    expect(reset?.roles.map(({ name }) => name)).toEqual(['Helpdesk Administrator']);
    expect((await reseller.gdap.leastPrivilege()).length).toBeGreaterThan(20);
    await expect(reseller.gdap.leastPrivilege('fly')).rejects.toThrow(ValidationError);
  });

  test('is not on ICP, nor without a token for Graph, and both say so', async () => {
    const { resellerAccountId, ...account } = platform.credentials(origin).icp;
    const { accessToken } = platform.credentials(origin).partnerCenter;
    const without = [
      new Reseller(icp({ ...account, account: resellerAccountId })),
      new Reseller(partnerCenter({ accessToken })),
    ];
    for (const each of without) {
      expect(each.supports('gdap.request')).toMatchObject({ supported: false, reason: expect.any(String) });
      await expect(each.gdap.list()).rejects.toThrow(UnsupportedOperationError);
    }
    expect(reseller.supports('gdap.request')).toEqual({ supported: true });
  });

  test("ICP's default GDAP of a new tenant is such a relationship, of 180 days", async () => {
    const fresh = createPlatform({ seed: 'demo-latam', strict: true });
    const { resellerAccountId, ...account } = fresh.credentials(origin).icp;
    const onIcp = new Reseller(
      icp({ ...account, account: resellerAccountId, fetch: fresh.fetch, environment: fresh.environment }),
    );
    const { microsoftTenantId } = await onIcp.tenants.provision({
      customer: 435_348,
      kind: 'new',
      domainPrefix: 'ecositio2',
      language: 'es',
      state: 'Lima',
      requirePasswordChange: true,
      defaultAdminRoles: true,
      acceptTerms: true,
      agreement: {
        firstName: 'Ana',
        lastName: 'Ruiz',
        email: 'ana@example.com',
        phone: '+51 1 2345678',
        acceptedOn: '2026-11-19',
      },
    });
    const granted = inStatus(fresh, 'active').find(({ tenantId }) => tenantId === microsoftTenantId);
    expect(granted).toMatchObject({ displayName: 'Default_ecositio2', durationDays: 180 });
    await fresh.close();
  });

  test('mails go out 30, 7 and 1 days before the end, at the end, on approval and on termination', async () => {
    const made = await reseller.gdap.request(wanted(), { onProgress: approving([]) });
    platform.advance('P100D');
    const about = [...platform.world.store.of(notifications).all()].filter(({ body }) =>
      body.includes(made.id),
    );
    const perDay = new Map<string, number>();
    const end = Date.parse(made.endsAt ?? '');
    for (const { kind, at } of about) {
      const key = `${kind} ${Math.round((end - at) / 86_400_000)}`;
      perDay.set(key, (perDay.get(key) ?? 0) + 1);
    }
    expect([...perDay]).toEqual([
      ['gdap-approved 90', 2],
      ['gdap-expiring 30', 2],
      ['gdap-expiring 7', 2],
      ['gdap-expiring 1', 2],
      ['gdap-ended 0', 2],
    ]);
    expect(inStatus(platform, 'expired').some(({ id }) => id === made.id)).toBe(true);
  });

  test('watch tells each lapse once on its days, over a restart too', async () => {
    const { environment } = platform;
    const stop = new AbortController();
    let days = 0;
    const watching = resellerOn(platform, {
      ...environment,
      sleep: async (milliseconds, signal) => {
        days += 1;
        if (days === 40) stop.abort();
        else await environment.sleep(milliseconds, signal);
      },
    });
    const announced = new Set<string>();
    const told: GdapLapse[] = [];
    for await (const lapse of watching.gdap.watch({ signal: stop.signal, announced })) told.push(lapse);
    const [exchange] = told.filter(({ relationship }) => relationship.name.startsWith('Exchange migration'));
    expect(exchange).toMatchObject({ daysLeft: 1, threshold: 1 });
    const support = told.filter(
      ({ relationship }) =>
        relationship.endsAt === told.find(({ threshold }) => threshold === 7)?.relationship.endsAt,
    );
    expect(support.map(({ threshold }) => threshold)).toEqual([30, 7, 1]);
    expect(told.some(({ relationship }) => relationship.autoExtend)).toBe(false);
    const again = new AbortController();
    for await (const lapse of reseller.gdap.watch({
      signal: AbortSignal.any([again.signal, AbortSignal.timeout(1)]),
      announced,
    }))
      expect(lapse).toBeUndefined();
  });
});

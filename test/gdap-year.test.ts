import { createPlatform } from '@tenantry/mock-server';
import { type GdapLapse, Reseller } from '@tenantry/sdk';
import { partnerCenter } from '@tenantry/sdk/partner-center';
import { describe, expect, test } from 'vitest';
import {
  type AdminRelationship,
  adminRelationships,
} from '../packages/mock-server/src/domain/gdap/admin-relationship.ts';
import { addCustomers } from './gdap-world.ts';
import { graphToken, roles } from './graph-world.ts';

describe('a year in a minute', () => {
  test('200 customers, 400 days: every step on its day, analytics right, no lapse unannounced', async () => {
    const year = createPlatform({ seed: 'empty' });
    addCustomers(year.world, 200);
    const relationships = year.world.store.of(adminRelationships);
    const start = year.world.clock.now();
    const model = new Map([...relationships.all()].map((each) => [each.id, modelOf(each)]));
    const { accessToken } = year.credentials().partnerCenter;
    const gate = gates();
    const shared = {
      baseUrl: 'https://tenantry.test',
      accessToken,
      graph: { accessToken: graphToken(year) },
    };
    const asked = new Reseller(
      partnerCenter({ ...shared, fetch: year.fetch, environment: year.environment }),
    );
    const watcher = new Reseller(
      partnerCenter({
        ...shared,
        fetch: year.fetch,
        environment: { ...year.environment, sleep: gate.sleep },
      }),
    );
    const stop = new AbortController();
    const told: GdapLapse[] = [];
    const watching = (async () => {
      for await (const lapse of watcher.gdap.watch({ signal: stop.signal })) told.push(lapse);
    })();
    await gate.asleep();
    const changes: string[] = [];
    for (let day = 1; day <= 400; day += 1) {
      for (const job of year.advance('P1D').fired) if (job.error) throw new Error(job.error);
      const now = start + day * oneDay;
      expect(year.world.clock.now()).toBe(now);
      for (const [id, expected] of model) {
        const standing = expected.at(now);
        const real = relationships.get(id);
        if ((real?.status ?? 'removed') !== standing.status || (real?.endsAt ?? 0) !== standing.endsAt)
          changes.push(`${real?.displayName} on day ${day}: ${real?.status}, not ${standing.status}`);
      }
      gate.open();
      await gate.asleep();
      const counted = [...model.values()]
        .map((each) => ({ ...each, ...each.at(now) }))
        .filter(({ status }) => status !== 'removed');
      const active = counted.filter(({ status }) => status === 'active');
      const within = (days: number) => active.filter(({ endsAt }) => endsAt <= now + days * oneDay).length;
      const analytics = await asked.gdap.analytics();
      expect(analytics).toMatchObject({
        at: new Date(now).toISOString(),
        total: counted.length,
        byStatus: tally(counted.map(({ status }) => status)),
        endingWithin: { 30: within(30), 90: within(90) },
        byPrivilege: { high: 0, medium: 0, low: 0, ...tally(active.map(({ privilege }) => privilege)) },
      });
      expect(analytics.lapsing.map(({ id }) => id).sort()).toEqual(
        active
          .filter(({ extended }) => !extended)
          .map(({ id }) => id)
          .sort(),
      );
      expect(analytics.withoutAccess).toHaveLength(200 - active.length);
    }
    stop.abort();
    gate.open();
    await watching;
    expect(changes).toEqual([]);
    const lapsed = [...model.values()].filter(
      ({ extended, endsAt }) => !extended && endsAt <= start + 400 * oneDay,
    );
    expect(lapsed.length).toBeGreaterThan(100);
    const announcedFor = (id: string) =>
      told.filter(({ relationship }) => relationship.id === id).map(({ threshold }) => threshold);
    for (const { id, endsAt } of lapsed) {
      // One that was nearer its end than an announcement at the start goes without that one.
      const left = (endsAt - start) / oneDay;
      expect(announcedFor(id)).toEqual(left > 7 ? [30, 7, 1] : left > 1 ? [7, 1] : [1]);
    }
    expect(told.some(({ threshold }) => threshold === 0)).toBe(false);
    await year.close();
  });
});

const oneDay = 86_400_000;

/** What a relationship should be at an instant, from how it began alone. */
function modelOf({ id, activatedAt = 0, durationDays, autoExtendDays, roleIds }: AdminRelationship) {
  const firstEnd = activatedAt + durationDays * oneDay;
  const strong = [roles.globalAdministrator, roles.userAdministrator] as readonly string[];
  const privilege = roleIds.some((role) => strong.includes(role))
    ? 'high'
    : roleIds.includes(roles.helpdesk)
      ? 'medium'
      : 'low';
  return {
    id,
    privilege,
    extended: autoExtendDays > 0,
    endsAt: firstEnd,
    at(now: number) {
      if (autoExtendDays === 0 || now < firstEnd) {
        // At the very end it is on its way out; the system is done two seconds later.
        if (now > firstEnd + 365 * oneDay) return { status: 'removed', endsAt: 0 };
        const status = now < firstEnd ? 'active' : now === firstEnd ? 'expiring' : 'expired';
        return { status, endsAt: firstEnd };
      }
      const times = Math.floor((now - firstEnd) / (autoExtendDays * oneDay)) + 1;
      return { status: 'active', endsAt: firstEnd + times * autoExtendDays * oneDay };
    },
  };
}

function tally(values: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}

/** A sleep that ends when it is told to, and tells when it begins. */
function gates() {
  let wake: (() => void) | undefined;
  let slept: (() => void) | undefined;
  return {
    sleep: () =>
      new Promise<void>((resolve) => {
        wake = resolve;
        slept?.();
      }),
    asleep: () =>
      wake !== undefined
        ? Promise.resolve()
        : new Promise<void>((resolve) => {
            slept = resolve;
          }),
    open: () => {
      const resolve = wake;
      wake = undefined;
      resolve?.();
    },
  };
}

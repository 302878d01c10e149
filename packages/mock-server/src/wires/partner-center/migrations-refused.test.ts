import { afterEach, describe, expect, test } from 'vitest';
import { call, conferencing, e1, platform, stored } from '../../../../../test/legacy-commerce.ts';
import { base, held, set, validated } from '../../../../../test/migrations-world.ts';
import { systemActor } from '../../domain/actor.ts';
import { partners } from '../../domain/partners/partner.ts';
import { suspendLegacy } from '../../domain/subscriptions/legacy.ts';
import { providerId } from '../../seeds/foundation.ts';

afterEach(() => platform.reset());

const analytics = '45320EC9-9B8E-49D0-B900-F14141A0ABD1';

describe('a migration is refused', () => {
  const rules: [string, number, () => { id: string; wanted?: object }][] = [
    [
      'of what is not active',
      900215,
      () => {
        const id = held();
        platform.world.transact(() => suspendLegacy(platform.world, systemActor, stored(id)));
        return { id };
      },
    ],
    [
      'while another change is under way',
      900216,
      () => {
        const id = held();
        set(id, { pendingChange: true });
        return { id };
      },
    ],
    [
      'less than a day before the end of the term',
      900217,
      () => ({ id: held(e1, { startedAt: Date.parse('2025-11-21T00:00:00Z') }) }),
    ],
    [
      'of what has a promotion',
      900218,
      () => {
        const id = held();
        set(id, { promotionId: 'CFQ7TTC0LF8Q:0001:PROMO' });
        return { id };
      },
    ],
    [
      'without the add-ons',
      900219,
      () => {
        const id = held();
        held(conferencing, { parentReferenceId: id });
        return { id };
      },
    ],
    ['of what has no way to new commerce', 900220, () => ({ id: held(analytics) })],
    [
      'to a term that is not sold',
      900222,
      () => ({ id: held(), wanted: { termDuration: 'P3Y', billingCycle: 'Triennial' } }),
    ],
    [
      'by a partner without agreement',
      900223,
      () => {
        const all = platform.world.store.of(partners);
        const partner = all.get(providerId);
        if (partner) all.put({ ...partner, agreementSigned: false });
        return { id: held() };
      },
    ],
    [
      'of what has been active for a month',
      900226,
      () => ({ id: held(e1, { startedAt: Date.parse('2026-10-25T00:00:00Z') }) }),
    ],
    [
      'with a partner of record who is none',
      900247,
      () => {
        const id = held();
        set(id, { partnerId: '1111111' });
        return { id };
      },
    ],
    [
      'that names an add-on twice',
      900248,
      () => {
        const id = held();
        const addOn = { currentSubscriptionId: held(conferencing, { parentReferenceId: id }) };
        return { id, wanted: { addOnMigrations: [addOn, addOn] } };
      },
    ],
    [
      'that names an add-on of another',
      900262,
      () => ({ id: held(), wanted: { addOnMigrations: [{ currentSubscriptionId: held(conferencing) }] } }),
    ],
    [
      'with an end outside the first term',
      900291,
      () => ({ id: held(), wanted: { customTermEndDate: '2028-01-31T00:00:00Z' } }),
    ],
    [
      'with an end that fits nothing',
      900292,
      () => ({ id: held(), wanted: { customTermEndDate: '2027-02-13T00:00:00Z' } }),
    ],
    ['with too many seats', 2002, () => ({ id: held(), wanted: { quantity: 0 } })],
    [
      'for several reasons',
      900221,
      () => ({ id: held(), wanted: { quantity: 0, customTermEndDate: '2027-02-13T00:00:00Z' } }),
    ],
  ];

  test.each(rules)('%s, with %i', async (_, code, arrange) => {
    const { id, wanted = {} } = arrange();
    const request = { currentSubscriptionId: id, ...wanted };
    const answer = await call('POST', base(), request);
    expect(answer.body.code).toBe(code);
    expect(answer.status).toBe(code === 900223 || code === 900226 ? 403 : 400);
    const { isEligible, errors } = await validated(request);
    expect(isEligible).toBe(false);
    if (code !== 900221) expect(errors).toEqual([{ code, description: answer.body.description }]);
    else expect(errors).toHaveLength(2);
  });

  test('where an add-on cannot go, though the rest could', async () => {
    const id = held();
    const addOn = held(analytics, { parentReferenceId: id });
    const request = { currentSubscriptionId: id, addOnMigrations: [{ currentSubscriptionId: addOn }] };
    expect((await call('POST', base(), request)).body.code).toBe(900220);
    const { isEligible, errors, addOnMigrations } = await validated(request);
    expect({ isEligible, errors }).toEqual({ isEligible: false, errors: [] });
    expect(addOnMigrations[0]).toMatchObject({ isEligible: false, errors: [{ code: 900220 }] });
  });
});

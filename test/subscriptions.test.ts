import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ledger } from '../packages/mock-server/src/domain/billing/ledger-line.ts';
import { subscriptions } from '../packages/mock-server/src/domain/subscriptions/subscription.ts';
import { createPlatform, type Platform } from '../packages/mock-server/src/index.ts';
import { ConflictError, Reseller, ValidationError } from '../packages/sdk/src/index.ts';
import { icp } from '../packages/sdk/src/platforms/icp/index.ts';
import { partnerCenter } from '../packages/sdk/src/platforms/partner-center/index.ts';

const basic = 'CFQ7TTC0LH18:0001';
const name = { icp: 'icp', 'partner-center': 'partner-center' } as const;

let platform: Platform;
let origin: string;
beforeEach(async () => {
  platform = createPlatform({ seed: 'demo-latam', strict: true });
  origin = (await platform.listen()).url;
});
afterEach(() => platform.close());

interface Side {
  readonly reseller: Reseller;
  /** A tenant of the platform that can buy. */
  readonly tenant: string;
}

/** The same customer, CLINICA SAN ISIDRO, on both platforms. */
async function side(which: keyof typeof name): Promise<Side> {
  const { environment } = platform;
  const credentials = platform.credentials(origin);
  const pc = new Reseller(partnerCenter({ ...credentials.partnerCenter, environment }));
  const found = [];
  for await (const customer of (pc.platform as ReturnType<typeof partnerCenter>).client.customers.search(
    'CompanyName',
    'CLINICA',
  ))
    found.push(customer.id);
  const [tenantId = ''] = found;
  if (which === 'partner-center') return { reseller: pc, tenant: tenantId };
  const { resellerAccountId, ...account } = credentials.icp;
  const reseller = new Reseller(icp({ ...account, account: resellerAccountId, environment }));
  const service = [...platform.world.store.of(subscriptions).all()].find(
    (each) => each.kind === 'tenant' && each.tenantId === tenantId,
  );
  return { reseller, tenant: String(service?.id) };
}

/** What the ledger has of a subscription, in minor units of what the caller pays. */
function charged(reference: string | undefined): number {
  const owned = [...platform.world.store.of(subscriptions).all()].find(
    (each) => each.vendorReferenceId === reference,
  );
  return platform.world.store
    .of(ledger)
    .find('subscription', owned?.id ?? 0)
    .reduce((sum, line) => sum + line.cost, 0);
}

function minor(amount: string | undefined): number {
  return Math.round(Number(amount) * 100);
}

describe.each(Object.keys(name) as (keyof typeof name)[])('subscriptions on %s', (which) => {
  const order = { product: basic, quantity: 10, term: 'P1Y', billingCycle: 'monthly' } as const;

  test('are bought once for a key, listed, and read', async () => {
    const { reseller, tenant } = await side(which);
    const before = (await reseller.subscriptions.list(tenant)).length;
    const bought = await reseller.subscriptions.buy(
      { tenant, ...order, name: 'Front desk' },
      { idempotencyKey: 'crm-1' },
    );
    expect(bought).toMatchObject({
      platform: which,
      tenant,
      name: 'Front desk',
      product: basic,
      quantity: 10,
      status: 'active',
      term: 'P1Y',
      billingCycle: 'monthly',
      autoRenew: true,
      termEndsAt: '2027-11-20T00:00:00.000Z',
    });
    expect(await reseller.subscriptions.buy({ tenant, ...order }, { idempotencyKey: 'crm-1' })).toMatchObject(
      { id: bought.id },
    );
    const listed = await reseller.subscriptions.list(tenant);
    expect(listed.length).toBe(before + 1);
    expect(await reseller.subscriptions.get(bought.id)).toEqual(bought);
  });

  test('end on the day of another one when they are bought so', async () => {
    const { reseller, tenant } = await side(which);
    const bought = await reseller.subscriptions.buy({ tenant, ...order, alignTo: '2027-03-31' });
    expect(bought.termEndsAt).toBe('2027-04-01T00:00:00.000Z');
    expect(Date.parse(bought.cancellableUntil ?? '')).toBeGreaterThan(platform.environment.now());
    expect(await reseller.subscriptions.preview(bought.id, { status: 'cancelled' })).toMatchObject({
      allowed: true,
    });
  });

  test('a preview tells to the cent what adding and taking back costs', async () => {
    const { reseller, tenant } = await side(which);
    const { id, microsoftSubscriptionId } = await reseller.subscriptions.buy({ tenant, ...order });
    platform.advance('P3D');
    const more = await reseller.subscriptions.preview(id, { quantity: 14 });
    expect(more).toMatchObject({
      allowed: true,
      undoableUntil: expect.stringMatching(/^2026-11-30T10:00:0/),
    });
    const before = charged(microsoftSubscriptionId);
    expect((await more.apply()).quantity).toBe(14);
    expect(charged(microsoftSubscriptionId) - before).toBe(minor(more.chargeNow?.amount));
    platform.advance('P2D');
    const fewer = await reseller.subscriptions.preview(id, { quantity: 12 });
    const then = charged(microsoftSubscriptionId);
    expect(fewer.allowed).toBe(true);
    expect(minor(fewer.chargeNow?.amount)).toBeLessThan(0);
    await fewer.apply();
    expect(charged(microsoftSubscriptionId) - then).toBe(minor(fewer.chargeNow?.amount));
    expect(minor(fewer.perCycle?.before.amount) - minor(fewer.perCycle?.after.amount)).toBeGreaterThan(0);
  });

  test('nothing is sent of a change that a rule forbids', async () => {
    const { reseller, tenant } = await side(which);
    const { id } = await reseller.subscriptions.buy({ tenant, ...order });
    platform.advance('P8D');
    const cancelled = await reseller.subscriptions.preview(id, { status: 'cancelled' });
    expect(cancelled).toMatchObject({
      allowed: false,
      rule: { code: 'subscription.window_closed', remedy: expect.stringContaining('setAutoRenew') },
    });
    const calls = () => platform.journal.find({ limit: 1_000 }).length;
    const before = calls();
    await expect(cancelled.apply()).rejects.toThrow(ConflictError);
    expect(calls()).toBe(before);
  });

  test('renewal is turned off and on, and changed ahead', async () => {
    const { reseller, tenant } = await side(which);
    const { id, microsoftSubscriptionId } = await reseller.subscriptions.buy({ tenant, ...order });
    expect((await reseller.subscriptions.setAutoRenew(id, false)).autoRenew).toBe(false);
    const refused = await reseller.subscriptions.preview(id, { atRenewal: { quantity: 4 } });
    expect(refused).toMatchObject({ allowed: false, rule: { code: 'subscription.auto_renew_off' } });
    expect((await reseller.subscriptions.setAutoRenew(id, true)).autoRenew).toBe(true);
    const planned = await reseller.subscriptions.scheduleChange(id, { quantity: 4, billingCycle: 'annual' });
    expect(planned).toMatchObject({
      quantity: 10,
      autoRenew: true,
      atRenewal: { quantity: 4, billingCycle: 'annual' },
    });
    const off = await reseller.subscriptions.preview(id, { autoRenew: false });
    expect(off.sideEffects.join(' ')).toContain('scheduled');
    platform.advance('P1Y');
    expect(await reseller.subscriptions.get(id)).toMatchObject({
      quantity: 4,
      billingCycle: 'annual',
      microsoftSubscriptionId,
    });
  });

  test('are suspended, reactivated, and cancelled in their window', async () => {
    const { reseller, tenant } = await side(which);
    const { id } = await reseller.subscriptions.buy({ tenant, ...order });
    expect((await reseller.subscriptions.suspend(id)).status).toBe('suspended');
    const seats = await reseller.subscriptions.preview(id, { quantity: 12 });
    expect(seats).toMatchObject({ allowed: false, rule: { code: 'subscription.suspended' } });
    expect((await reseller.subscriptions.reactivate(id)).status).toBe('active');
    const cancelled = await reseller.subscriptions.preview(id, { status: 'cancelled' });
    expect(cancelled.allowed).toBe(true);
    expect((await cancelled.apply()).status).toBe('ended');
    const late = await reseller.subscriptions.preview(id, { quantity: 12 });
    expect(late).toMatchObject({ allowed: false, rule: { code: 'subscription.not_running' } });
  });

  test('are upgraded to what the platform offers', async () => {
    const { reseller, tenant } = await side(which);
    const { id } = await reseller.subscriptions.buy({ tenant, ...order });
    const targets = await reseller.subscriptions.upgradeTargets(id);
    const to = targets.find((target) => target.name === 'Microsoft 365 Business Standard')?.product ?? '';
    const impossible = await reseller.subscriptions.preview(id, { upgrade: { to: 'CFQ7TTC0H9MP:0001' } });
    expect(impossible).toMatchObject({ allowed: false, rule: { code: 'subscription.no_upgrade' } });
    const upgrade = await reseller.subscriptions.preview(id, { upgrade: { to, quantity: 6 } });
    expect(upgrade).toMatchObject({
      allowed: true,
      sideEffects: [expect.stringContaining('cannot be undone'), expect.anything()],
    });
    expect(upgrade.undoableUntil).toBeUndefined();
    const better = await upgrade.apply();
    expect(better).toMatchObject({ name: 'Microsoft 365 Business Standard', quantity: 6, status: 'active' });
    expect((await reseller.subscriptions.get(id)).quantity).toBe(4);
  });

  test('bad input is refused before anything is sent, and what cannot be done says why', async () => {
    const { reseller, tenant } = await side(which);
    const bad = { tenant, product: basic, quantity: 0, term: 'P2Y', billingCycle: 'weekly', alignTo: 'soon' };
    const refused = await reseller.subscriptions.buy(bad as never).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(ValidationError);
    expect((refused as ValidationError).issues.map(({ path }) => path.join('.')).sort()).toEqual([
      'alignTo',
      'billingCycle',
      'quantity',
      'term',
    ]);
    expect(reseller.supports('subscriptions.renewNow')).toMatchObject({ supported: false });
    await expect(reseller.subscriptions.renewNow('1')).rejects.toMatchObject({
      name: 'UnsupportedOperationError',
    });
  });
});

test('what is bought and changed through ICP is the provider’s subscription, with the reseller on record', async () => {
  const there = await side('icp');
  const here = await side('partner-center');
  const bought = await there.reseller.subscriptions.buy({
    tenant: there.tenant,
    product: basic,
    quantity: 5,
    term: 'P1Y',
    billingCycle: 'monthly',
  });
  const id = `${here.tenant}/${bought.microsoftSubscriptionId}`;
  const { client } = here.reseller.platform as ReturnType<typeof partnerCenter>;
  expect(await here.reseller.subscriptions.get(id)).toMatchObject({ quantity: 5, product: basic });
  expect(await client.subscriptions.get(here.tenant, bought.microsoftSubscriptionId ?? '')).toMatchObject({
    partnerId: '6395965',
  });
  await here.reseller.subscriptions.setQuantity(id, 7);
  expect((await there.reseller.subscriptions.get(bought.id)).quantity).toBe(7);
  const audit = await (there.reseller.platform as ReturnType<typeof icp>).client.reports.execute(
    'Audit Log Object Company',
    {
      targetCompany: Number(platform.world.store.of(subscriptions).get(Number(bought.id))?.companyId),
      startDate: '2026-11-20',
    },
  );
  expect(JSON.stringify(audit.Rows)).toContain('Quantity 5 to 7');
});

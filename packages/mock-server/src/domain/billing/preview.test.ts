import { beforeEach, describe, expect, test } from 'vitest';
import { customer, laySmallWorld } from '../../../../../test/small-world.ts';
import { resellerId } from '../../seeds/foundation.ts';
import { seedNamed } from '../../seeds/index.ts';
import { World } from '../../world.ts';
import type { Actor } from '../actor.ts';
import { terminateSubscription, updateSubscription } from '../subscriptions/change.ts';
import { orderSubscription } from '../subscriptions/order.ts';
import { configureRenewal } from '../subscriptions/renew.ts';
import { ledger } from './ledger-line.ts';
import { previewInvoices, previewMadeAt } from './preview.ts';

const acronis = '1500010_AcronisCyberProtect_20001';
let actor: Actor;
let world: World;

// Bought on Tuesday 3 November; the preview of Friday 6 November foresees what follows until the end of the month.
beforeEach(() => {
  world = new World({
    start: '2026-10-20T09:00:00Z',
    seed: (empty) => {
      actor = laySmallWorld(empty);
    },
  });
});

const at = (instant: string) => world.scheduler.advanceTo(Date.parse(instant));
const lines = () => previewInvoices(world, actor, {}).flatMap((invoice) => invoice.lines);
function buy(quantity: number): number {
  const { id } = orderSubscription(world, actor, {
    parentId: customer,
    productName: acronis,
    fields: { Quantity: quantity, AdministratorEmail: 'a@uno.example', DataCentre: 'br-south' },
  });
  world.scheduler.advanceTo(world.clock.now() + 10_000);
  return id;
}

describe('the preview of the open month', () => {
  test('is made on Friday mornings, or at the start of the month', () => {
    expect(previewMadeAt(Date.parse('2026-11-11T12:00:00Z'))).toBe(Date.parse('2026-11-06T06:00:00Z'));
    expect(previewMadeAt(Date.parse('2026-11-06T05:59:59Z'))).toBe(Date.parse('2026-11-01T00:00:00Z'));
  });

  test('foresees a renewal before the end of the month, with the values stored for it, and agrees with what then happens', () => {
    const id = buy(10);
    configureRenewal(world, actor, id, { Quantity: 4 });
    at('2026-11-10T12:00:00Z');
    const [expected] = lines();
    expect(expected).toMatchObject({ reason: 'renewal', quantity: 4, month: '2026-11', id: 0 });
    at('2026-11-21T00:00:00Z');
    const posted = world.store.of(ledger).find('subscription', id).at(-1);
    expect(posted).toMatchObject({
      reason: 'renewal',
      quantity: 4,
      cost: expected?.cost,
      sale: expected?.sale,
    });
    expect(lines().map((line) => [line.quantity, line.sale])).toEqual([[4, posted?.sale]]);
  });

  test('says what Friday knew: what ended since is still in it, what ends by itself is not', () => {
    const stays = buy(3);
    const ends = buy(5);
    updateSubscription(world, actor, ends, { fields: {}, endOfTermAction: 'Terminate' });
    at('2026-11-10T12:00:00Z');
    expect(lines().map((line) => line.subscriptionId)).toEqual([stays]);
    terminateSubscription(world, actor, stays, undefined);
    expect(lines().map((line) => line.subscriptionId)).toEqual([stays]);
    at('2026-11-13T07:00:00Z');
    expect(lines()).toEqual([]);
  });

  test('of the demo seed has lines for each customer that is billed by the month', () => {
    const demo = new World({ seed: seedNamed('demo-latam') });
    const invoices = previewInvoices(demo, { ...actor, companyId: resellerId }, {});
    expect(invoices.length).toBeGreaterThan(6);
    for (const invoice of invoices) expect(invoice.lines.length).toBeGreaterThan(0);
  });
});

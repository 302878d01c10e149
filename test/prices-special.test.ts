import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { subscriptions } from '../packages/mock-server/src/domain/subscriptions/subscription.ts';
import type { Platform } from '../packages/mock-server/src/index.ts';
import { ValidationError } from '../packages/sdk/src/index.ts';
import { amount, basic, company, onIcp, openWorld, refusalOf } from './prices-world.ts';

const annual = { ...basic, billingCycle: 'annual' } as const;

let platform: Platform;
let customer: number;
beforeEach(async () => {
  platform = await openWorld();
  customer = company('RIMAC');
});
afterEach(() => platform.close());

function deals() {
  return onIcp().platform.client.specialDeals.get(customer);
}

describe('a special price', () => {
  test('is set, read, changed in place, and ended', async () => {
    const { special } = onIcp().prices;
    const set = await special.set({ ...basic, customer, discount: '8', until: '2027-06', comment: 'Volume' });
    expect(set).toEqual({
      id: expect.any(String),
      platform: 'icp',
      customer: String(customer),
      ...basic,
      name: 'Microsoft 365 Business Basic',
      discount: '8',
      base: amount('21.90'),
      sale: amount('20.15'),
      until: '2027-06',
      inForce: true,
      comment: 'Volume',
      author: 'api@abbiebox.example',
      createdAt: expect.stringMatching(/^2026-11-20/),
    });
    expect(await special.list(customer)).toEqual([set]);
    expect(await special.get({ ...basic, customer })).toEqual(set);
    const changed = await special.set({ ...basic, customer, price: '20', comment: 'Fixed' });
    expect(changed).toMatchObject({
      id: set.id,
      price: amount('20.00'),
      sale: amount('20.00'),
      comment: 'Fixed',
    });
    expect(changed.until).toBeUndefined();
    expect(await special.list(customer)).toHaveLength(1);
    await special.end({ ...basic, customer });
    expect(await special.get({ ...basic, customer })).toBeUndefined();
    await special.end({ ...basic, customer });
    expect(await deals()).toEqual([]);
  });

  test('that is as wished already is not sent again', async () => {
    const { special } = onIcp().prices;
    const wish = { ...basic, customer, discount: '8', comment: 'Volume' };
    const first = await special.set(wish);
    expect(await special.set(wish)).toEqual(first);
    expect(platform.journal.find({ operationId: 'SetSpecialDeal' })).toHaveLength(1);
  });

  test('whose answer got lost is found, not set twice', async () => {
    platform.faults.add({
      match: { operationId: 'SetSpecialDeal', times: 1 },
      effect: { kind: 'commit-then-fail', failure: 'reset' },
    });
    await onIcp().prices.special.set({ ...basic, customer, discount: '8', comment: 'Volume' });
    expect(await deals()).toHaveLength(1);
  });

  test('leaves the other products of a deal as they are', async () => {
    const { special } = onIcp().prices;
    const { client } = onIcp().platform;
    await client.specialDeals.set(customer, {
      ChargeStreamId: 0,
      Comments: 'Both',
      ValidUntil: '03-2027',
      IsCustomCharge: false,
      DiscountItems: [
        { PriceableItemId: 3001, Discount: 5 },
        { PriceableItemId: 3002, Discount: 6 },
      ],
    });
    const own = await special.set({ ...basic, customer, price: '20', comment: 'Own' });
    const other = await special.get({ ...annual, customer });
    expect(other).toMatchObject({ discount: '6', comment: 'Both', until: '2027-03' });
    expect(other?.id).not.toBe(own.id);
    expect(await special.list(customer)).toHaveLength(2);
    await special.end({ ...annual, customer });
    expect(await special.list(customer)).toEqual([own]);
  });

  test('of a product that is not sold any more is listed by what is priced, and can be ended', async () => {
    const { special } = onIcp().prices;
    await onIcp().platform.client.specialDeals.set(customer, {
      ChargeStreamId: 0,
      DiscountItems: [{ PriceableItemId: 20_000, Discount: 5 }],
    });
    const [gone] = await special.list(customer);
    expect(gone).toMatchObject({ product: '20000', name: 'Item 20000' });
    await special.end({ ...basic, customer, product: '20000' });
    expect(await special.list(customer)).toEqual([]);
  });

  test('that is no price, over before it begins, or for nothing sold is refused before it is sent', async () => {
    const { special } = onIcp().prices;
    const paths = async (input: object) => {
      const refused = await refusalOf(special.set(input as never));
      expect(refused).toBeInstanceOf(ValidationError);
      return (refused as ValidationError).issues.map(({ path }) => path.join('.'));
    };
    const wish = { ...basic, customer, comment: '' };
    expect(await paths({ ...wish, price: '-5' })).toEqual(['price']);
    expect(await paths({ ...wish, discount: '101' })).toEqual(['discount']);
    expect(await paths({ ...wish, discount: '5', price: '5' })).toEqual(['']);
    expect(await paths({ ...wish, discount: '5', until: '2026-10' })).toEqual(['until']);
    expect(await paths({ ...wish, discount: '5', until: '06-2027' })).toEqual(['until']);
    const unknown = { ...wish, product: 'CFQ7TTC0XXXX:0001', discount: '5' };
    expect(await refusalOf(special.set(unknown))).toMatchObject({ code: 'icp.service_not_sold' });
    expect(platform.journal.find({ operationId: 'SetSpecialDeal' })).toHaveLength(0);
  });
});

describe('whether a special price does what was agreed', () => {
  const validate = (expected: string) => onIcp().prices.special.validate({ ...basic, customer, expected });
  const kinds = async (expected: string) => (await validate(expected)).findings.map(({ kind }) => kind);

  test('is told without one, with one, and when it ends', async () => {
    const { special } = onIcp().prices;
    expect(await validate('21.90')).toMatchObject({
      effective: amount('21.90'),
      expected: amount('21.90'),
      isAsExpected: true,
      lastInvoice: { month: '2026-10', isApplied: true, lines: [{ price: amount('21.90') }] },
      findings: [{ kind: 'no-special-price' }],
    });
    await special.set({ ...basic, customer, price: '19.00', until: '2026-12', comment: 'Launch' });
    const report = await validate('19.50');
    expect(report).toMatchObject({ effective: amount('19.00'), isAsExpected: false, until: '2026-12' });
    expect(report.findings.map(({ kind }) => kind)).toEqual([
      'ends-soon',
      'not-as-expected',
      'below-purchase',
      'set-after-invoice',
    ]);
    expect(report.findings.every(({ remedy }) => remedy.length > 10)).toBe(true);
    platform.advance('P45D');
    expect(await kinds('21.90')).toEqual(['ended']);
  });

  test('is seen on the invoice: running terms keep their price until they renew', async () => {
    const { prices, subscriptions: licences } = onIcp();
    await prices.special.set({ ...basic, customer, price: '20.00', comment: 'Agreed' });
    platform.advance('P1M');
    expect(await kinds('20.00')).toEqual(['not-applied']);
    const [tenant] = [...platform.world.store.of(subscriptions).all()].filter(
      (each) => each.kind === 'tenant' && each.companyId === customer,
    );
    const held = [...platform.world.store.of(subscriptions).all()].find(
      (each) => each.companyId === customer && each.priceableItemId === 3001,
    );
    await licences.buy({ ...basic, tenant: tenant?.id ?? 0, quantity: 3 });
    platform.advance('P1M');
    const report = await validate('20.00');
    expect(report.lastInvoice).toMatchObject({ month: '2026-12', isApplied: false });
    expect(report.findings[0]?.message).toContain(`21.90 (subscription ${held?.id})`);
  });

  test('is unsure with several deals, and where nothing was billed', async () => {
    const { client } = onIcp().platform;
    const question = { ...basic, term: 'P1M', customer, expected: '24.30' } as const;
    const set = (Discount: number) =>
      client.specialDeals.set(customer, {
        ChargeStreamId: 0,
        DiscountItems: [{ PriceableItemId: 3000, Discount }],
      });
    await set(5);
    platform.advance('P1D');
    await set(10);
    const report = await onIcp().prices.special.validate(question);
    expect(report).toMatchObject({ effective: amount('24.30'), isAsExpected: true });
    expect(report.findings.map(({ kind }) => kind)).toEqual(['several', 'not-billed']);
  });
});

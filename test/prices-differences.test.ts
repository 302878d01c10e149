import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Platform } from '../packages/mock-server/src/index.ts';
import { UnsupportedOperationError, ValidationError } from '../packages/sdk/src/index.ts';
import {
  amount,
  basic,
  collected,
  company,
  onIcp,
  onPartnerCenter,
  openWorld,
  refusalOf,
} from './prices-world.ts';

let platform: Platform;
beforeEach(async () => {
  platform = await openWorld();
});
afterEach(() => platform.close());

describe('what differs', () => {
  test('between two lists', async () => {
    const { lists } = onIcp().prices;
    const list = await lists.create('Small', { products: [basic.product] });
    const found = await collected(lists.diff(list.id, { list: 102 }));
    expect(found.find(({ kind }) => kind === 'changed')).toMatchObject({
      ...basic,
      before: { sale: amount('22.50') },
      after: { sale: amount('21.90') },
      percent: { purchase: '0.00', sale: '-2.67' },
    });
    expect(new Set(found.map(({ kind }) => kind))).toEqual(new Set(['changed', 'new']));
    const other = await collected(lists.diff(102, { list: list.id }));
    expect(other.filter(({ kind }) => kind === 'gone')).toHaveLength(found.length - 1);
  });

  test('between what is set and what was sold', async () => {
    const { prices } = onIcp();
    const inPen = async () =>
      (await collected(prices.lists.diff(102, { sold: '2026-10' }))).filter(
        ({ sold }) => sold?.because !== 'other-currency',
      );
    expect(await inPen()).toEqual([]);
    await prices.lists.set(102, { prices: [{ ...basic, price: '25.00' }] });
    expect(await inPen()).toMatchObject([
      {
        kind: 'sold-otherwise',
        ...basic,
        before: { sale: amount('25.00') },
        after: { sale: amount('21.90') },
        percent: { sale: '-12.40' },
        sold: { customerName: 'TEXTILES RIMAC S.A.', because: 'former-price' },
      },
    ]);
    const customer = company('RIMAC');
    await prices.special.set({ ...basic, customer, price: '21.90', comment: 'As it was' });
    expect((await inPen())[0]?.sold?.because).toBe('special-deal');
    const open = await refusalOf(collected(prices.lists.diff(102, { sold: '2026-11' })));
    expect(open.message).toContain('not closed');
  });

  test('between two months of a market, new and gone with the direction', async () => {
    const { lists } = onPartnerCenter().prices;
    const found = await collected(lists.diff('pe', { from: '2026-03', to: '2026-11' }));
    expect(found.filter(({ kind }) => kind === 'new').map(({ product }) => product)).toEqual([
      'CFQ7TTC0H6RP:0001',
      'CFQ7TTC0H6RP:0001',
      'CFQ7TTC0H6RP:0001',
    ]);
    expect(
      found.find(
        ({ kind, term, billingCycle }) => `${kind} ${term} ${billingCycle}` === 'changed P1Y monthly',
      ),
    ).toMatchObject({
      product: 'CFQ7TTC0LGMG:0001',
      before: { purchase: amount('10.80', 'USD'), list: amount('13.50', 'USD') },
      after: { purchase: amount('12.00', 'USD'), list: amount('15.00', 'USD') },
      percent: { purchase: '11.11', list: '11.11' },
    });
    const back = await collected(lists.diff('PE', { from: '2026-11', to: '2026-03' }));
    expect(back.filter(({ kind }) => kind === 'gone')).toHaveLength(3);
    expect(back).toHaveLength(found.length);
    expect(await collected(lists.diff('PE', { from: '2026-11', to: '2026-12' }))).toEqual([]);
    platform.advance('P15D');
    const coming = await collected(lists.diff('PE', { from: '2026-12', to: '2027-01' }));
    expect(new Set(coming.map(({ product }) => product))).toEqual(new Set(['CFQ7TTC0LH2H:0001']));
  });

  test('is not told where a platform cannot', async () => {
    const onMonths = collected(onIcp().prices.lists.diff('PE', { from: '2026-10', to: '2026-11' }));
    expect(await refusalOf(onMonths)).toBeInstanceOf(UnsupportedOperationError);
    const ofList = collected(onIcp().prices.lists.diff(101, { from: '2026-10', to: '2026-11' }));
    expect((await refusalOf(ofList)).message).toContain("compare with 'former'");
    const { lists } = onPartnerCenter().prices;
    const nowhere = await refusalOf(collected(lists.diff('Peru', { from: '2026-10', to: '2026-11' })));
    expect(nowhere.message).toBe(
      'id: "Peru" is no country: price sheets are of markets. Write its two letters: PE.',
    );
    const later = await refusalOf(collected(lists.diff('PE', { from: '2026-10', to: '2027-05' })));
    expect(later).toBeInstanceOf(ValidationError);
    expect(await refusalOf(collected(lists.diff('PE', { from: 'x', to: '2026-11' })))).toBeInstanceOf(
      ValidationError,
    );
  });
});

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Platform } from '../packages/mock-server/src/index.ts';
import { ConflictError, type PriceChange, ValidationError } from '../packages/sdk/src/index.ts';
import { amount, basic, collected, company, onIcp, openWorld, refusalOf } from './prices-world.ts';

const premium = 'CFQ7TTC0LCHC:0002';
const header = 'product,term,billingCycle,price';

let platform: Platform;
beforeEach(async () => {
  platform = await openWorld();
});
afterEach(() => platform.close());

function updates() {
  return platform.journal.find({ operationId: 'UpdateMarketplaceServiceCharges', limit: 1_000 });
}

async function itemOf(id: string | number, product: string = basic.product, cycle = 'monthly') {
  const items = await onIcp().prices.lists.prices(id);
  const found = items.find(
    (each) => each.product === product && each.term === 'P1Y' && each.billingCycle === cycle,
  );
  if (found === undefined) throw new Error(`${product} is not in list ${id}.`);
  return found;
}

describe('a price list', () => {
  test('is created with products, priced by a rule, and allocated to customers whose other data stay', async () => {
    const { prices, platform: side } = onIcp();
    const list = await prices.lists.create('Retail 2027', { products: [basic.product, premium] });
    expect(list).toMatchObject({ platform: 'icp', products: 2, customers: 0, priority: 3 });
    const set = await prices.lists.set(list.id, { rule: { margin: '20', round: { ending: '0.99' } } });
    expect(set).toHaveLength(6);
    expect(set.every(({ sale }) => sale.amount.endsWith('.99'))).toBe(true);
    const customer = company('RIMAC');
    const [before] = await side.client.companies.get(customer);
    expect(await prices.lists.allocate(list.id, [customer, 435_348])).toEqual([
      { customer: String(customer), name: 'TEXTILES RIMAC S.A.', lists: ['102', list.id], outrankedBy: [] },
      { customer: '435348', name: 'ECOSITIO MARKET', lists: ['101', list.id], outrankedBy: [] },
    ]);
    const [after] = await side.client.companies.get(customer);
    expect(after).toEqual({ ...before, Marketplaces: [102, Number(list.id)] });
    expect(await prices.get({ ...basic, customer })).toMatchObject({
      sale: amount('23.99'),
      reason: { id: list.id },
    });
    expect((await prices.lists.list()).find(({ id }) => id === list.id)).toMatchObject({ customers: 2 });
    expect((await prices.lists.allocate(list.id, [customer]))[0]?.lists).toEqual(['102', list.id]);
  });

  test('of a name that there is, or of unknown products, is not created', async () => {
    const { lists } = onIcp().prices;
    const exists = await refusalOf(lists.create('ABBIE BOX - Regional'));
    expect(exists).toBeInstanceOf(ConflictError);
    const unknown = await refusalOf(lists.create('New', { products: [basic.product, 'CFQ7TTC0XXXX:0001'] }));
    expect(unknown).toBeInstanceOf(ValidationError);
    expect(unknown.message).toContain('CFQ7TTC0XXXX:0001');
    expect((await lists.list()).map(({ name }) => name)).not.toContain('New');
  });

  test('that is created without an answer is found, not created again', async () => {
    platform.faults.add({
      match: { operationId: 'CreateMarketplace', times: 1 },
      effect: { kind: 'commit-then-fail', failure: 'reset' },
    });
    const { lists } = onIcp().prices;
    const list = await lists.create('Retail 2027', { products: [basic.product] });
    expect((await lists.list()).filter(({ name }) => name === 'Retail 2027')).toEqual([list]);
  });

  test('is allocated to no one when one of them is no customer', async () => {
    const { lists } = onIcp().prices;
    expect(await refusalOf(lists.allocate(101, [company('RIMAC'), 281_001]))).toBeInstanceOf(ValidationError);
    expect(await refusalOf(lists.allocate(999, [company('RIMAC')]))).toMatchObject({
      code: 'icp.no_price_list',
    });
    expect(platform.journal.find({ operationId: 'UpdateCompany' })).toHaveLength(0);
  });
});

describe('prices of a list', () => {
  test('are previewed with before, after, margin and warnings; nothing is sent before apply', async () => {
    const { lists } = onIcp().prices;
    const preview = await lists.preview(102, {
      prices: [
        { ...basic, price: '25.00' },
        { ...basic, billingCycle: 'annual', price: '200' },
        { product: premium, term: 'P1Y', billingCycle: 'monthly', price: null },
      ],
    });
    expect(preview).toMatchObject({ list: '102', unchanged: 1 });
    expect(preview.changes[0]).toMatchObject({
      before: amount('21.90'),
      after: amount('25.00'),
      margin: { before: '12.65', after: '23.48' },
    });
    expect(preview.warnings).toMatchObject([
      { kind: 'below-purchase', message: expect.stringContaining('at 200.00 and costs 229.50 PEN') },
    ]);
    expect(updates()).toHaveLength(0);
    const steps: string[] = [];
    const set = await preview.apply({ onProgress: ({ message }) => steps.push(message) });
    expect(set.map(({ price }) => price)).toEqual([amount('25.00'), amount('200.00')]);
    expect(steps).toEqual(['2 of 2 prices are set.']);
    expect((await itemOf(102)).former).toEqual(amount('21.90'));
    expect(await collected(lists.diff(102, 'former'))).toMatchObject([
      { kind: 'changed', before: { sale: amount('21.90') }, after: { sale: amount('25.00') } },
    ]);
  });

  test('go back to the suggested one', async () => {
    const { lists } = onIcp().prices;
    const [item] = await lists.set(102, { prices: [{ ...basic, price: null }] });
    expect(item).toMatchObject({ sale: amount('22.50') });
    expect(item?.price).toBeUndefined();
  });

  test('are not set when the list has changed since the preview', async () => {
    const { lists } = onIcp().prices;
    const preview = await lists.preview(102, { prices: [{ ...basic, price: '25.00' }] });
    await lists.set(102, { prices: [{ ...basic, price: '24.00' }] });
    const refused = await refusalOf(preview.apply());
    expect(refused).toBeInstanceOf(ConflictError);
    expect(refused).toMatchObject({ code: 'price_list.changed', solution: 'Preview it again.' });
    expect((await itemOf(102)).price).toEqual(amount('24.00'));
  });

  test('that are sent without an answer are set once: the former price survives', async () => {
    platform.faults.add({
      match: { operationId: 'UpdateMarketplaceServiceCharges', times: 1 },
      effect: { kind: 'commit-then-fail', failure: 'reset' },
    });
    await onIcp().prices.lists.set(102, { prices: [{ ...basic, price: '25.00' }] });
    expect(await itemOf(102)).toMatchObject({ price: amount('25.00'), former: amount('21.90') });
    expect(updates()).toHaveLength(1);
  });

  test('that are many are sent some at a time', async () => {
    const { platform: side, prices } = onIcp();
    const { changes } = await prices.lists.preview(102, { rule: { markup: '20' } });
    const many = Array.from({ length: 5 }, () => changes)
      .flat()
      .slice(0, 250);
    const { lists } = await side.prices();
    const steps: string[] = [];
    await lists.write('102', many, { onProgress: ({ message }) => steps.push(message) });
    expect(steps).toEqual(['200 of 250 prices are set.', '250 of 250 prices are set.']);
    expect(updates()).toHaveLength(2);
  });

  test('come from a CSV, however it is cut and whatever else it has', async () => {
    const { lists } = onIcp().prices;
    const csv = `\uFEFFNote,Product,Term,Billing Cycle,Price,Currency\r\n\r\n"a, ""b""\nc",${basic.product},P1Y,monthly,21.50,PEN\r\n,${premium},P1Y,annual,880,pen`;
    async function* pieces() {
      const bytes = new TextEncoder().encode(csv);
      for (let at = 0; at < bytes.length; at += 7) yield bytes.slice(at, at + 7);
    }
    const fromText = await lists.preview(102, { csv });
    const fromPieces = await lists.preview(102, { csv: pieces() });
    expect(fromPieces.changes).toEqual(fromText.changes);
    expect(fromText.changes.map(({ after }) => after)).toEqual([amount('21.50'), amount('880.00')]);
  });

  test('of a CSV are all refused when one line is bad, with line, column, rule and remedy', async () => {
    const { lists } = onIcp().prices;
    const csv = [
      header,
      `${basic.product},P1Y,monthly,21.50`,
      '',
      `${basic.product},P1Y,monthly,22.50`,
      `${premium},P1Y,monthly,-1`,
      `${premium},P1Y,annual,21,50`,
      'CFQ7TTC0XXXX:0001,P1Y,monthly,10',
      `${premium},P3Y,monthly,10`,
      ',P1Y,monthly,10',
    ].join('\n');
    const bad = (await refusalOf(lists.set(102, { csv }))) as ValidationError;
    expect(bad.issues.map(({ code, path }) => [code, ...path])).toEqual([
      ['price.amount', 'csv', 5, 'price'],
      ['price.csv.values', 'csv', 6, 'price'],
      ['price.csv.product', 'csv', 9, 'product'],
    ]);
    expect(bad.message).toContain('Line 5, column price: "-1" is no price. Write digits and a point');
    const readable = csv
      .split('\n')
      .filter((_, index) => ![4, 5, 8].includes(index))
      .join('\n');
    const unfit = (await refusalOf(lists.set(102, { csv: readable }))) as ValidationError;
    expect(unfit.issues.map(({ code, path }) => [code, ...path])).toEqual([
      ['price.twice', 'csv', 4, 'product'],
      ['price.product', 'csv', 5, 'product'],
      ['price.plan', 'csv', 6, 'term'],
    ]);
    expect(unfit.message).toContain('It is sold as: P1M monthly, P1Y monthly, P1Y annual.');
    expect(updates()).toHaveLength(0);
  });

  test.each([
    [
      'product;term;billingCycle;price\nx;P1Y;monthly;1,50',
      'price.csv.columns',
      /commas between the columns/,
    ],
    ['', 'price.csv.columns', /first line names the columns/],
    [header, 'price.csv.empty', /no prices/],
    [`${header}\n"${basic.product},P1Y,monthly,1`, 'price.csv.quotes', /Line 2.*Close every quote/],
    [`${header},currency\n${basic.product},P1Y,monthly,1,USD`, 'price.currency', /list is in PEN, not USD/],
  ])('%j is no list of prices', async (csv, code, message) => {
    const refused = (await refusalOf(onIcp().prices.lists.set(102, { csv }))) as ValidationError;
    expect(refused.issues.map((issue) => issue.code)).toEqual([code]);
    expect(refused.message).toMatch(message);
  });

  test.each<[PriceChange, string]>([
    [{ prices: [{ ...basic, price: '-1' }] }, 'prices.0.price'],
    [{ prices: [] }, 'prices'],
    [{ rule: { margin: '100' } }, 'rule.margin'],
    [{ rule: { markup: '-5' } }, 'rule.markup'],
    [{ rule: { discountOffList: '101' } }, 'rule.discountOffList'],
    [{ rule: { margin: '10', markup: '10' } as never }, 'rule'],
    [{ rule: { margin: '10', round: { to: '0' } } }, 'rule.round.to'],
    [{ rule: { margin: '10', round: { to: '0.001' } } }, 'rule.round'],
    [{ rule: { margin: '10', products: ['CFQ7TTC0XXXX:0001'] } }, 'rule.products'],
  ])('%j is refused before anything is sent', async (change, path) => {
    const refused = (await refusalOf(onIcp().prices.lists.set(102, change))) as ValidationError;
    expect(refused).toBeInstanceOf(ValidationError);
    expect(refused.issues.map((issue) => issue.path.join('.'))).toEqual([path]);
    expect(updates()).toHaveLength(0);
  });

  test('follow a rule; what costs nothing stays as it is', async () => {
    const { lists } = onIcp().prices;
    const preview = await lists.preview(102, { rule: { markup: '20', round: { to: '0.05' } } });
    expect(preview.changes.find(({ item }) => item.id === '3001')?.after).toEqual(amount('23.00'));
    expect(preview.warnings).toMatchObject([{ kind: 'not-priced', item: { product: expect.any(String) } }]);
    const some = await lists.preview(102, { rule: { discountOffList: '5', products: [basic.product] } });
    expect(some.changes.map(({ after }) => after.amount)).toEqual(['25.65', '21.38', '256.50']);
    await preview.apply();
    expect((await lists.preview(102, { rule: { markup: '20', round: { to: '0.05' } } })).changes).toEqual([]);
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  activated,
  administrator,
  as,
  codeOf,
  contact,
  foreignAdministrator,
  minute,
  panelWorld,
  pass,
  signedUp,
} from '../../../../../test/panel-domain.ts';
import { workload } from '../../../../../test/panels-world.ts';
import { dateOf } from '../../kernel/calendar.ts';
import { setAccountStatus } from '../accounts/change-account.ts';
import { systemActor } from '../actor.ts';
import { ledger } from '../billing/ledger-line.ts';
import { placeSalesOrder } from '../sales-orders/place-sales-order.ts';
import { subscriptions } from '../subscriptions/subscription.ts';
import { amountFor, documentsOf } from './account-documents.ts';
import { balanceOf, documentNamed, documentsFor, ownCompany } from './balance.ts';
import { orderForOneself } from './panel-orders.ts';

const day = 24 * 60 * minute;
const productId = '608010';
/** A licence, since money is given back for those alone. */
const licenceId = '603001';

function sold() {
  const world = panelWorld();
  const { account } = signedUp(world);
  const { companyId } = activated(world, contact.email);
  const customer = () => as(world, contact.email);
  const reseller = () => as(world, administrator);
  return { world, company: account.company, companyId, customer, reseller };
}

describe('documents of accounts', () => {
  test('the first is of the day after the first purchase, the next of the first of the month, one for all', () => {
    const { world, company, customer } = sold();
    expect(documentsOf(world, company)).toEqual([]);
    orderForOneself(world, customer(), { productId, quantity: 3, parameters: workload });
    pass(world, day);
    pass(world, 2 * day);
    orderForOneself(world, customer(), { productId, quantity: 2, parameters: workload });
    pass(world, 40 * day);
    const invoices = documentsOf(world, company).filter(({ type }) => type === 'invoice');
    expect(invoices.map(({ date }) => dateOf(date)).reverse()).toEqual([
      '2026-11-21',
      '2026-12-01',
      '2027-01-01',
    ]);
    expect(new Set(invoices.map(({ id }) => id)).size).toBe(3);
  });

  test('what is sold and taken back adds up with the ledger, and what was sent never changes', {
    timeout: 60_000,
  }, () => {
    const step = fc.record({
      days: fc.integer({ min: 0, max: 25 }),
      quantity: fc.integer({ min: 1, max: 40 }),
      cancels: fc.boolean(),
    });
    const seen = new Set<string>();
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 6 }), (steps) => {
        const { world, company, companyId, customer, reseller } = sold();
        let before: ReturnType<typeof documentsOf> = [];
        for (const { days, quantity, cancels } of steps) {
          const isFirst = world.store.of(subscriptions).count('company', companyId) === 0;
          const parameters = isFirst ? { domain: 'puertoverde' } : {};
          orderForOneself(world, customer(), { productId: licenceId, quantity, parameters });
          pass(world, 10 * minute);
          const newest = world.store
            .of(subscriptions)
            .find('company', companyId)
            .findLast(({ parentId, state }) => parentId === companyId && state === 'active');
          if (cancels && newest !== undefined) {
            const wanted = { type: 'cancellation', customerId: String(companyId), isMove: false, lines: [] };
            placeSalesOrder(world, customer(), { ...wanted, subscriptionId: String(newest.id) });
          }
          pass(world, days * day + minute);
          const documents = documentsOf(world, company);
          for (const { paidAt: _, ...each } of before)
            expect(documents.find(({ id }) => id === each.id)).toMatchObject(each);
          before = documents;
          for (const { type } of documents) seen.add(type);
          for (const [whose, actor] of [
            [company, customer()],
            [ownCompany(world, reseller()), reseller()],
          ] as const) {
            const all = [...world.store.of(ledger).all()].filter((line) => line.companyId === companyId);
            const charged = all.reduce((sum, line) => sum + amountFor(whose, line), 0);
            const paid = documentsFor(world, actor, whose, { type: 'payment' }).reduce(
              (sum, each) => sum + each.amount,
              0,
            );
            const { billed, notBilledYet } = balanceOf(world, actor, whose);
            expect(billed + notBilledYet + paid).toBe(charged);
          }
        }
      }),
      { numRuns: 40 },
    );
    expect([...seen].sort()).toEqual(['credit', 'invoice', 'payment']);
  });

  test('are told to the account, and to the reseller that sold it; not to others', () => {
    const { world, customer, reseller } = sold();
    orderForOneself(world, customer(), { productId, quantity: 3, parameters: workload });
    pass(world, 2 * day);
    const [own] = documentsFor(world, customer(), ownCompany(world, customer()));
    const [cost] = documentsFor(world, reseller(), ownCompany(world, reseller()));
    if (own === undefined || cost === undefined) throw new Error('Nothing was billed.');
    expect(documentNamed(world, reseller(), own.id)).toEqual(own);
    expect(own.amount).toBeGreaterThan(cost.amount);
    const code = (who: () => ReturnType<typeof reseller>, id: string) =>
      codeOf(() => documentNamed(world, who(), id));
    expect(code(customer, cost.id)).toBe('document.not_found');
    expect(code(() => as(world, foreignAdministrator), own.id)).toBe('document.not_found');
    for (const id of [
      '',
      'INV-1-20261121',
      own.id.replace('INV', 'CRE'),
      `${own.id}-EUR`,
      own.id.toLowerCase(),
    ])
      expect(code(customer, id), id).toBe('document.not_found');
  });

  test('on credit hold the account can order nothing', () => {
    const { world, company, customer } = sold();
    setAccountStatus(world, systemActor, company.id, 'creditHold');
    expect(balanceOf(world, customer(), company)).toMatchObject({ status: 'creditHold', canOrder: false });
    expect(
      codeOf(() => orderForOneself(world, customer(), { productId, quantity: 1, parameters: workload })),
    ).toBe('account.on_hold');
  });
});

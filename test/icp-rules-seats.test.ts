import { beforeEach, describe, expect, test } from 'vitest';
import {
  basic,
  customer,
  icp,
  licence,
  platform,
  quantityOf,
  refused,
  renewWorld,
  setQuantity,
  yearly,
} from './icp-rules-world.ts';

beforeEach(renewWorld);

describe('seats of the New Commerce Experience', () => {
  test('go up at any time, and down within seven days of buying them, to the millisecond', async () => {
    const id = await licence(10);
    const { windowEndsAt } = (
      platform.world.store.content().subscriptions as unknown as {
        id: number;
        batches: { windowEndsAt: number }[];
      }[]
    ).find((each) => each.id === id)?.batches[0] ?? { windowEndsAt: 0 };
    platform.advance({ to: new Date(windowEndsAt - 1).toISOString() });
    await setQuantity(id, 9);
    platform.advance({ to: new Date(windowEndsAt).toISOString() });
    expect(await refused(setQuantity(id, 8))).toContain('ConfigureSubscriptionRenew');
    await setQuantity(id, 15);
    await setQuantity(id, 12);
    expect(await refused(setQuantity(id, 8))).toContain('9 at most');
    expect(await quantityOf(id)).toBe(12);
    expect(await refused(icp.subscriptions.terminate(id))).toContain('AdvancePeriodEndAction');
  });

  test('a cancellation on the day it was bought costs nothing; a change forgets the renewal values', async () => {
    const id = await licence(10);
    await icp.renewals.configure(id, { Quantity: 4 });
    await setQuantity(id, 11);
    expect((await icp.subscriptions.get(id)).HasRenewActionValuesConfigured).toBe(false);
    await icp.subscriptions.terminate(id);
    const lines = (
      platform.world.store.content().ledger as unknown as { subscriptionId: number; sale: number }[]
    ).filter((line) => line.subscriptionId === id);
    expect(lines.length).toBe(3);
    expect(lines.reduce((sum, line) => sum + line.sale, 0)).toBe(0);
  });

  test('Terminate ends it with its term, Renew begins another with a window of its own', async () => {
    const ends = await licence(3);
    const renews = (
      await icp.subscriptions.create({
        ParentAccountId: customer,
        ServiceName: basic,
        Fields: { Quantity: 2, BillingType: yearly },
      })
    ).AccountId;
    await icp.subscriptions.update({
      AccountId: ends,
      ServiceName: basic,
      Fields: [],
      AdvancePeriodEndAction: 'Terminate',
    });
    platform.advance('P1Y');
    platform.advance('PT1M');
    expect(await icp.subscriptions.get(ends)).toMatchObject({ AccountState: 'Terminated' });
    expect(await icp.subscriptions.get(renews)).toMatchObject({
      AccountState: 'Active',
      ContractEndDate: expect.stringMatching(/^2028-11-20/),
    });
    await setQuantity(renews, 1);
  });

  test('a licence can end with another one, and a scheduled order begins on its day', async () => {
    const first = await licence(5, { Subscriptionenddatealignment: '2027-03-01' });
    expect((await icp.subscriptions.get(first)).ContractEndDate).toBe('2027-03-01T00:00:00');
    const { AccountId } = await icp.subscriptions.create({
      ParentAccountId: customer,
      ServiceName: basic,
      ScheduledDate: '2026-12-01',
      Fields: { Quantity: 1, BillingType: yearly },
    });
    platform.advance({ to: '2026-11-30T23:59:59Z' });
    expect((await icp.subscriptions.get(AccountId)).Status).toBe('Scheduled');
    platform.advance('PT10S');
    expect((await icp.subscriptions.get(AccountId)).Status).toBe('Active');
    expect(
      await refused(
        icp.subscriptions.create({
          ParentAccountId: customer,
          ServiceName: basic,
          ScheduledDate: '2026-11-01',
          Fields: { Quantity: 1, BillingType: yearly },
        }),
      ),
    ).toContain('ScheduledDate');
  });

  test('a scheduled order whose end date passes before it begins fails with its reason; a withdrawn one waits for no approval', async () => {
    await licence(1);
    const order = (more: object, Fields = {}) =>
      icp.subscriptions.create({
        ParentAccountId: customer,
        ServiceName: basic,
        Fields: { Quantity: 1, BillingType: yearly, ...Fields },
        ...more,
      });
    const { AccountId } = await order(
      { ScheduledDate: '2027-01-15' },
      { Subscriptionenddatealignment: '2026-12-01' },
    );
    await icp.credit.setLimit(customer, 'None', 0);
    const held = await order({});
    expect(await icp.credit.listOrdersForApproval()).toHaveLength(2);
    await icp.subscriptions.terminate(held.AccountId);
    expect(await icp.credit.listOrdersForApproval()).toHaveLength(1);
    await icp.credit.setLimit(customer, 'Open');
    platform.advance({ to: '2027-01-15T00:01:00Z' });
    expect((await icp.subscriptions.get(AccountId)).ErrorDetails).toContain(
      'has passed before the service could begin',
    );
  });

  test('a service of a price list that has subscriptions is hidden, sells no more and keeps its prices', async () => {
    await licence(5);
    expect(await icp.marketplaceServices.delete(101, [basic])).toMatchObject([
      {
        Status: 'Hidden',
        Charges: expect.arrayContaining([expect.objectContaining({ PriceableItemId: 3001 })]),
      },
    ]);
    expect(
      await refused(
        icp.subscriptions.create({
          ParentAccountId: customer,
          ServiceName: basic,
          Fields: { Quantity: 1, BillingType: yearly },
        }),
      ),
    ).toContain('not sold');
  });

  test('a special price counts from the next order, in percent or as it is', async () => {
    await licence(1);
    const priceNow = async () => {
      const { AccountId } = await icp.subscriptions.create({
        ParentAccountId: customer,
        ServiceName: basic,
        Fields: { Quantity: 1, BillingType: yearly },
      });
      return (await icp.subscriptions.get(AccountId)).PriceableItems?.[0]?.SalesPrice;
    };
    const set = (IsCustomCharge: boolean, ValidUntil: string) =>
      icp.specialDeals.set(customer, {
        ChargeStreamId: 0,
        IsCustomCharge,
        ValidUntil,
        DiscountItems: [{ PriceableItemId: 3001, Discount: 10, CustomCharge: 19.99 }],
      });
    expect(await priceNow()).toBe(22.5);
    await set(false, '11-2026');
    expect(await priceNow()).toBe(20.25);
    await set(true, '11-2026');
    expect(await priceNow()).toBe(19.99);
    platform.advance({ to: '2026-12-01' });
    expect(await priceNow()).toBe(22.5);
  });
});

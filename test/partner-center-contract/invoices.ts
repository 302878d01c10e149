import { describe, expect, test } from 'vitest';
import { partners } from '../../packages/mock-server/src/domain/partners/partner.ts';
import {
  basic,
  customerNamed,
  newBuyer,
  partnerCenter,
  platform,
  refusal,
  subscribe,
  yearly,
} from '../partner-center-world.ts';

const { invoices, serviceCosts } = partnerCenter;
const oneTime = { provider: 'onetime', invoiceLineItemType: 'billinglineitems' } as const;

function sum(amounts: readonly (number | string | undefined)[]): string {
  return amounts.reduce<number>((all, each) => all + Number(each ?? 0), 0).toFixed(2);
}

describe('invoices', () => {
  test('are listed page by page, read, and add up from their lines', async () => {
    const all = await invoices.list({ size: 9 }).toArray({ limit: 500 });
    expect(all.length).toBeGreaterThan(20);
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    const listed = all.find(({ invoiceType }) => invoiceType === 'OneTime');
    const invoice = await invoices.get(listed?.id ?? '');
    expect(invoice).toMatchObject({ ...listed, pdfDownloadLink: expect.stringContaining('/statement') });
    const lines = await invoices.lineItems(invoice.id, { ...oneTime, size: 2 }).toArray({ limit: 9_000 });
    expect(sum(lines.map(({ subtotal }) => subtotal))).toBe(invoice.totalCharges.toFixed(2));
    const counted = { invoiceLineItemType: 'billinglineitems', size: 5 } as const;
    for (const provider of ['office', 'azure'] as const)
      expect(await invoices.lineItems(invoice.id, { ...counted, provider }).toArray({ limit: 9 })).toEqual(
        [],
      );
    const use = { provider: 'onetime', invoiceLineItemType: 'usagelineitems' } as const;
    const query = { ...use, currencyCode: invoice.currencyCode, size: 500 };
    for await (const line of invoices.lineItems(invoice.id, query))
      expect(line.invoiceNumber).toBe(invoice.id);
    expect((await refusal(invoices.get('G199901USD'))).status).toBe(404);
  });

  test('that are not there yet are read as lines', async () => {
    const id = await newBuyer('porfacturar');
    const subscription = await subscribe(id, basic, { ...yearly, quantity: 3 });
    const links = await invoices.estimateLinks('usd');
    expect(links.map(({ type, period }) => `${type} ${period}`)).toContain('non_consumption Current');
    const lines = invoices.unbilledLineItems({ currencyCode: 'usd', period: 'current', size: 4 });
    const own = (await lines.toArray({ limit: 9_000 })).filter(
      ({ subscriptionId }) => subscriptionId === subscription,
    );
    expect(own).toMatchObject([{ chargeType: 'new', quantity: 3, invoiceNumber: '' }]);
    expect((await refusal(invoices.estimateLinks('dollars'))).status).toBe(400);
  });

  test('have balances by currency', async () => {
    const summaries = await invoices.summaries();
    const own = await invoices.summary();
    expect(summaries.find(({ currencyCode }) => currencyCode === own.currencyCode)).toEqual(own);
  });

  test('and tax receipts are downloaded as PDF', async () => {
    const { world } = platform;
    const [provider] = world.store.of(partners).find('kind', 'indirect-provider');
    if (provider === undefined) throw new Error('The seed has no provider.');
    world.store.of(partners).put({ ...provider, country: 'TW' });
    const [invoice] = (await invoices.list({ size: 1 })).items;
    const [receipt] = invoice?.taxReceipts ?? [];
    const files = await Promise.all([
      invoices.statement(invoice?.id ?? ''),
      invoices.taxReceiptStatement(invoice?.id ?? '', receipt?.id ?? ''),
    ]);
    world.store.of(partners).put(provider);
    for (const file of files) {
      expect(file.type).toBe('application/pdf');
      expect(await file.text()).toMatch(/^%PDF/);
    }
    expect((await refusal(invoices.taxReceiptStatement(invoice?.id ?? '', '1'))).status).toBe(404);
  });

  test('tell what one customer cost', async () => {
    const id = await customerNamed('TEXTILES');
    const { details = [] } = await serviceCosts.summary(id);
    const lines = await serviceCosts.lineItems(id);
    expect(lines.length).toBeGreaterThan(0);
    expect(sum(lines.map(({ pretaxTotal }) => pretaxTotal))).toBe(
      sum(details.map(({ summary }) => summary?.pretaxTotal)),
    );
  });
});

import { describe, expect, test } from 'vitest';
import { partnerInvoices } from '../../domain/billing/partner-invoices.ts';
import { legacyAzureOfferId } from '../../domain/catalogue/legacy-offers.ts';
import { fromMinor } from '../../domain/money.ts';
import { type Partner, partners } from '../../domain/partners/partner.ts';
import { addLegacySubscription } from '../../domain/subscriptions/legacy.ts';
import { type Tenant, tenants } from '../../domain/tenants/tenant.ts';
import { createPlatform } from '../../index.ts';
import { partnerCenterCaller, type Reply } from './partner-center-caller.ts';

const platform = createPlatform({ seed: 'demo-latam', strict: true });
const { call, knownCustomer } = partnerCenterCaller(platform);
const { world } = platform;
const day = 86_400_000;

const provider = () => world.store.of(partners).find('kind', 'indirect-provider')[0] as Partner;

function cents(of: string, rows: readonly Record<string, number>[]): number {
  return rows.reduce((sum, row) => sum + Math.round(Number(row[of]) * 100), 0);
}

const lines = (id: string, query: string) => call('GET', `/invoices/${id}/lineitems?${query}`);
const billing = 'provider=onetime&invoicelineitemtype=billinglineitems';

/** The words of a document that is not compressed. */
function textOf(bytes: Uint8Array): string {
  const content = new TextDecoder('latin1').decode(bytes);
  return [...content.matchAll(/\[(<.*?)\] TJ/g)]
    .map(([, shown = '']) =>
      [...shown.matchAll(/<([0-9a-f]*)>/g)]
        .map(([, hex = '']) => Buffer.from(hex, 'hex').toString('latin1'))
        .join(''),
    )
    .join('\n');
}

async function file(path: string): Promise<{ response: Response; bytes: Uint8Array }> {
  const { baseUrl, accessToken } = platform.credentials().partnerCenter;
  const headers = { authorization: `Bearer ${accessToken}`, accept: 'application/pdf' };
  const response = await platform.fetch(new Request(`${baseUrl}/v1${path}`, { headers }));
  return { response, bytes: new Uint8Array(await response.arrayBuffer()) };
}

const code = ({ status, body }: Reply) => [status, body.code];

describe('the invoices of a provider', () => {
  test('are listed the newest first, page by page, each once', async () => {
    const all = await call('GET', '/invoices');
    expect(all.body.totalCount).toBeGreaterThan(20);
    const seen: string[] = [];
    for (let path = '/invoices?size=7&offset=0'; path !== undefined; ) {
      const { body } = await call('GET', path);
      seen.push(...body.items.map(({ id }: { id: string }) => id));
      path = body.links.next?.uri;
    }
    expect(seen).toEqual(all.body.items.map(({ id }: { id: string }) => id));
    expect(new Set(seen).size).toBe(seen.length);
    const [first] = all.body.items;
    expect(first).toMatchObject({ invoiceType: 'OneTime', invoiceDate: '2026-11-08T00:00:00Z' });
    expect(first.pdfDownloadLink).toBeUndefined();
    expect((await call('GET', `/invoices/${first.id}`)).body).toEqual({
      ...first,
      pdfDownloadLink: `/invoices/${first.id}/documents/statement`,
    });
  });

  test('are the sum of their lines, and their days of use the sum of the line of Azure', async () => {
    let withUse = 0;
    for (const invoice of partnerInvoices(world, provider())) {
      const { body } = await lines(invoice.id, billing);
      const digits = invoice.currency === 'CLP' ? 0 : 2;
      const total = body.items.reduce((sum: number, row: { subtotal: number }) => sum + row.subtotal, 0);
      expect(total.toFixed(digits), invoice.id).toBe(fromMinor(invoice.total, invoice.currency));
      const kind = `provider=onetime&invoicelineitemtype=usagelineitems&currencycode=${invoice.currency}`;
      const use = (await lines(invoice.id, kind)).body.items;
      const azure = invoice.charges.filter(({ line }) => line.reason === 'usage');
      const counted = use.reduce(
        (sum: number, row: { billingPreTaxTotal: number }) => sum + row.billingPreTaxTotal,
        0,
      );
      const billed = azure.reduce((sum, { line }) => sum + Number(fromMinor(line.cost, line.currency)), 0);
      expect(Math.abs(counted - billed), invoice.id).toBeLessThan(azure.length * 0.6 + 1e-6);
      if (azure.length > 0) withUse += 1;
    }
    expect(withUse).toBeGreaterThan(5);
  }, 30_000);

  test('are walked by token, which no other list of lines is', async () => {
    const { id } = partnerInvoices(world, provider()).find(({ charges }) => charges.length > 3) ?? { id: '' };
    const whole = (await lines(id, billing)).body.items;
    const { baseUrl, accessToken } = platform.credentials().partnerCenter;
    const walked: unknown[] = [];
    let token: string | undefined;
    do {
      const headers = {
        authorization: `Bearer ${accessToken}`,
        ...(token && { 'MS-ContinuationToken': token }),
      };
      const url = `${baseUrl}/v1/invoices/${id}/lineitems?${billing}&size=2${token ? '&seekOperation=Next' : ''}`;
      const body = await (await platform.fetch(new Request(url, { headers }))).json();
      expect(body.totalCount).toBe(body.items.length);
      walked.push(...body.items);
      token = body.continuationToken;
    } while (token !== undefined);
    expect(walked).toEqual(whole);
  });

  test('lead to their lines, in the older form of the path too', async () => {
    const [first] = (await call('GET', '/invoices')).body.items;
    for (const { links } of first.invoiceDetails) {
      const currency = links.self.uri.includes('Usage') ? `?currencycode=${first.currencyCode}` : '';
      const { status, body } = await call('GET', links.self.uri + currency);
      expect(status).toBe(200);
      expect(body.items.length).toBeGreaterThan(0);
    }
  });

  test('show a part of a cycle by its days, and give money back below zero', async () => {
    const rows = partnerInvoices(world, provider());
    const all = await Promise.all(rows.map(async ({ id }) => (await lines(id, billing)).body.items));
    const flat = all.flat();
    const added = flat.find(({ chargeType }) => chargeType === 'addQuantity');
    const days = (Date.parse(added.chargeEndDate) - Date.parse(added.chargeStartDate)) / day + 1;
    expect(added.priceAdjustmentDescription).toMatch(new RegExp(`^${days} of \\d+ days$`));
    expect(added.effectiveUnitPrice).toBeLessThan(added.unitPrice);
    const back = flat.filter(({ chargeType }) => ['removeQuantity', 'cancelImmediate'].includes(chargeType));
    expect(back.length).toBeGreaterThan(1);
    for (const { quantity, subtotal } of back) {
      expect(quantity).toBeLessThan(0);
      expect(subtotal).toBeLessThanOrEqual(0);
    }
  });

  test('are refused where there is none, and to whom', async () => {
    const { id } = partnerInvoices(world, provider())[0] ?? { id: '' };
    expect(code(await call('GET', '/invoices/G209901USD'))).toEqual([404, 1000]);
    expect(code(await lines(id, 'provider=office&invoicelineitemtype=usagelineitems'))).toEqual([
      400, 900126,
    ]);
    expect(code(await lines(id, 'provider=onetime&invoicelineitemtype=usagelineitems'))).toEqual([
      400, 900169,
    ]);
    expect((await lines(id, `${billing}&size=2001`)).status).toBe(400);
    expect((await call('GET', '/invoices/estimates/links')).status).toBe(400);
    const customer = await knownCustomer();
    expect((await call('GET', `/customers/${customer}/servicecosts/last`)).status).toBe(400);
  });

  test('are listed for an application alone, and read for a user only', async () => {
    const { applicationToken } = platform.credentials().partnerCenter as unknown as Record<string, string>;
    const as = (path: string) => call('GET', path, undefined, applicationToken);
    const { body } = await as('/invoices?size=1');
    const { id } = body.items[0];
    const customer = await knownCustomer();
    expect((await as(`/invoices/${id}/lineitems?${billing}`)).status).toBe(200);
    const forUsers = [
      `/invoices/${id}`,
      '/invoices/summaries',
      `/invoices/${id}/documents/statement`,
      `/customers/${customer}/servicecosts/mostrecent`,
      `/customers/${customer}/servicecosts/mostrecent/lineitems`,
    ];
    for (const path of forUsers) expect(code(await as(path)), path).toEqual([403, 900329]);
  });

  test('of an indirect reseller are none', () => {
    const reseller = world.store.of(partners).find('kind', 'indirect-reseller')[0] as Partner;
    expect(partnerInvoices(world, reseller)).toEqual([]);
  });
});

describe('what is not billed', () => {
  test('is found by its links, and moves to an invoice on the eighth', async () => {
    const fork = platform.world.fork();
    const links = (await call('GET', '/invoices/estimates/links?currencycode=pen')).body.items;
    expect(links).toHaveLength(4);
    for (const { link } of links) expect((await call('GET', link.uri)).status).toBe(200);
    const current = (await call('GET', links[2].link.uri)).body.items;
    expect(current.length).toBeGreaterThan(0);
    expect(current.every((row: { invoiceNumber: string }) => row.invoiceNumber === '')).toBe(true);
    fork.scheduler.advanceTo(Date.parse('2026-12-07T23:59:00Z'));
    expect(partnerInvoices(fork, provider())[0]?.month).toBe('2026-10');
    fork.scheduler.advanceTo(Date.parse('2026-12-08T00:00:00Z'));
    const december = partnerInvoices(fork, provider()).filter(({ month }) => month === '2026-11');
    expect(december.length).toBeGreaterThan(1);
  });
});

describe('documents', () => {
  test('are PDFs that say the total, the same bytes each time', async () => {
    const [invoice] = partnerInvoices(world, provider());
    if (invoice === undefined) throw new Error('There is no invoice.');
    const path = `/invoices/${invoice.id}/documents/statement`;
    const { response, bytes } = await file(path);
    expect(response.headers.get('content-type')).toBe('application/pdf');
    expect(response.headers.get('content-disposition')).toContain(`Invoice_${invoice.id}.pdf`);
    const text = textOf(bytes);
    expect(new TextDecoder('latin1').decode(bytes)).toMatch(/^%PDF-1\.\d[\s\S]*%%EOF\s*$/);
    expect(text).toContain(`Invoice ${invoice.id}`);
    expect(text).toContain(`Total: ${fromMinor(invoice.total, invoice.currency)} ${invoice.currency}`);
    expect((await file(path)).bytes).toEqual(bytes);
  });

  test('of tax are given in Taiwan only', async () => {
    const [first] = (await call('GET', '/invoices')).body.items;
    expect(first.taxReceipts).toBeUndefined();
    expect((await call('GET', `/invoices/${first.id}/receipts/1/documents/statement`)).status).toBe(404);
    const before = provider();
    world.store.of(partners).put({ ...before, country: 'TW' });
    const [{ taxReceipts }] = (await call('GET', '/invoices')).body.items;
    const { response, bytes } = await file(taxReceipts[0].taxReceiptPdfDownloadLink);
    world.store.of(partners).put(before);
    expect(response.headers.get('content-disposition')).toContain(`E-Tax-${taxReceipts[0].id}.pdf`);
    expect(textOf(bytes)).toContain('Tax receipt');
  });
});

describe('balances and service costs', () => {
  test('say what is owed by currency: what was billed in the last thirty days', async () => {
    const { items } = (await call('GET', '/invoices/summaries')).body;
    for (const { balanceAmount, currencyCode } of items) {
      const owed = partnerInvoices(world, provider()).filter(
        ({ paidAt, currency }) => paidAt === undefined && currency === currencyCode,
      );
      const total = owed.reduce((sum, each) => sum + each.total, 0);
      expect(balanceAmount.toFixed(currencyCode === 'CLP' ? 0 : 2)).toBe(fromMinor(total, currencyCode));
    }
    expect(items.length).toBeGreaterThan(3);
    expect((await call('GET', '/invoices/summary')).body.currencyCode).toBe('USD');
  });

  test('of a customer are its lines of the last invoices', async () => {
    const customer = await knownCustomer();
    const summary = (await call('GET', `/customers/${customer}/servicecosts/MOSTRECENT`)).body;
    const { items } = (await call('GET', summary.links.serviceCostLineItems.uri)).body;
    expect(items.length).toBeGreaterThan(0);
    expect(cents('pretaxTotal', items)).toBe(
      summary.details.reduce(
        (sum: number, each: { summary: { pretaxTotal: number } }) =>
          sum + Math.round(each.summary.pretaxTotal * 100),
        0,
      ),
    );
  });
});

describe('legacy offers', () => {
  test('are billed apart, licences and Azure', async () => {
    const customer = await knownCustomer();
    const tenant = world.store.of(tenants).get(customer) as Tenant;
    world.transact(() =>
      addLegacySubscription(world, {
        tenant,
        offerId: legacyAzureOfferId,
        quantity: 1,
        startedAt: world.clock.now(),
      }),
    );
    platform.advance('P40D');
    const found = (await call('GET', '/invoices')).body.items.find(
      ({ invoiceType }: { invoiceType: string }) => invoiceType === 'Recurring',
    );
    expect(found.id).toMatch(/^D202611/);
    const { body } = await lines(found.id, 'provider=azure&invoicelineitemtype=billinglineitems');
    expect(body.totalCount).toBe(1);
    const office = (await lines(found.id, 'provider=office&invoicelineitemtype=billinglineitems')).body.items;
    expect(office.length).toBeGreaterThan(0);
    const total = cents('pretaxCharges', body.items) + cents('subtotal', office);
    expect(total).toBe(Math.round(found.totalCharges * 100));
    const none = await lines(found.id, 'provider=azure&invoicelineitemtype=usagelineitems');
    expect(none.body.items).toEqual([]);
  });
});

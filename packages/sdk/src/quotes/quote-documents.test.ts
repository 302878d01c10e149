import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import type { Quote, QuoteLine } from '../operations/quotes/quote.ts';
import { quoteToCsv, quoteToPdf } from './index.ts';

const line: QuoteLine = {
  product: 'CFQ7TTC0LH18:0001',
  term: 'P1Y',
  billingCycle: 'monthly',
  quantity: 1_200,
  discount: '5',
  name: 'Microsoft 365 Business Basic',
  unit: {
    purchase: { amount: '4.8', currency: 'USD' },
    list: { amount: '6', currency: 'USD' },
    undiscounted: { amount: '6.00', currency: 'USD' },
    sale: { amount: '5.70', currency: 'USD' },
  },
  total: { purchase: { amount: '5760.00', currency: 'USD' }, sale: { amount: '6840.00', currency: 'USD' } },
  reason: { kind: 'special-deal', id: '200017', message: 'Special deal 200017: 12 % off until 2026-12.' },
};

function quoteOf(changes: Partial<Quote> = {}): Quote {
  return {
    id: '4f8b1c9e-6f0a-4f6c-9d0e-3a9f1f2b7c11',
    version: 2,
    status: 'draft',
    platform: 'icp',
    customer: '435348',
    createdAt: '2026-11-20T10:00:00.000Z',
    validUntil: '2026-12-20',
    title: 'Licencias del próximo año',
    seller: 'ABBIE BOX',
    buyer: 'CLÍNICA SAN ISIDRO',
    lines: [line],
    totals: {
      purchase: [{ currency: 'USD', monthly: '5760.00', firstYear: '69120.00' }],
      sale: [{ currency: 'USD', monthly: '6840.00', firstYear: '82080.00' }],
    },
    taxesIncluded: false,
    ...changes,
  };
}

/** The text of each page, as its operators show it: hexadecimal strings in Windows-1252. */
function pagesOf(pdf: Uint8Array): string[] {
  const file = Buffer.from(pdf);
  const pages: string[] = [];
  const windows = new TextDecoder('windows-1252');
  for (let start = 0; ; ) {
    const begin = file.indexOf('stream\n', start);
    if (begin < 0) return pages;
    const end = file.indexOf('\nendstream', begin);
    const content = inflateSync(file.subarray(begin + 7, end)).toString('latin1');
    if (content.includes('BT')) {
      const shown = [...content.matchAll(/\[(.*?)\] TJ/g)].map(([, parts = '']) =>
        [...parts.matchAll(/<([0-9a-f]*)>/gi)]
          .map(([, hex = '']) => windows.decode(Buffer.from(hex, 'hex')))
          .join(''),
      );
      pages.push(shown.join('\n'));
    }
    start = file.indexOf('endstream', end) + 9;
  }
}

describe('a quote as PDF', () => {
  test('says what is offered, and not what it costs the seller', async () => {
    const pdf = await quoteToPdf(quoteOf({ notes: 'Paid by transfer.' }));
    expect(Buffer.from(pdf.subarray(0, 5)).toString()).toBe('%PDF-');
    const [page = ''] = pagesOf(pdf);
    for (const text of [
      'Licencias del próximo año',
      'Quote 4f8b1c9e-6f0a-4f6c-9d0e-3a9f1f2b7c11, Version 2',
      'Date: 2026-11-20',
      'Valid until: 2026-12-20',
      'From: ABBIE BOX',
      'For: CLÍNICA SAN ISIDRO',
      'Microsoft 365 Business Basic',
      'term of one year, billed monthly',
      'regular price 6.00 USD, discount 5 %',
      '1 200',
      '5.70 USD',
      '6 840.00 USD',
      'Total each month',
      'First twelve months',
      '82 080.00 USD',
      'Taxes are not included; they are added on the invoice.',
      'Notes: Paid by transfer.',
      'Page 1 of 1',
    ])
      expect(page).toContain(text);
    expect(page).not.toMatch(/4\.8|5760|5 760|69 120|Special deal/);
  });

  test.each([
    [
      'es',
      'Cotización',
      'Válida hasta: 2026-12-20',
      'Precio unitario',
      'No incluye impuestos',
      'Página 1 de 1',
    ],
    ['pt', 'Cotação', 'Válida até: 2026-12-20', 'Preço unitário', 'Impostos não incluídos', 'Página 1 de 1'],
  ] as const)('is written in %s', async (language, ...texts) => {
    const [page = ''] = pagesOf(await quoteToPdf(quoteOf(), { language }));
    for (const text of texts) expect(page).toContain(text);
  });

  test('is the same to the byte each time, and another one for another quote', async () => {
    const quote = quoteOf();
    const first = await quoteToPdf(quote);
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    expect(Buffer.compare(await quoteToPdf(JSON.parse(JSON.stringify(quote))), first)).toBe(0);
    expect(Buffer.compare(await quoteToPdf(quoteOf({ version: 3 })), first)).not.toBe(0);
  });

  test('goes on over pages: each line once, heads and numbers on every page', async () => {
    const lines = Array.from({ length: 150 }, (_, index) => ({ ...line, name: `Product no. ${index + 1}` }));
    const pages = pagesOf(await quoteToPdf(quoteOf({ lines, notes: 'A long note. '.repeat(600) })));
    expect(pages.length).toBeGreaterThan(5);
    const text = pages.join('\n');
    for (const each of lines) expect(text.split(`${each.name}\n`).length).toBe(2);
    for (const [index, page] of pages.entries())
      expect(page).toContain(`Page ${index + 1} of ${pages.length}`);
    for (const page of pages.filter((each) => each.includes('Product no.')))
      expect(page).toContain('Unit price');
  });

  test('says that a name needs a font, instead of writing something else', async () => {
    await expect(quoteToPdf(quoteOf({ buyer: 'Żółw Sp. z o.o.' }))).rejects.toMatchObject({
      code: 'quotes.font_missing',
      message: expect.stringContaining('Żółw'),
    });
  });

  test('says which package to install when it is not there', () => {
    const script = `
      import { registerHooks } from 'node:module';
      registerHooks({ resolve(name, context, next) {
        if (name === 'pdfkit') throw Object.assign(new Error('gone'), { code: 'ERR_MODULE_NOT_FOUND' });
        return next(name, context);
      } });
      const { quoteToPdf } = await import('@tenantry/sdk/quotes');
      await quoteToPdf(${JSON.stringify(quoteOf())}).catch((error) => console.log(error.code, error.solution));`;
    const said = execFileSync(
      process.execPath,
      ['--conditions=tenantry-source', '--input-type=module', '-e', script],
      { cwd: join(import.meta.dirname, '../../../..'), encoding: 'utf8' },
    );
    expect(said.trim()).toBe('quotes.pdfkit_missing Install it: npm install pdfkit');
  });
});

describe('a quote as CSV', () => {
  test('has a row for each line, and nothing of the purchase unless it is asked for', async () => {
    const rows: Record<string, string>[] = parse(await quoteToCsv(quoteOf()), { columns: true });
    expect(rows).toEqual([
      {
        quote: '4f8b1c9e-6f0a-4f6c-9d0e-3a9f1f2b7c11',
        version: '2',
        validUntil: '2026-12-20',
        line: '1',
        product: 'CFQ7TTC0LH18:0001',
        name: 'Microsoft 365 Business Basic',
        term: 'P1Y',
        billingCycle: 'monthly',
        quantity: '1200',
        listPrice: '6',
        listCurrency: 'USD',
        discountPercent: '5',
        unitPrice: '5.70',
        total: '6840.00',
        currency: 'USD',
      },
    ]);
    const [internal] = parse(await quoteToCsv(quoteOf(), { internal: true }), { columns: true }) as object[];
    expect(internal).toMatchObject({
      purchaseUnitPrice: '4.8',
      purchaseTotal: '5760.00',
      reason: line.reason.message,
    });
  });

  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1'])('%j is no formula', async (name) => {
    const csv = await quoteToCsv(quoteOf({ lines: [{ ...line, name: `${name}, "quoted"` }] }));
    const [row] = parse(csv, { columns: true }) as Record<string, string>[];
    expect(row?.name).toBe(`'${name}, "quoted"`);
  });
});

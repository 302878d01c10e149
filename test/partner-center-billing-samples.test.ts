import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createPlatform } from '@tenantry/mock-server';
import { expect, test } from 'vitest';
import { partnerCenterCaller } from '../packages/mock-server/src/wires/partner-center/partner-center-caller.ts';
import { checkAnswer } from './partner-center-samples/answers.ts';
import { folderOfSamples, readOriginals, type Sample } from './partner-center-samples/sample.ts';

/** The published samples of billing lie beside the others. */
const folder = join(folderOfSamples() ?? '.', '..', 'samples-billing');
const pages = /invoice|service-costs|account-balance|delegated-admin/;
const samples: Sample[] = existsSync(join(folder, 'index.tsv'))
  ? readOriginals(folder)
      .filter(({ name, kind, body }) => pages.test(name) && kind === 'res' && body !== undefined)
      .map((sample) => ({ ...sample, path: sample.path.replace('//', '/').replace(' ', '') }))
  : [];

test.skipIf(samples.length === 0)(
  'every published answer of billing fits, and comes through the SDK whole',
  async () => {
    const found = await Promise.all(samples.map(checkAnswer));
    expect(found.filter(({ outcome }) => outcome === 'wrong')).toEqual([]);
    // One sample misspells a field.
    expect(found.flatMap(({ undeclared }) => undeclared ?? [])).toEqual(['.items[].invoiceLineItemTypce']);
    expect(found.filter(({ outcome }) => outcome === 'parsed').length).toBeGreaterThan(7);
  },
);

/** What the world never has: tax receipts outside Taiwan, amendments. */
const never = ['taxReceipts', 'amendments', 'next'];

/** The names of fields, at any depth, of all items of lists together. */
function names(value: unknown, at = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((each) => names(each, at));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    never.includes(name) ? [] : [`${at}.${name}`, ...names(inner, `${at}.${name}`)],
  );
}

test.skipIf(samples.length === 0)('the simulator answers in the shape of the samples', async () => {
  const platform = createPlatform({ seed: 'demo-latam', strict: true });
  const { call, knownCustomer } = partnerCenterCaller(platform);
  const customer = await knownCustomer();
  const [invoice] = (await call('GET', '/invoices')).body.items;
  const paths: Readonly<Record<string, string>> = {
    'get-a-collection-of-invoices': '/invoices',
    'get-invoice-by-id': `/invoices/${invoice.id}`,
    'get-invoice-estimate-links': '/invoices/estimates/links?currencycode=usd',
    'get-invoice-summaries': '/invoices/summaries',
    'get-a-customer-s-service-costs-line-items': `/customers/${customer}/servicecosts/mostrecent/lineitems`,
    'get-a-customer-s-service-costs-summary': `/customers/${customer}/servicecosts/mostrecent`,
  };
  for (const { name, body } of samples) {
    const path = paths[name.replace(/\.\d+$/, '')];
    if (path === undefined) continue;
    const answered = new Set(names((await call('GET', path)).body));
    const missing = [...new Set(names(body))].filter((each) => !answered.has(each));
    // The link of the PDF is of one invoice alone.
    expect(
      missing.filter((each) => each !== '.items.pdfDownloadLink'),
      name,
    ).toEqual([]);
  }
});

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createPlatform } from '@tenantry/mock-server';
import { parseWebhookEvent } from '@tenantry/sdk/webhooks';
import { describe, expect, test } from 'vitest';
import { partnerCenterCaller } from '../packages/mock-server/src/wires/partner-center/partner-center-caller.ts';
import { checkAnswer } from './partner-center-samples/answers.ts';
import { folderOfSamples, readOriginals, type Sample } from './partner-center-samples/sample.ts';

/** The published samples of billing lie beside the others; what is kept of them is which fields there are. */
const shapes = JSON.parse(
  readFileSync(new URL('fixtures/partner-center-billing-shapes.json', import.meta.url), 'utf8'),
) as Sample[];
const folder = join(folderOfSamples() ?? '.', '..', 'samples-billing');
const originals = existsSync(join(folder, 'index.tsv'))
  ? readOriginals(folder)
      .filter(({ kind, body }) => kind !== 'req' && body !== undefined)
      .map((sample) => ({ ...sample, path: sample.path.replace('//', '/').replace(/[ }]+/g, '') }))
  : [];
/** An API of its own, which is not part of this. */
const aside = /referrals\.02$/;
/** Rows of a report, shown without the list that they come in. */
const bare = /^get-all-referrals-analytics|^get-subscription-analytics/;
/** Fields that are another one's, misspelt. */
const misspelt = ['.budget.ammount', '.items[].invoiceLineItemTypce'];

function answers(samples: readonly Sample[]): Sample[] {
  return samples
    .filter(({ name, kind }) => kind === 'res' && !aside.test(name))
    .map((each) =>
      bare.test(each.name)
        ? { ...each, body: { Value: [each.body], '@nextLink': null, TotalCount: 1 } }
        : each,
    );
}

describe.each([
  ['distilled', shapes],
  ['as they were published', originals],
])('the samples of billing, %s', (_, samples) => {
  test.skipIf(samples.length === 0)('fit, all fields declared, and come through the SDK whole', async () => {
    const found = await Promise.all(answers(samples).map(checkAnswer));
    expect(found.filter(({ outcome }) => outcome !== 'parsed')).toEqual([]);
    expect(found.flatMap(({ undeclared }) => undeclared ?? []).sort()).toEqual(misspelt);
    expect(found.length).toBeGreaterThan(30);
  });

  test.skipIf(samples.length === 0)('have an event that is read', () => {
    const { body } = samples.find(({ kind }) => kind === 'snip') ?? {};
    expect(parseWebhookEvent(JSON.stringify(body))).toMatchObject({ known: true, name: 'test-created' });
  });
});

test.skipIf(originals.length === 0)('what is distilled has the names and the fields of the originals', () => {
  const kept = new Map(shapes.map(({ name, body }) => [name, body]));
  for (const { name, body } of originals.filter((each) => !aside.test(each.name)))
    expect(new Set(fields(kept.get(name))), name).toEqual(new Set(fields(body)));
});

test('what is distilled has no e-mail, address, phone or prose, and no ids but zeros', () => {
  const text = JSON.stringify(shapes.map(({ body }) => body));
  expect(text).not.toMatch(/@(?!odata|nextLink)|:\/\/|contoso|\d{7}(?<!0{7})[1-9]/);
  const ids = text.match(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi) ?? [];
  expect(ids.filter((id) => !id.startsWith('00000000-0000-0000-0000-'))).toEqual([]);
  expect(text).not.toMatch(/[a-z] [a-z]/i);
});

/** Paths of fields, at any depth, of all items of lists together; a map by id is one. */
function fields(value: unknown, at = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((each) => fields(each, at));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const path = `${at}.${/^[0-9a-f]{8}-/i.test(name) ? '{id}' : name}`;
    return [path, ...fields(inner, path)];
  });
}

/** What this world has not: tax receipts outside Taiwan, delegated administration of old, discounts of rate cards, misspellings, and what newer samples write otherwise. */
const never =
  /taxReceipts|amendments|DapCount\.|offerTerms\.|\.next\b|ammount|Typce|currencyLocale|partnerOnRecord|licenseActive|SubscriberId/;

test('the simulator answers in the shape of the samples', async () => {
  const platform = createPlatform({ seed: 'demo-latam', strict: true });
  const { call, knownCustomer } = partnerCenterCaller(platform);
  const customer = await knownCustomer('CLINICA');
  const { body: held } = await call('GET', `/customers/${customer}/subscriptions`);
  const plan = held.items.find(({ offerName }: { offerName: string }) => /azure plan/i.test(offerName))?.id;
  const [invoice] = (await call('GET', '/invoices')).body.items;
  await call('PATCH', `/customers/${customer}/usagebudget`, { amount: 100 });
  // Beside /v1, not below it.
  const analytics = '/../partner/v1/analytics';
  const dap = '/../CustomerServiceAdminApi/Web/v1';
  const paths: Readonly<Record<string, string>> = {
    'get-a-collection-of-invoices': '/invoices',
    'get-invoice-by-id': `/invoices/${invoice.id}`,
    'get-invoice-estimate-links': '/invoices/estimates/links?currencycode=usd',
    'get-invoice-summaries': '/invoices/summaries',
    'get-invoice-unbilled-consumption-lineitems':
      '/invoices/unbilled/lineitems?provider=onetime&invoicelineitemtype=usagelineitems&currencycode=usd&period=current',
    'get-a-customer-s-service-costs-line-items': `/customers/${customer}/servicecosts/mostrecent/lineitems`,
    'get-a-customer-s-service-costs-summary': `/customers/${customer}/servicecosts/mostrecent`,
    'get-a-customer-subscription-s-usage-records': `/customers/${customer}/subscriptions/usagerecords`,
    'get-a-customer-subscription-usage-summary': `/customers/${customer}/subscriptions/${plan}/usagesummary`,
    'get-a-customer-usage-summary': `/customers/${customer}/usagesummary`,
    'get-margins': '/margins',
    'get-prices-for-microsoft-azure-partner-shared-services': '/ratecards/azure-shared',
    'get-partner-licenses-deployment-information': '/analytics/licenses/deployment',
    'get-customer-licenses-usage-information': `/customers/${customer}/analytics/licenses/usage`,
    'get-licenses-deployment-information': `${analytics}/commercial/deployment/license`,
    'get-licenses-usage-information': `${analytics}/commercial/usage/license`,
    'get-delegated-admin-relation-statistics': `${dap}/delegatedAdminStatistics`,
    'list-delegated-admin-customers': `${dap}/delegatedAdminCustomers`,
  };
  for (const { name, body } of shapes) {
    const path = paths[name.replace(/\.\d+$/, '')];
    if (path === undefined) continue;
    const { status, body: answer } = await call('GET', path);
    expect(status, path).toBe(200);
    const answered = new Set(fields(answer));
    const missing = [...new Set(fields(body))].filter((each) => !answered.has(each) && !never.test(each));
    // The link of the PDF is of one invoice alone.
    expect(
      missing.filter((each) => each !== '.items.pdfDownloadLink'),
      name,
    ).toEqual([]);
  }
});

// From a quote to its order: lines at the customer's prices, a second version, a PDF, and an order that a crash cannot double; the same lines run on ICP and on Partner Center.
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPlatform } from '@tenantry/mock-server';
import { type Quote, QuoteOrderError, Reseller } from '@tenantry/sdk';
import { icp } from '@tenantry/sdk/icp';
import { partnerCenter } from '@tenantry/sdk/partner-center';
import { quoteToCsv, quoteToPdf } from '@tenantry/sdk/quotes';
import { table } from './table.ts';

const platform = createPlatform({ seed: 'demo-latam' });
const { environment, fetch } = platform;
const { resellerAccountId, ...account } = platform.credentials().icp;
const onIcp = new Reseller(icp({ ...account, account: resellerAccountId, environment, fetch }));
const onPartnerCenter = new Reseller(
  partnerCenter({ ...platform.credentials().partnerCenter, environment, fetch }),
);
const folder = await mkdtemp(join(tmpdir(), 'quotes-'));

function show({ version, status, validUntil, lines, totals }: Quote): void {
  console.log(`\nversion ${version}, ${status}, valid until ${validUntil}`);
  console.log(
    table(
      lines.map(({ name, quantity, billingCycle, unit, total }) => ({
        product: name,
        units: quantity,
        billed: billingCycle,
        costs: `${unit.purchase.amount} ${unit.purchase.currency}`,
        sells: `${unit.sale.amount} ${unit.sale.currency}`,
        total: total.sale.amount,
      })),
    ),
  );
  for (const { currency, monthly, annual, firstYear } of totals.sale)
    console.log(`  ${monthly} ${currency} each month, ${annual} each year; first year ${firstYear}`);
}

async function sell(reseller: Reseller, customer: string | number): Promise<void> {
  console.log(`\n${reseller.platform.name}`);
  const { quotes } = reseller.prices;
  const draft = await quotes.create({
    customer,
    title: 'Licencias 2027',
    buyer: 'TEXTILES RIMAC S.A.',
    lines: [
      { product: 'CFQ7TTC0LH18:0001', term: 'P1Y', billingCycle: 'monthly', quantity: 10, margin: '18' },
      {
        product: 'CFQ7TTC0LDPB:0001',
        term: 'P1Y',
        billingCycle: 'annual',
        quantity: 3,
        discountOffList: '0',
        discount: '5',
      },
    ],
    validDays: 14,
  });
  show(draft);
  const revised = await quotes.revise(draft, {
    lines: draft.lines.map((line) => ({ ...line, quantity: line.quantity + 2 })),
  });
  for (const { product, field, before, after } of quotes.differences(draft, revised))
    console.log(`  ${product} ${field}: ${before} → ${after}`);

  const pdf = await quoteToPdf(revised, { language: 'es' });
  await writeFile(join(folder, 'quote.pdf'), pdf);
  await writeFile(join(folder, 'quote.csv'), await quoteToCsv(revised));
  console.log(`  a PDF of ${pdf.byteLength} bytes and a CSV are in ${folder}`);

  // The quote is the caller's to keep: here in a file, as JSON.
  const file = join(folder, `${revised.id}.json`);
  const save = (quote: Quote) => writeFile(file, JSON.stringify(quote));
  await save(quotes.send(revised));
  platform.advance('P3D');
  const sent: Quote = JSON.parse(await readFile(file, 'utf8'));
  for (const { line, message } of await quotes.check(sent)) console.log(`  line ${line}: ${message}`);

  const write = reseller.platform.name === 'icp' ? 'CreateSubscription' : 'CheckoutCart';
  platform.faults.add({
    id: 'refused',
    match: { operationId: write, nth: 2 },
    effect: { kind: 'status', status: 400 },
  });
  try {
    await quotes.accept(sent, { save });
  } catch (error) {
    if (!(error instanceof QuoteOrderError)) throw error;
    console.log(
      `  line ${error.line} failed; ${error.quote.status}, line 1 is ${error.quote.lines[0]?.subscription}`,
    );
  }
  platform.faults.remove('refused');
  const ordered = await quotes.accept(JSON.parse(await readFile(file, 'utf8')), { save });
  for (const { name, subscription } of ordered.lines)
    console.log(`  ${ordered.status}: ${name} as ${subscription}`);
}

const [customer] = await onPartnerCenter.platform.client.customers
  .search('CompanyName', 'TEXTILES')
  .toArray({ limit: 1 });
const companies = await onIcp.platform.client.companies.list(resellerAccountId);
const company = companies.find((each) => each.CompanyName === 'TEXTILES RIMAC S.A.');
await sell(onPartnerCenter, customer?.id ?? '');
await sell(onIcp, company?.AccountId ?? 0);

// A price sheet, read while it is downloaded, and written as a CSV of yearly licences with what they cost and sell for.
import { createPlatform } from '@tenantry/mock-server';
import { PartnerCenter } from '@tenantry/sdk/partner-center';
import { toCsv } from '@tenantry/sdk/streaming';

const platform = createPlatform({ seed: 'demo-latam' });
const { environment, fetch } = platform;
const partnerCenter = new PartnerCenter({
  ...platform.credentials().partnerCenter,
  environment,
  fetch,
});

/** One row at a time: a sheet of 300,000 rows takes no more memory than this one. */
async function* yearlyLicences(market: string) {
  const rows = partnerCenter.priceSheets.rows({ market, view: 'updatedlicensebased' });
  for await (const row of rows) {
    if (row.TermDuration !== 'P1Y') continue;
    yield {
      sku: `${row.ProductId}:${row.SkuId}`,
      title: row.SkuTitle,
      billing: row.BillingPlan,
      currency: row.Currency,
      partner: row.UnitPrice,
      retail: row['ERP Price'],
    };
  }
}

let written = 0;
for await (const bytes of toCsv(yearlyLicences('MX'))) {
  written += bytes.byteLength;
  const lines = new TextDecoder().decode(bytes).split('\r\n');
  if (written === bytes.byteLength) console.log(lines.slice(0, 6).join('\n'));
}
console.log(`\n${written} bytes of CSV in all`);

const rates: string[] = [];
for await (const { CurrencyCode, USDPerUnit } of partnerCenter.priceSheets.fxRates())
  rates.push(`${CurrencyCode} ${USDPerUnit}`);
console.log(`US dollars for one unit: ${rates.join(', ')}`);

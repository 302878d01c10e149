// npm run bench: medians and ratios, each against another thing in the same run. Takes about four minutes.
import { execFileSync } from 'node:child_process';
import { compareBillingExport } from './billing-export.ts';
import { measureColdStart } from './cold-start.ts';
import { compareThroughput } from './mock-throughput.ts';
import { compareListing } from './partner-center-listing.ts';
import { comparePriceSheets } from './price-sheet.ts';
import { compareSdkWithFetch } from './sdk-overhead.ts';

const rows: string[][] = [['measured', 'result', 'beside', 'goal', '']];

function row(what: string, result: string, beside: string, goal: string, met: boolean): void {
  rows.push([what, result, beside, goal, met ? 'met' : 'MISSED']);
}

execFileSync('npm', ['run', '--silent', 'build'], { stdio: 'ignore' });

const sdk = await compareSdkWithFetch();
row(
  'SDK call against bare fetch',
  sdk.ratio.toFixed(2),
  `${sdk.sdkMs.toFixed(3)} ms to ${sdk.fetchMs.toFixed(3)} ms; ky alone ${sdk.kyRatio.toFixed(2)}`,
  'at most 1.15',
  sdk.ratio <= 1.15,
);

const few = await compareThroughput({ seed: 'large:1', built: true });
row(
  'mock against Hono, one customer',
  few.ratio.toFixed(2),
  `${Math.round(few.mock.requestsPerSecond)} to ${Math.round(few.hono.requestsPerSecond)} requests/s`,
  'at least 0.6',
  few.ratio >= 0.6,
);
const many = await compareThroughput({ seed: 'large', built: true });
row(
  'the same, 100,000 subscriptions',
  many.ratio.toFixed(2),
  `${Math.round(many.mock.requestsPerSecond)} to ${Math.round(many.hono.requestsPerSecond)} requests/s`,
  'at least 0.6',
  many.ratio >= 0.6,
);
const flatness = many.ratio / few.ratio;
row(
  'many against few',
  flatness.toFixed(2),
  'ratio of the two ratios',
  'flat: at least 0.9',
  flatness >= 0.9,
);

const listing = await compareListing();
row(
  `Partner Center: ${listing.sdk.items} items listed, SDK against a fetch loop`,
  listing.ratio.toFixed(2),
  `${Math.round(listing.sdk.itemsPerSecond)} to ${Math.round(listing.loop.itemsPerSecond)} items/s`,
  'at least 0.9',
  listing.ratio >= 0.9,
);
row(
  'heap of the SDK, from a tenth of them to all',
  `${(listing.sdk.late - listing.sdk.early).toFixed(1)} MB`,
  `${listing.sdk.early.toFixed(0)} to ${listing.sdk.late.toFixed(0)} MB`,
  'constant: at most 10 MB more',
  listing.sdk.late - listing.sdk.early <= 10,
);

const sheet = await comparePriceSheets();
row(
  'price sheet of 300,000 rows: SDK against the faster of csv-parse and csvtojson',
  sheet.ratio.toFixed(2),
  `${Math.round(sheet.sdk)} to ${Math.round(sheet.csvParse)} and ${Math.round(sheet.csvtojson)} rows/s; as a zip over HTTP ${Math.round(sheet.download)}`,
  'at least 1.0',
  sheet.ratio >= 1,
);
row(
  'memory of the download, from its start to its most',
  `${(sheet.late - sheet.early).toFixed(1)} MB`,
  `${sheet.early.toFixed(0)} to ${sheet.late.toFixed(0)} MB`,
  'constant: at most 10 MB more',
  sheet.late - sheet.early <= 10,
);

const billing = await compareBillingExport();
const ways = [
  ['SDK', billing.sdk],
  ['SDK to Parquet, two threads', billing.parquet],
] as const;
for (const [way, { rows, ratio, rowsPerSecond, residentMegabytes, exact }] of ways) {
  row(
    `Graph: ${rows} lines of an export, ${way} against zlib, split and JSON.parse`,
    ratio.toFixed(2),
    `${Math.round(rowsPerSecond)} to ${Math.round(billing.bare.rowsPerSecond)} rows/s`,
    'at least 0.8',
    ratio >= 0.8,
  );
  row(
    'memory of that process at its highest',
    `${residentMegabytes.toFixed(0)} MB`,
    `${billing.bare.residentMegabytes.toFixed(0)} MB`,
    'under 250 MB',
    residentMegabytes < 250,
  );
  row('their sum', exact ? 'exact' : 'wrong', `${billing.cents} cents`, 'the same', exact);
}

const cold = await measureColdStart();
row(
  'cold start to the first answer',
  `${cold.seconds.toFixed(3)} s`,
  `Node alone ${cold.nodeSeconds.toFixed(3)} s`,
  'under 0.5 s',
  cold.seconds < 0.5,
);

const large = JSON.parse(
  execFileSync(process.execPath, ['--expose-gc', '--conditions=tenantry-source', 'bench/large-seed.ts'], {
    encoding: 'utf8',
  }),
) as {
  seconds: number;
  heapMegabytes: number;
  residentMegabytes: number;
  forkMs: number;
  subscriptions: number;
};
row(
  `large seed: heap with ${large.subscriptions} subscriptions`,
  `${large.heapMegabytes.toFixed(0)} MB`,
  `${large.residentMegabytes.toFixed(0)} MB resident, built in ${large.seconds.toFixed(1)} s, forked in ${large.forkMs.toFixed(1)} ms`,
  'under 400 MB',
  large.heapMegabytes < 400,
);

const widths = (rows[0] ?? []).map((_, column) =>
  Math.max(...rows.map((cells) => (cells[column] ?? '').length)),
);
for (const cells of rows)
  console.log(
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );

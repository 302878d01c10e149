import { createPlatform, type Platform } from '@tenantry/mock-server';
import { Graph } from '@tenantry/sdk/graph';
import { afterAll, expect } from 'vitest';
import { generatedTotalCents } from '../packages/mock-server/src/domain/billing-exports/generated-usage.ts';
import { datasetIn, queried } from './duck-db.ts';
import { graphToken } from './graph-world.ts';

const scopes = ['PartnerBilling.Read.All'];
const platforms: Platform[] = [];
afterAll(() => Promise.all(platforms.map((platform) => platform.close())));

/** A month of so many lines at a mock; whose downloads break at a byte of a blob, as often as it is told. */
export async function month(rows: number, blobRows: number) {
  const settings = { exportRows: rows, exportBlobRows: blobRows, exportSeconds: 0 };
  const platform = createPlatform({ seed: 'demo-latam', settings });
  platforms.push(platform);
  const accessToken = graphToken(platform, { signIn: 'application', scopes });
  const broken = { blob: '', byte: 0, times: 0 };
  const downloads: string[] = [];
  const { billing } = new Graph({
    baseUrl: 'https://tenantry.test',
    accessToken,
    environment: platform.environment,
    fetch: async (url, init) => {
      const response = await platform.fetch(new Request(url, init));
      const blob = /([^/]+\.json\.gz)\?/.exec(url)?.[1];
      if (blob === undefined) return response;
      downloads.push(blob);
      if (broken.blob !== blob || broken.times === 0) return response;
      broken.times -= 1;
      const bytes = new Uint8Array(await response.arrayBuffer());
      return new Response(beginning(bytes, broken.byte % bytes.byteLength));
    },
  });
  const { operationId } = await billing.exportUnbilledUsage({ currencyCode: 'USD', billingPeriod: 'last' });
  const manifest = await billing.waitForExport(operationId);
  return { platform, accessToken, billing, manifest, broken, downloads, rows };
}

function beginning(bytes: Uint8Array, length: number): ReadableStream<Uint8Array> {
  const pieces = [bytes.slice(0, length)];
  return new ReadableStream({
    pull(controller) {
      const piece = pieces.shift();
      if (piece === undefined) controller.error(new TypeError('terminated'));
      else controller.enqueue(piece);
    },
  });
}

/** Each line has a resource of its own: none twice, none missing, to the cent. */
export async function expectEachOnce(folder: string, rows: number): Promise<void> {
  const [found] = await queried(
    `select count(*) as rows, count(distinct ResourceURI) as resources, (sum(BillingPreTaxTotal) * 100)::bigint as cents from ${datasetIn(folder)}`,
  );
  expect(found).toEqual({
    rows: String(rows),
    resources: String(rows),
    cents: String(generatedTotalCents(rows)),
  });
}

import { createPlatform, type Platform } from '@tenantry/mock-server';
import { Graph, type GraphTypes } from '@tenantry/sdk/graph';
import { PartnerCenter } from '@tenantry/sdk/partner-center';
import { afterAll, describe, expect, test } from 'vitest';
import { generatedTotalCents } from '../packages/mock-server/src/domain/billing-exports/generated-usage.ts';
import { graphAt, graphToken } from './graph-world.ts';

const scopes = ['PartnerBilling.Read.All'];
const platform = createPlatform({ seed: 'demo-latam', strict: true, settings: { exportBlobRows: 100 } });
const { url } = await platform.listen();
afterAll(() => platform.close());

function billingAt(baseUrl: string, on: Platform, options: object = {}) {
  return graphAt(baseUrl, on, { signIn: 'application', scopes, ...options }).billing;
}

const billing = billingAt(url, platform);

async function refusal(call: PromiseLike<unknown>) {
  return call.then(
    () => ({}),
    ({ status, code, name }: { status?: number; code?: string; name: string }) => ({ status, code, name }),
  );
}

async function all<Row>(rows: AsyncIterable<Row>): Promise<Row[]> {
  const given: Row[] = [];
  for await (const row of rows) given.push(row);
  return given;
}

/** The sum of a column; millionths, since lines are finer than cents. */
function cents<Row>(rows: readonly Row[], column: keyof Row): number {
  return rows.reduce((sum, row) => sum + Math.round(Number(row[column]) * 1e6), 0) / 1e4;
}

describe('an export, over HTTP', () => {
  test('is taken, goes on by the clock, and has a manifest', async () => {
    const request = { currencyCode: 'usd', billingPeriod: 'last', attributeSet: 'full' } as const;
    const asked = await billing.exportUnbilledUsage(request).withResponse();
    const { operationId } = asked.data;
    expect(asked.status).toBe(202);
    expect(asked.headers.get('location')).toBe(
      `${url}/v1.0/reports/partners/billing/operations/${operationId}`,
    );
    const looked = await billing.getOperation(operationId).withResponse();
    expect(looked.data).toMatchObject({
      '@odata.type': '#microsoft.graph.partners.billing.runningOperation',
      id: operationId,
      status: 'notStarted',
    });
    expect(looked.headers.get('retry-after')).toBe('10');
    platform.advance('PT15S');
    expect((await billing.getOperation(operationId)).status).toBe('running');
    const manifest = await billing.waitForExport(operationId);
    const done = await billing.getOperation(operationId).withResponse();
    expect(done.headers.get('retry-after')).toBeNull();
    expect(done.data).toMatchObject({
      '@odata.type': '#microsoft.graph.partners.billing.exportSuccessOperation',
      status: 'succeeded',
      resourceLocation: { id: manifest.id },
    });
    expect(await billing.getManifest(manifest.id)).toMatchObject({
      id: manifest.id,
      eTag: manifest.eTag,
      dataFormat: 'compressedJSONLines',
      blobCount: manifest.blobs.length,
    });
  });

  test.each(['full', 'basic'] as const)('has each line of the use of a month: %s', async (attributeSet) => {
    const rows = await exported({ attributeSet });
    const names = Object.keys(rows[0] ?? {});
    expect(names).toHaveLength(attributeSet === 'full' ? 55 : 31);
    expect(names.includes('MeterName')).toBe(attributeSet === 'full');
    expect(new Set(rows.map((row) => JSON.stringify(row))).size).toBe(rows.length);
    expect(rows.length).toBeGreaterThan(100);
  });

  async function exported(change: object = {}) {
    const { operationId } = await billing.exportUnbilledUsage({
      currencyCode: 'USD',
      billingPeriod: 'last',
      ...change,
    });
    return all(await billing.usageRows(await billing.waitForExport(operationId)));
  }

  test('of the use of an invoice comes to what the invoice charges for it', async () => {
    const invoiceId = 'G202610PEN';
    const { operationId } = await billing.exportBilledUsage({ invoiceId });
    const used = await all(await billing.usageRows(await billing.waitForExport(operationId)));
    const reconciliation = await billing.exportBilledReconciliation({ invoiceId });
    const manifest = await billing.waitForExport(reconciliation.operationId);
    const charged = (await all(await billing.reconciliationRows(manifest))).filter(
      (row) => row.ChargeType === 'usage',
    );
    expect(charged.length).toBeGreaterThan(0);
    expect(new Set(used.map((row) => row.InvoiceNumber))).toEqual(new Set([invoiceId]));
    expect(new Set(used.map((row) => row.BillingCurrency))).toEqual(new Set(['PEN']));
    const difference = cents(used, 'BillingPreTaxTotal') - cents(charged, 'Total');
    // Each charge was rounded to whole cents.
    expect(Math.abs(difference)).toBeLessThanOrEqual(charged.length);
  });

  test('of what is on no invoice yet is asked for in beta, and looked at there', async () => {
    const asked = await billing
      .exportUnbilledReconciliation({ currencyCode: 'PEN', billingPeriod: 'current' })
      .withResponse();
    const location = asked.headers.get('location') ?? '';
    expect(location).toBe(`${url}/beta/reports/partners/billing/operations/${asked.data.operationId}`);
    const manifest = await billing.waitForExport(asked.data.operationId);
    const headers = {
      authorization: `Bearer ${graphToken(platform, { signIn: 'application', scopes })}`,
    };
    const looked = await fetch(location, { headers });
    expect(await looked.json()).toMatchObject({
      '@odata.context': expect.stringContaining('/beta/$metadata#reports/partners/billing/operations/'),
      status: 'succeeded',
      resourceLocation: { id: manifest.id },
    });
    const rows = await all(await billing.reconciliationRows(manifest));
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows)
      expect(row).toMatchObject({ InvoiceNumber: '', Tier2MpnId: '', BillingFrequency: '', Currency: 'PEN' });
    const partnerCenter = new PartnerCenter(platform.credentials(url).partnerCenter);
    const lines = await partnerCenter.invoices
      .unbilledLineItems({ currencyCode: 'PEN', period: 'current' })
      .toArray({ limit: 10_000 });
    expect(lines).toHaveLength(rows.length);
  });

  test('of what is on no invoice yet stays as it was asked for, and of what is on one there is none', async () => {
    const later = platform.fork();
    const { url: laterUrl } = await later.listen();
    const before = billingAt(laterUrl, later);
    const wanted = { currencyCode: 'PEN', billingPeriod: 'current' } as const;
    const { id } = await before.waitForExport(
      (await before.exportUnbilledReconciliation(wanted)).operationId,
    );
    const rows = await all(await before.reconciliationRows(await before.getManifest(id)));
    later.advance({ to: '2026-12-07T00:00:00Z' });
    const last = { ...wanted, billingPeriod: 'last' } as const;
    const then = billingAt(laterUrl, later);
    const grown = await then.waitForExport((await then.exportUnbilledReconciliation(last)).operationId);
    expect((await all(await then.reconciliationRows(grown))).length).toBeGreaterThan(rows.length);
    later.advance({ to: '2026-12-20T00:00:00Z' });
    const posted = billingAt(laterUrl, later);
    expect(await all(await posted.reconciliationRows(await posted.getManifest(id)))).toEqual(rows);
    const none = await posted.exportUnbilledReconciliation(last);
    expect(await refusal(posted.waitForExport(none.operationId))).toMatchObject({ code: '5000' });
    await later.close();
  });

  test('of an invoice without data fails, which is an answer', async () => {
    const { operationId } = await billing.exportBilledUsage({ invoiceId: 'G209912' });
    expect(await refusal(billing.waitForExport(operationId))).toMatchObject({
      name: 'ApiError',
      code: '5000',
    });
    expect(await billing.getOperation(operationId)).toMatchObject({
      '@odata.type': '#microsoft.graph.partners.billing.failedOperation',
      status: 'failed',
      error: { code: '5000' },
    });
  });

  test('reconciles an invoice, a blob for each worker', async () => {
    const { operationId } = await billing.exportBilledReconciliation({ invoiceId: 'g202610pen' });
    const manifest = await billing.waitForExport(operationId);
    const parts = await Promise.all(
      manifest.blobs.map(async ({ name }) =>
        all(await billing.blobRows<GraphTypes.ReconciliationRow>(manifest, name)),
      ),
    );
    const whole = await all(await billing.reconciliationRows(manifest));
    expect(parts.flat()).toEqual(whole);
    expect(whole.length).toBeGreaterThan(0);
    expect(whole[0]).toMatchObject({ InvoiceNumber: 'G202610PEN', PublisherName: 'Microsoft' });
  });

  test('is asked for by the namespaced name too', async () => {
    const path = '/v1.0/reports/partners/billing/usage/billed/microsoft.graph.partners.billing.export';
    const { status } = await fetch(url + path, {
      method: 'POST',
      headers: { authorization: `Bearer ${graphToken(platform, { scopes })}` },
      body: '{"invoiceId":"G202610PEN"}',
    });
    expect(status).toBe(202);
  });

  test('is refused without the permission, without a currency, and to another partner', async () => {
    const request = { currencyCode: 'USD', billingPeriod: 'current' } as const;
    const without = billingAt(url, platform, { scopes: ['Directory.Read.All'] });
    expect(await refusal(without.exportUnbilledUsage(request))).toMatchObject({ status: 403 });
    const wrong = { ...request, currencyCode: 'dollars' };
    expect(await refusal(billing.exportUnbilledUsage(wrong))).toMatchObject({ status: 400 });
    const { operationId } = await billing.exportUnbilledUsage({ ...request, billingPeriod: 'last' });
    const { id } = await billing.waitForExport(operationId);
    const other = billingAt(url, platform, { kind: 'indirect-reseller' });
    expect(await refusal(other.getOperation(operationId))).toMatchObject({ status: 404 });
    expect(await refusal(other.getManifest(id))).toMatchObject({ status: 404 });
    expect(await refusal(billing.getManifest('none'))).toMatchObject({ status: 404 });
  });

  test('goes on with another token when the first runs out, and past a connection that breaks', async () => {
    const { operationId } = await billing.exportUnbilledUsage({ currencyCode: 'USD', billingPeriod: 'last' });
    const manifest = await billing.waitForExport(operationId);
    const expected = await all(await billing.usageRows(manifest));
    platform.advance('PT2H');
    const folder = await fetch(`${manifest.rootDirectory}/${manifest.blobs[0]?.name}?${manifest.sasToken}`);
    expect(folder.status).toBe(403);
    platform.faults.add({
      match: { operationId: 'DownloadBillingBlob', times: 3 },
      effect: { kind: 'truncate' },
    });
    expect(await all(await billing.usageRows(manifest))).toEqual(expected);
  });
});

describe('a generated month', () => {
  test('comes whole, in process and over HTTP, and to the cent', async () => {
    const rows = 3_001;
    const large = createPlatform({
      seed: 'demo-latam',
      settings: { exportRows: rows, exportBlobRows: 1_000 },
    });
    const listener = await large.listen();
    for (const source of [inProcess(large), billingAt(listener.url, large)]) {
      const { operationId } = await source.exportUnbilledUsage({
        currencyCode: 'USD',
        billingPeriod: 'last',
      });
      const manifest = await source.waitForExport(operationId);
      expect(manifest.blobCount).toBe(4);
      const given = await all(await source.usageRows(manifest, { concurrency: 2 }));
      expect(new Set(given.map((row) => row.ResourceURI)).size).toBe(rows);
      const cents = given.reduce(
        (sum, { BillingPreTaxTotal = 0 }) => sum + BigInt(Math.round(BillingPreTaxTotal * 100)),
        0n,
      );
      expect(cents).toBe(generatedTotalCents(rows));
    }
    await large.close();
  });

  function inProcess(on: Platform) {
    return new Graph({
      baseUrl: 'https://tenantry.test',
      accessToken: graphToken(on, { signIn: 'application', scopes }),
      environment: on.environment,
      fetch: on.fetch,
    }).billing;
  }

  test('is made no further than it is read', async () => {
    const large = createPlatform({
      seed: 'demo-latam',
      settings: { exportRows: 50_000_000, exportBlobRows: 50_000_000 },
    });
    const source = inProcess(large);
    const { operationId } = await source.exportUnbilledUsage({ currencyCode: 'USD', billingPeriod: 'last' });
    const reader = await source.usageRows(await source.waitForExport(operationId));
    let seen = 0;
    for await (const _ of reader) {
      seen += 1;
      if (seen === 10_000) break;
    }
    expect(reader.checkpoint.blobs[0]).toMatchObject({ rows: 10_000, done: false });
    const controller = new AbortController();
    const aborted = (async () => {
      for await (const batch of (
        await source.usageRows(await source.waitForExport(operationId), { signal: controller.signal })
      ).batches())
        if (batch.length > 0) controller.abort();
    })();
    await expect(aborted).rejects.toMatchObject({ name: 'AbortError' });
    await large.close();
  });
});

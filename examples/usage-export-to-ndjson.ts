// Last month's rated usage as newline-delimited JSON, in two sittings: the second goes on where the first left a checkpoint.
import { createPlatform } from '@tenantry/mock-server';
import { Graph } from '@tenantry/sdk/graph';

const platform = createPlatform({ seed: 'demo-latam' });
const { environment, fetch } = platform;
const graph = new Graph({ ...platform.credentials().graph, environment, fetch });

const { operationId } = await graph.billing.exportUnbilledUsage({
  currencyCode: 'USD',
  billingPeriod: 'last',
});
const manifest = await graph.billing.waitForExport(operationId);

const first = await graph.billing.usageRows(manifest);
let written = 0;
for await (const row of first) {
  console.log(JSON.stringify(row));
  written += 1;
  if (written === 20) break;
}
const stored = JSON.stringify(first.checkpoint);

const rest = await graph.billing.usageRows(manifest, { checkpoint: JSON.parse(stored) });
for await (const row of rest) {
  console.log(JSON.stringify(row));
  written += 1;
}
console.error(`${written} rows of ${manifest.blobCount} blob(s), each once`);

import { fork } from 'node:child_process';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { createGunzip } from 'node:zlib';
import { Graph, type GraphTypes } from '@tenantry/sdk/graph';

export interface ExportRun {
  readonly rows: number;
  readonly rowsPerSecond: number;
  /** Of the reading process, at its highest. */
  readonly residentMegabytes: number;
  readonly cents: string;
}

/** What the processes of this measurement tell each other. */
interface Task {
  readonly role: 'mock' | 'sdk' | 'bare';
  readonly rows: number;
  readonly blobs: number;
  readonly url?: string;
  readonly token?: string;
}

const self = fileURLToPath(import.meta.url);

/** A large export through the SDK against zlib, split and JSON.parse; mock and both readers in processes of their own. */
export async function compareBillingExport(rows = 5_000_000, blobs = 20) {
  const { generatedTotalCents } = await import(
    '../packages/mock-server/src/domain/billing-exports/generated-usage.ts'
  );
  const server = child<{ url: string; token: string }>({ role: 'mock', rows, blobs });
  try {
    const at = await server.told;
    // Warm: the first reading of a process pays for the mock's compilation too.
    await child<ExportRun>({ role: 'bare', rows: rows / 100, blobs: 1, ...at }).told;
    const bare = await child<ExportRun>({ role: 'bare', rows, blobs, ...at }).told;
    const sdk = await child<ExportRun>({ role: 'sdk', rows, blobs, ...at }).told;
    const cents = String(generatedTotalCents(rows));
    return { sdk, bare, ratio: sdk.rowsPerSecond / bare.rowsPerSecond, exact: sdk.cents === cents, cents };
  } finally {
    server.kill();
  }
}

function child<Told>(task: Task): { readonly told: Promise<Told>; kill(): void } {
  // As in a small container: without a limit V8 puts its collecting off, whatever the program keeps.
  const limit = task.role === 'mock' ? [] : ['--max-old-space-size=64', '--max-semi-space-size=8'];
  const execArgv = ['--conditions=tenantry-source', ...limit];
  const process = fork(self, [JSON.stringify(task)], { execArgv });
  const told = new Promise<Told>((resolve, reject) => {
    process.once('message', (message) => resolve(message as Told));
    process.once('exit', (code) => reject(new Error(`The ${task.role} process ended with ${code}.`)));
  });
  return { told, kill: () => process.kill() };
}

async function serve({ rows, blobs }: Task): Promise<void> {
  // Loaded here only: the readers' memory is measured.
  const { createPlatform } = await import('@tenantry/mock-server');
  const { signedToken } = await import('../packages/mock-server/src/domain/partners/access-token.ts');
  const { partners } = await import('../packages/mock-server/src/domain/partners/partner.ts');
  const settings = { exportRows: rows, exportBlobRows: Math.ceil(rows / blobs), exportSeconds: 0 };
  const platform = createPlatform({ seed: 'demo-latam', settings, flowing: true });
  const { url } = await platform.listen();
  const [partner] = platform.world.store.of(partners).find('kind', 'indirect-provider');
  if (partner === undefined) throw new Error('The world has no provider.');
  const { token } = signedToken(platform.world, partner, {
    companyId: partner.companyId,
    username: 'Tenantry integration',
    signIn: 'application',
    multiFactor: true,
    audience: 'https://graph.microsoft.com',
    scopes: ['PartnerBilling.Read.All'],
    roles: ['PartnerBilling.Read.All'],
  });
  process.send?.({ url, token });
}

function peak() {
  let highest = 0;
  const look = () => {
    highest = Math.max(highest, process.memoryUsage.rss() / 1e6);
  };
  look();
  const timer = setInterval(look, 50);
  return () => {
    clearInterval(timer);
    look();
    return highest;
  };
}

async function read({ role, blobs, url = '', token = '' }: Task): Promise<void> {
  const graph = new Graph({ baseUrl: url, accessToken: token });
  const { operationId } = await graph.billing.exportUnbilledUsage({
    currencyCode: 'USD',
    billingPeriod: 'last',
  });
  const whole = await graph.billing.waitForExport(operationId);
  const manifest = { ...whole, blobs: whole.blobs.slice(0, blobs) };
  const highest = peak();
  const started = performance.now();
  const { rows, cents } = role === 'sdk' ? await bySdk(graph, manifest) : await bare(manifest);
  const seconds = (performance.now() - started) / 1_000;
  const told: ExportRun = {
    rows,
    rowsPerSecond: rows / seconds,
    residentMegabytes: highest(),
    cents: String(cents),
  };
  process.send?.(told, () => process.exit(0));
}

/** Two decimals are all a generated line has: whole cents can be summed without a rounding. */
function centsOf(amount = 0): number {
  return Math.round(amount * 100);
}

async function bySdk(graph: Graph, manifest: GraphTypes.BillingManifest) {
  let rows = 0;
  let cents = 0;
  for await (const batch of (await graph.billing.usageRows(manifest)).batches()) {
    rows += batch.length;
    for (const { BillingPreTaxTotal } of batch) cents += centsOf(BillingPreTaxTotal);
  }
  return { rows, cents };
}

async function bare({ rootDirectory, sasToken, blobs }: GraphTypes.BillingManifest) {
  let rows = 0;
  let cents = 0;
  for (const { name } of blobs) {
    const { body } = await fetch(`${rootDirectory}/${name}?${sasToken}`);
    if (body === null) throw new Error('The blob is empty.');
    const text = Readable.fromWeb(body as never).pipe(createGunzip());
    text.setEncoding('utf8');
    let rest = '';
    for await (const chunk of text as AsyncIterable<string>) {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        const row = JSON.parse(line) as GraphTypes.DailyRatedUsageRow;
        rows += 1;
        cents += centsOf(row.BillingPreTaxTotal);
      }
    }
  }
  return { rows, cents };
}

if (process.argv[1] === self) {
  const [, , given] = process.argv;
  if (process.send !== undefined && given !== undefined) {
    const task = JSON.parse(given) as Task;
    await (task.role === 'mock' ? serve(task) : read(task));
  } else {
    const { sdk, bare: alone, ratio, exact, cents } = await compareBillingExport(Number(given ?? 5_000_000));
    console.table([sdk, alone]);
    console.log(`sdk / bare = ${ratio.toFixed(2)} (goal: at least 0.8); ${cents} cents, exact: ${exact}`);
  }
}

// Checks the packed packages as a customer gets them: metadata, types, sizes, both module systems, both Node lines, a browser.
import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';

const packages = ['packages/sdk', 'packages/mock-server'];
const otherNode = 'node@22.23.3';
const browsers = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Minified and gzipped, everything it imports included; the limits are the product's promise. */
const sizeLimits: Readonly<Record<string, number>> = {
  '@tenantry/sdk/auth': 18_000,
  '@tenantry/sdk/graph': 18_000,
  '@tenantry/sdk/icp': 16_000,
  '@tenantry/sdk/ingram': 18_000,
  '@tenantry/sdk/ingram/panels': 16_000,
  '@tenantry/sdk/parquet': 12_000,
  '@tenantry/sdk/partner-center': 36_000,
  '@tenantry/sdk/quotes': 5_000,
  '@tenantry/sdk/schedules': 6_000,
  '@tenantry/sdk/validation': 8_000,
  '@tenantry/sdk/webhooks': 8_000,
};

const workplace = mkdtempSync(join(tmpdir(), 'tenantry-packages-'));
let failed = 0;

function report(what: string, problem?: string): void {
  if (problem !== undefined) failed += 1;
  console.log(
    `${problem === undefined ? 'ok    ' : 'FAILED'} ${what}${problem === undefined ? '' : `\n${problem}`}`,
  );
}

function run(command: string, parameters: readonly string[], cwd: string): string | undefined {
  const done = spawnSync(command, parameters, {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, NODE_NO_WARNINGS: '1' },
  });
  return done.status === 0
    ? undefined
    : `${done.stdout ?? ''}${done.stderr ?? ''}${done.error?.message ?? ''}`;
}

function pack(folder: string): string {
  const before = new Set(readdirSync(workplace));
  execFileSync('npm', ['pack', '--silent', '--pack-destination', workplace], { cwd: folder, stdio: 'pipe' });
  const tarball = readdirSync(workplace).find((name) => name.endsWith('.tgz') && !before.has(name));
  if (tarball === undefined) throw new Error(`npm pack made no tarball of ${folder}.`);
  return join(workplace, tarball);
}

async function checkMetadata(folder: string, tarball: string): Promise<void> {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Record<string, unknown>;
  const { messages } = await publint({ pkgDir: resolve(folder), strict: true });
  const problems = messages
    .map((message) => formatMessage(message, manifest))
    .filter((text) => text !== undefined);
  report(`publint ${folder}`, problems.length > 0 ? problems.join('\n') : undefined);
  report(
    `types resolve in every module system: ${folder}`,
    run('npm', ['exec', '--', 'attw', tarball, '--profile', 'node16'], '.'),
  );
}

function installInto(folder: string, tarballs: readonly string[], extra: readonly string[]): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ name: 'customer', private: true, allowScripts: { node: true } }),
  );
  execFileSync('npm', ['install', '--silent', '--no-audit', '--no-fund', ...tarballs, ...extra], {
    cwd: folder,
    stdio: 'pipe',
  });
}

/** What an application loads at its start: the entry and what it imports; groups that are loaded on first use are not in it. */
async function checkSizes(customer: string): Promise<void> {
  for (const [specifier, limit] of Object.entries(sizeLimits)) {
    const { outputFiles, metafile } = await build({
      stdin: { contents: `export * from '${specifier}';`, resolveDir: customer },
      bundle: true,
      minify: true,
      splitting: true,
      metafile: true,
      format: 'esm',
      platform: 'browser',
      outdir: join(workplace, 'bundle'),
      write: false,
    });
    const chunks = new Map(outputFiles.map((file) => [relative(process.cwd(), file.path), file.contents]));
    const loaded = new Set<string>();
    const load = (name: string): void => {
      if (loaded.has(name)) return;
      loaded.add(name);
      for (const { path, kind } of metafile.outputs[name]?.imports ?? [])
        if (kind === 'import-statement') load(path);
    };
    const entry = Object.entries(metafile.outputs).find(([, output]) => output.entryPoint === '<stdin>')?.[0];
    if (entry !== undefined) load(entry);
    const size = [...loaded].reduce(
      (sum, name) => sum + gzipSync(chunks.get(name) ?? new Uint8Array(), { level: 9 }).byteLength,
      0,
    );
    report(
      `${specifier}: ${size} of ${limit} bytes min+gz`,
      size > limit || size === 0 ? 'It has outgrown its limit.' : undefined,
    );
  }
}

const exercise = `
  const assert = require('node:assert');
  (async () => {
    for (const load of [async (name) => require(name), (name) => import(name)]) {
      const { createPlatform } = await load('@tenantry/mock-server');
      const { EntraApplication } = await load('@tenantry/sdk/auth');
      const { FileRefreshTokenStore } = await load('@tenantry/sdk/auth/node');
      const { Icp } = await load('@tenantry/sdk/icp');
      const { partnerCenter } = await load('@tenantry/sdk/partner-center');
      const { InProcessScheduleRunner } = await load('@tenantry/sdk/schedules');
      const { BullScheduleRunner } = await load('@tenantry/sdk/schedules/bullmq');
      const { FileScheduleStore } = await load('@tenantry/sdk/schedules/node');
      const { parquetColumns, toParquet } = await load('@tenantry/sdk/parquet');
      const { writeParquet } = await load('@tenantry/sdk/parquet/node');
      const { validatePassword } = await load('@tenantry/sdk/validation');
      const { Reseller } = await load('@tenantry/sdk');
      assert.equal(typeof Reseller, 'function');
      assert.equal(await new FileRefreshTokenStore('none').load(), undefined);
      assert.ok(new EntraApplication({ tenantId: 't', clientId: 'c', clientSecret: 's' }));
      assert.ok(await partnerCenter({ accessToken: 'none' }).subscriptions());
      const store = new FileScheduleStore('none');
      assert.deepEqual(await new InProcessScheduleRunner({ store, reports: {}, deliver() {} }).list(), []);
      await assert.rejects(BullScheduleRunner.connect({ redis: 'redis://localhost' }), { code: 'schedule.bullmq_missing' });
      const [parquet] = await Array.fromAsync(toParquet([{ a: 1 }], parquetColumns({ a: 'integer' })));
      assert.equal(Buffer.from(parquet).subarray(0, 4).toString(), 'PAR1');
      assert.equal(typeof writeParquet, 'function');
      assert.ok(validatePassword('short').length > 1);
      const platform = createPlatform({ seed: 'demo-latam' });
      const { icp } = platform.credentials();
      const client = new Icp({ ...icp, fetch: (request, init) => platform.fetch(new Request(request, init)) });
      assert.ok((await client.companies.list(icp.resellerAccountId)).length > 0);
    }
  })().catch((error) => { console.error(error); process.exitCode = 1; });
`;

async function checkBrowser(customer: string): Promise<void> {
  const browser = browsers.find((path) => existsSync(path));
  if (browser === undefined) {
    report('validation in a browser', 'No Chromium is installed; on Debian: apt-get install chromium.');
    return;
  }
  const bundled = await build({
    stdin: {
      contents: `import { validatePassword } from '@tenantry/sdk/validation';
        document.title = validatePassword('Abcdefgh1234').map((issue) => issue.code).join() + ' ' + validatePassword('Cumbre!Azul2027').length;`,
      resolveDir: customer,
    },
    bundle: true,
    format: 'iife',
    platform: 'browser',
    write: false,
  });
  const page = join(workplace, 'page.html');
  writeFileSync(
    page,
    `<!doctype html><html><head><script>${bundled.outputFiles[0]?.text ?? ''}</script></head></html>`,
  );
  const quiet = [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--no-first-run',
    '--disable-background-networking',
  ];
  const done = spawnSync(
    browser,
    [
      ...quiet,
      '--disable-component-update',
      '--disable-sync',
      `--user-data-dir=${join(workplace, 'browser')}`,
      '--dump-dom',
      `file://${page}`,
    ],
    { encoding: 'utf8', timeout: 60_000 },
  );
  const shown = /<title>(.*)<\/title>/.exec(done.stdout ?? '')?.[1];
  report(
    'validation in a browser',
    shown === 'password.special 0' ? undefined : `The page showed "${shown ?? ''}".\n${done.stderr ?? ''}`,
  );
}

try {
  const tarballs = packages.map(pack);
  for (const [index, folder] of packages.entries()) await checkMetadata(folder, tarballs[index] ?? '');
  const customer = join(workplace, 'customer');
  installInto(customer, tarballs, [otherNode]);
  await checkSizes(customer);
  writeFileSync(join(customer, 'exercise.cjs'), exercise);
  report(`import and require on Node ${process.version}`, run(process.execPath, ['exercise.cjs'], customer));
  report(
    `import and require on ${otherNode}`,
    run(join(customer, 'node_modules/.bin/node'), ['exercise.cjs'], customer),
  );
  report(
    'tenantry-mock --version',
    run(process.execPath, [join(customer, 'node_modules/.bin/tenantry-mock'), '--version'], customer),
  );
  await checkBrowser(customer);
} finally {
  rmSync(workplace, { recursive: true, force: true });
}
if (failed > 0) process.exitCode = 1;

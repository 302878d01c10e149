import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import autocannon from 'autocannon';

/** What one load run on one server gave. */
export interface Throughput {
  readonly server: string;
  readonly requestsPerSecond: number;
  readonly p99Milliseconds: number;
}

export interface ThroughputOptions {
  /** Seed of the simulated world. */
  readonly seed?: string;
  /** Seconds a run; each server is measured in turn, `rounds` times, and the median counts. */
  readonly seconds?: number;
  readonly rounds?: number;
  /** Runs the built command line (packages/mock-server/dist) instead of the sources. */
  readonly built?: boolean;
}

interface Target {
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly body: string;
}

const root = fileURLToPath(new URL('..', import.meta.url));

/** The simulator (validation and journal on) against a Hono server that answers the same JSON to the same requests. */
export async function compareThroughput(options: ThroughputOptions = {}): Promise<{
  readonly mock: Throughput;
  readonly hono: Throughput;
  readonly ratio: number;
}> {
  const rounds = options.rounds ?? 3;
  const seconds = options.seconds ?? 4;
  const cli = options.built ? 'packages/mock-server/dist/cli.js' : 'packages/mock-server/src/cli.ts';
  const mock = start([cli, '--port', '0', '--json', '--seed', options.seed ?? 'demo-latam']);
  try {
    const { url, admin } = JSON.parse(await firstLine(mock)) as { url: string; admin: string };
    const target = await prepared(url, admin);
    const answered = await fetch(target.url, { method: 'POST', headers: target.headers, body: target.body });
    const answer = await answered.text();
    if (!answered.ok) throw new Error(`The simulator answered ${answered.status}: ${answer}`);
    const hono = start(['bench/hono-server.ts'], answer);
    try {
      const honoTarget = { ...target, url: (await firstLine(hono)).trim() };
      const runs: { mock: autocannon.Result[]; hono: autocannon.Result[] } = { mock: [], hono: [] };
      await load(target, 1);
      await load(honoTarget, 1);
      for (let round = 0; round < rounds; round += 1) {
        runs.mock.push(await load(target, seconds));
        runs.hono.push(await load(honoTarget, seconds));
      }
      const result = { mock: summary('mock', runs.mock), hono: summary('hono', runs.hono) };
      return { ...result, ratio: result.mock.requestsPerSecond / result.hono.requestsPerSecond };
    } finally {
      hono.kill();
    }
  } finally {
    mock.kill();
  }
}

/** A signed-in read of one company's list: authentication, body, validation and journal all take part. */
async function prepared(url: string, admin: string): Promise<Target> {
  const { icp } = (await (await fetch(`${admin}/credentials`)).json()) as {
    icp: { username: string; password: string; resellerAccountId: number };
  };
  const base = `${url}/SimpleAPI/SimpleAPIService.svc/rest`;
  const json = { 'content-type': 'application/json', accept: 'application/json' };
  const signIn = await fetch(`${base}/GetSessionToken`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ username: icp.username, password: icp.password }),
  });
  const token = (await signIn.json()) as string;
  return {
    url: `${base}/GetReseller`,
    headers: { ...json, authenticate: `CCPSessionId ${token}` },
    body: JSON.stringify({ accountId: icp.resellerAccountId }),
  };
}

async function load({ url, headers, body }: Target, duration: number): Promise<autocannon.Result> {
  const result = await autocannon({ url, method: 'POST', headers, body, connections: 20, duration });
  if (result.non2xx > 0 || result.errors > 0) {
    throw new Error(`${url} failed ${result.non2xx + result.errors} of ${result.requests.total} requests.`);
  }
  return result;
}

function summary(server: string, runs: readonly autocannon.Result[]): Throughput {
  const median = [...runs].sort((left, right) => left.requests.average - right.requests.average)[
    Math.floor(runs.length / 2)
  ];
  if (median === undefined) throw new Error('No round was run.');
  return { server, requestsPerSecond: median.requests.average, p99Milliseconds: median.latency.p99 };
}

function start(parameters: readonly string[], input?: string): ChildProcess {
  const child = spawn(process.execPath, ['--conditions=tenantry-source', ...parameters], {
    cwd: root,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin?.end(input ?? '');
  return child;
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('The server has no output to read its address from.');
  const stopped = new AbortController();
  child.once('exit', () => stopped.abort(new Error('The server stopped before it told its address.')));
  const [chunk] = (await once(child.stdout, 'data', { signal: stopped.signal })) as [Buffer];
  return String(chunk);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { mock, hono, ratio } = await compareThroughput({ built: process.argv.includes('--built') });
  console.table([mock, hono]);
  console.log(`mock / hono = ${ratio.toFixed(2)} (goal: at least 0.6)`);
}

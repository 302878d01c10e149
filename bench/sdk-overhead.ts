import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Icp } from '@tenantry/sdk/icp';
import ky from 'ky';
import { median } from './median.ts';

const rounds = 9;
const calls = 300;

/** One operation through the SDK against the same request by bare fetch, in turn, on one simulator in another process. */
export async function compareSdkWithFetch(): Promise<{
  readonly sdkMs: number;
  readonly fetchMs: number;
  readonly ratio: number;
  /** ky alone against bare fetch: what the transport costs by itself. */
  readonly kyRatio: number;
}> {
  const server = spawn(
    process.execPath,
    ['--conditions=tenantry-source', 'packages/mock-server/src/cli.ts', '--port', '0', '--json'],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  try {
    const [line] = (await once(server.stdout, 'data')) as [Buffer];
    const { url } = JSON.parse(line.toString()) as { url: string };
    const { icp: credentials } = (await (await fetch(`${url}/_tenantry/credentials`)).json()) as {
      icp: { username: string; password: string };
    };
    const icp = new Icp({ baseUrl: url, ...credentials });
    const token = await icp.session.getToken(credentials.username, credentials.password);
    const headers = {
      'content-type': 'application/json;charset=UTF8',
      authenticate: `CCPSessionId ${token}`,
    };
    const bare = async () => {
      const response = await fetch(`${url}/SimpleAPI/SimpleAPIService.svc/rest/GetSubscriptions`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ parentAccountId: 435_349 }),
      });
      if (!response.ok) throw new Error(`The simulator answered ${response.status}.`);
      return response.json();
    };
    const throughKy = () =>
      ky(`${url}/SimpleAPI/SimpleAPIService.svc/rest/GetSubscriptions`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ parentAccountId: 435_349 }),
        retry: 0,
        timeout: false,
      }).json();
    const throughSdk = () => icp.subscriptions.list(435_349);
    await timed(bare);
    await timed(throughSdk);
    const pairs: { sdk: number; fetch: number; ky: number }[] = [];
    for (let round = 0; round < rounds; round += 1)
      pairs.push({ sdk: await timed(throughSdk), fetch: await timed(bare), ky: await timed(throughKy) });
    return {
      sdkMs: median(pairs.map((pair) => pair.sdk)),
      fetchMs: median(pairs.map((pair) => pair.fetch)),
      ratio: median(pairs.map((pair) => pair.sdk / pair.fetch)),
      kyRatio: median(pairs.map((pair) => pair.ky / pair.fetch)),
    };
  } finally {
    server.kill();
  }
}

/** Milliseconds for one call, over many in a row. */
async function timed(call: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  for (let count = 0; count < calls; count += 1) await call();
  return (performance.now() - start) / calls;
}

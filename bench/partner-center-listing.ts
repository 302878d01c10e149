import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { PartnerCenter } from '@tenantry/sdk/partner-center';
import { median } from './median.ts';

/** Calls under way at once, in both. */
const concurrency = 8;
const pageSize = 500;
const rounds = 3;

interface Listed {
  readonly itemsPerSecond: number;
  readonly items: number;
  /** Megabytes of heap, garbage collected: when a tenth was listed, and at the end. */
  readonly early: number;
  readonly late: number;
}

/** Walks all customers, and the subscriptions of each, through the SDK and by a hand-written loop, in turn. */
export async function compareListing(): Promise<{
  readonly sdk: Listed;
  readonly loop: Listed;
  readonly ratio: number;
}> {
  const server = spawn(
    process.execPath,
    ['packages/mock-server/dist/cli.js', '--port', '0', '--json', '--seed', 'large', '--still'],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  try {
    const [line] = (await once(server.stdout, 'data')) as [Buffer];
    const { url, admin } = JSON.parse(line.toString()) as { url: string; admin: string };
    const { partnerCenter } = (await (await fetch(`${admin}/credentials`)).json()) as {
      partnerCenter: { accessToken: string };
    };
    const client = new PartnerCenter({ baseUrl: url, accessToken: partnerCenter.accessToken, concurrency });
    const throughSdk = () => walk(customersOfSdk(client), (id) => client.subscriptions.list(id));
    const byHand = () => {
      const get = byFetch(url, partnerCenter.accessToken);
      return walk(customersByHand(get), async (id) => {
        const { items } = (await get(`/customers/${id}/subscriptions`)) as { items: unknown[] };
        return items;
      });
    };
    const pairs: { sdk: Listed; loop: Listed }[] = [];
    await byHand();
    for (let round = 0; round < rounds; round += 1) {
      // Whoever goes second finds the server warmer: they take turns.
      const first = round % 2 === 0 ? await throughSdk() : await byHand();
      const second = round % 2 === 0 ? await byHand() : await throughSdk();
      pairs.push(round % 2 === 0 ? { sdk: first, loop: second } : { sdk: second, loop: first });
    }
    const middle = (of: 'sdk' | 'loop'): Listed => {
      const speed = median(pairs.map((pair) => pair[of].itemsPerSecond));
      return (pairs.find((pair) => pair[of].itemsPerSecond === speed) ?? pairs[0])?.[of] as Listed;
    };
    return {
      sdk: middle('sdk'),
      loop: middle('loop'),
      ratio: median(pairs.map((pair) => pair.sdk.itemsPerSecond / pair.loop.itemsPerSecond)),
    };
  } finally {
    server.kill();
  }
}

/** Lists every customer's subscriptions, so many customers at once; nothing is kept. */
async function walk(
  customers: AsyncIterator<string>,
  list: (customerId: string) => PromiseLike<readonly unknown[]>,
): Promise<Listed> {
  const start = performance.now();
  let items = 0;
  let seen = 0;
  let early = 0;
  const heap = () => {
    globalThis.gc?.();
    return process.memoryUsage().heapUsed / 1e6;
  };
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      for (let next = await customers.next(); next.done !== true; next = await customers.next()) {
        const listed = await list(next.value);
        items += 1 + listed.length;
        seen += 1;
        if (seen === 1_000) early = heap();
      }
    }),
  );
  const seconds = (performance.now() - start) / 1_000;
  return { itemsPerSecond: items / seconds, items, early, late: heap() };
}

async function* customersOfSdk(client: PartnerCenter): AsyncGenerator<string> {
  for await (const { id } of client.customers.list({ size: pageSize })) yield id;
}

type Get = (path: string, token?: string) => Promise<unknown>;

function byFetch(url: string, accessToken: string): Get {
  return async (path, token) => {
    const response = await fetch(`${url}/v1${path}`, {
      headers: {
        authorization: `Bearer ${accessToken}`,
        accept: 'application/json',
        ...(token !== undefined && { 'MS-ContinuationToken': token }),
      },
    });
    if (!response.ok) throw new Error(`The simulator answered ${response.status}.`);
    return response.json();
  };
}

async function* customersByHand(get: Get): AsyncGenerator<string> {
  let token: string | undefined;
  do {
    const seek = token === undefined ? '' : '&seekOperation=Next';
    const page = (await get(`/customers?size=${pageSize}${seek}`, token)) as {
      items: { id: string }[];
      continuationToken?: string;
    };
    for (const { id } of page.items) yield id;
    token = page.continuationToken;
  } while (token !== undefined);
}

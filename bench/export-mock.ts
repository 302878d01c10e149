// A process of its own: the mock with a large export, and its blobs laid down in a store, as they lie in Azure's.
import { createReadStream, createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createPlatform, type Platform } from '@tenantry/mock-server';
import { Graph, type GraphTypes } from '@tenantry/sdk/graph';
import { signedToken } from '../packages/mock-server/src/domain/partners/access-token.ts';
import { partners } from '../packages/mock-server/src/domain/partners/partner.ts';

/** What this process is started with. */
export interface MockTask {
  readonly rows: number;
  readonly blobs: number;
  /** Where the blobs are kept. */
  readonly folder: string;
}

/** Where the others find it. */
export interface MockAddress {
  readonly url: string;
  readonly token: string;
  /** Of the store. */
  readonly manifest: GraphTypes.BillingManifest;
}

function tokenOf(platform: Platform): string {
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
  return token;
}

async function layDown(manifest: GraphTypes.BillingManifest, folder: string): Promise<void> {
  for (const { name } of manifest.blobs) {
    const { body } = await fetch(`${manifest.rootDirectory}/${name}?${manifest.sasToken}`);
    if (body === null) throw new Error('The blob is empty.');
    await pipeline(Readable.fromWeb(body as never), createWriteStream(join(folder, name)));
  }
}

async function storeOf(folder: string): Promise<string> {
  const server = createServer(async (request, response) => {
    const path = join(folder, new URL(request.url ?? '/', 'http://store').pathname);
    response.setHeader('content-length', (await stat(path)).size);
    createReadStream(path).pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const { rows, blobs, folder } = JSON.parse(process.argv[2] ?? '') as MockTask;
const settings = { exportRows: rows, exportBlobRows: Math.ceil(rows / blobs), exportSeconds: 0 };
const platform = createPlatform({ seed: 'demo-latam', settings, flowing: true });
const { url } = await platform.listen();
const token = tokenOf(platform);
const { billing } = new Graph({ baseUrl: url, accessToken: token });
const { operationId } = await billing.exportUnbilledUsage({ currencyCode: 'USD', billingPeriod: 'last' });
const manifest = await billing.waitForExport(operationId);
await layDown(manifest, folder);
const address: MockAddress = { url, token, manifest: { ...manifest, rootDirectory: await storeOf(folder) } };
process.send?.(address);

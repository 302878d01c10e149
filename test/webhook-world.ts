import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createPlatform, type Platform } from '@tenantry/mock-server';
import { PartnerCenter } from '@tenantry/sdk/partner-center';
import { WebhookHandler, type WebhookHandlerOptions } from '@tenantry/sdk/webhooks';

export interface Receiver {
  readonly url: string;
  close(): Promise<void>;
}

/** Serves a listener on a free port of this machine. */
export async function serve(listener: RequestListener): Promise<Receiver> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hear`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A platform that is served, with its client, and what a receiver has to trust of it. */
export async function webhookWorld() {
  const platform = createPlatform({ seed: 'demo-latam', strict: true });
  const { url } = await platform.listen();
  const root = await (await fetch(`${url}/_tenantry/webhooks/root.pem`)).text();
  const client = new PartnerCenter({
    ...platform.credentials(url).partnerCenter,
    environment: platform.environment,
  });
  const trust = {
    trustedCertificates: [root],
    extraCertificateOrigins: [url],
    environment: platform.environment,
  };
  return { platform, client, url, root, trust };
}

type Trust = Awaited<ReturnType<typeof webhookWorld>>['trust'];

/** A handler that trusts the simulator, and keeps what went wrong. */
export function handlerFor(trust: Trust, options: Omit<WebhookHandlerOptions, keyof Trust>) {
  const errors: unknown[] = [];
  const handler = new WebhookHandler({ ...trust, onError: (error) => errors.push(error), ...options });
  return { handler, errors };
}

/** Lets the tries of the simulator come, until none is left. */
export async function untilQuiet(platform: Platform): Promise<void> {
  for (let tries = 0; tries < 11; tries += 1) {
    await platform.webhooksSettled();
    platform.advance('PT8H');
  }
  await platform.webhooksSettled();
}

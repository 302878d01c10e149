// Webhooks: hear of every subscription that changes, over real HTTP, each change applied once.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createPlatform } from '@tenantry/mock-server';
import { PartnerCenter } from '@tenantry/sdk/partner-center';
import { WebhookHandler } from '@tenantry/sdk/webhooks';
import { table } from './table.ts';

const platform = createPlatform({ seed: 'demo-latam' });
const { url } = await platform.listen();
const { environment } = platform;
const partnerCenter = new PartnerCenter({ ...platform.credentials(url).partnerCenter, environment });

const rows: { customer: string; subscription: string; renews: string; changed: string }[] = [];
const webhooks = new WebhookHandler({
  // The simulator's certificates; Microsoft's need neither of these.
  trustedCertificates: [await (await fetch(`${url}/_tenantry/webhooks/root.pem`)).text()],
  extraCertificateOrigins: [url],
  environment,
  onError: (error) => console.error(error),
  handlers: {
    'subscription-updated': async ({ customerId = '', subscriptionId = '', changedAt }, { complete }) => {
      // An event says what changed, not how: look at it.
      const customer = await partnerCenter.customers.get(customerId);
      const { friendlyName, autoRenewEnabled } = await partnerCenter.subscriptions.get(
        customerId,
        subscriptionId,
      );
      await complete(() => {
        rows.push({
          customer: customer.companyProfile.companyName,
          subscription: friendlyName ?? subscriptionId,
          renews: autoRenewEnabled ? 'yes' : 'no',
          changed: changedAt.slice(0, 19),
        });
      });
    },
  },
});

// With Express this is app.post('/webhooks', expressWebhook(webhooks)); with Fastify, fastifyWebhook(webhooks).
const receiver = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const outcome = await webhooks.handle({ headers: request.headers, body: Buffer.concat(chunks) });
  response
    .writeHead(outcome === 'rejected' ? 401 : outcome === 'failed' || outcome === 'busy' ? 500 : 200)
    .end();
});
await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));

await partnerCenter.webhooks.register({
  webhookUrl: `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/webhooks`,
  webhookEvents: ['subscription-updated'],
});
for await (const { id: customerId } of partnerCenter.customers.list()) {
  for (const { id, status, autoRenewEnabled } of await partnerCenter.subscriptions.list(customerId)) {
    if (status === 'active' && autoRenewEnabled)
      await partnerCenter.subscriptions.update(customerId, id, { autoRenewEnabled: false });
  }
}
await platform.webhooksSettled();
console.log(table(rows));

receiver.close();
await platform.close();

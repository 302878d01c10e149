import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { partnerCenter, platform, refusal } from '../partner-center-world.ts';

const { webhooks } = partnerCenter;

test('the partner registers for events, and tries its receiver', async () => {
  const seen: { headers: Record<string, unknown>; body: string }[] = [];
  const receiver = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    seen.push({ headers: request.headers, body });
    response.end();
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const webhookUrl = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hear`;
  try {
    expect((await refusal(webhooks.get())).status).toBe(404);
    expect(await webhooks.listEvents()).toContain('subscription-updated');
    const registered = await webhooks.register({ webhookUrl, webhookEvents: ['Subscription-Updated'] });
    expect(registered).toMatchObject({ webhookUrl, webhookEvents: ['subscription-updated'] });
    expect((await refusal(webhooks.sendTest())).status).toBe(400);
    const changed = await webhooks.update({
      webhookUrl,
      webhookEvents: ['test-created'],
      signatureTokenToMsSignatureHeader: true,
    });
    expect(await webhooks.get()).toEqual(changed);
    expect(changed.subscriberId).toBe(registered.subscriberId);

    const { correlationId } = await webhooks.sendTest();
    await platform.webhooksSettled();
    expect(await webhooks.getTest(correlationId)).toMatchObject({
      status: 'completed',
      callbackUrl: webhookUrl,
      results: [{ responseCode: 'OK', systemError: false }],
    });
    expect(seen[0]?.headers).toMatchObject({ 'x-ms-signature': expect.stringMatching(/^Signature /) });
    expect(JSON.parse(seen[0]?.body ?? '')).toMatchObject({
      EventName: 'test-created',
      ResourceUri: expect.stringContaining(correlationId),
    });
    await webhooks.update({ webhookUrl, webhookEvents: [] });
  } finally {
    receiver.closeAllConnections();
    receiver.close();
  }
});

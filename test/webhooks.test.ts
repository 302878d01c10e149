import type { AddressInfo } from 'node:net';
import { serve as serveFetch } from '@hono/node-server';
import {
  expressWebhook,
  fastifyWebhook,
  InMemoryDeliveryStore,
  type WebhookEvent,
  type WebhookHandler,
  webhookFetchHandler,
} from '@tenantry/sdk/webhooks';
import type { Request as ExpressRequest, Response as ExpressResponse, NextFunction } from 'express';
import fastify from 'fastify';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { Random } from '../packages/mock-server/src/kernel/random.ts';
import { loadExpress } from './load-express.ts';
import { handlerFor, type Receiver, serve, untilQuiet, webhookWorld } from './webhook-world.ts';

const { platform, client, trust } = await webhookWorld();
const express = loadExpress();
const testEvents = ['test-created'];
afterAll(() => platform.close());
beforeEach(() => platform.reset());

async function withExpress(handler: WebhookHandler): Promise<Receiver> {
  const app = express();
  app.post('/hear', expressWebhook(handler));
  return serve(app);
}

async function withExpressRaw(handler: WebhookHandler): Promise<Receiver> {
  const app = express();
  app.post('/hear', express.raw({ type: '*/*' }), expressWebhook(handler));
  return serve(app);
}

async function withFastify(handler: WebhookHandler): Promise<Receiver> {
  const app = fastify();
  app.register(fastifyWebhook(handler, '/hear'));
  app.post('/other', async ({ body }) => body);
  const origin = await app.listen({ port: 0, host: '127.0.0.1' });
  const other = await app.inject({ method: 'POST', url: '/other', payload: { parsed: true } });
  expect(other.json()).toEqual({ parsed: true });
  return { url: `${origin}/hear`, close: () => app.close() };
}

async function withFetch(handler: WebhookHandler): Promise<Receiver> {
  return new Promise((resolve) => {
    const server = serveFetch(
      { fetch: webhookFetchHandler(handler), port: 0, hostname: '127.0.0.1' },
      (info) =>
        resolve({
          url: `http://127.0.0.1:${(info as AddressInfo).port}/hear`,
          close: () => new Promise((done) => server.close(() => done())),
        }),
    );
  });
}

/** Sits between simulator and receiver, and keeps what went through. */
async function recorder(to: () => string) {
  const sent: { headers: Record<string, string>; body: string }[] = [];
  const receiver = await serve(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const {
      host: _,
      'content-length': __,
      connection: ___,
      ...headers
    } = request.headers as Record<string, string>;
    sent.push({ headers, body });
    response.statusCode = (await fetch(to(), { method: 'POST', headers, body })).status;
    response.end();
  });
  return { sent, receiver };
}

describe.each([
  ['express', withExpress],
  ['express with a raw body', withExpressRaw],
  ['fastify', withFastify],
  ['fetch', withFetch],
])('a receiver with %s', (_, start) => {
  test('hears, and refuses what is forged, changed, replayed or too late', async () => {
    const heard: WebhookEvent[] = [];
    const { handler, errors } = handlerFor(trust, {
      handlers: { 'test-created': (event) => heard.push(event) },
    });
    const receiver = await start(handler);
    const { sent, receiver: between } = await recorder(() => receiver.url);
    try {
      await client.webhooks.register({ webhookUrl: between.url, webhookEvents: testEvents });
      const { correlationId } = await client.webhooks.sendTest();
      await platform.webhooksSettled();
      expect(errors).toEqual([]);
      expect(heard).toMatchObject([{ name: 'test-created', correlationId }]);
      expect(await client.webhooks.getTest(correlationId)).toMatchObject({
        results: [{ responseCode: 'OK' }],
      });

      const { headers = {}, body = '' } = sent[0] ?? {};
      const post = async (change: { headers?: Record<string, string>; body?: string }) => {
        const answer = await fetch(receiver.url, { method: 'POST', headers, body, ...change });
        return { status: answer.status, ...((await answer.json()) as object) };
      };
      expect(await post({})).toEqual({ status: 200, outcome: 'duplicate' });
      expect(await post({ body: body.replace('"test"', '"pest"') })).toEqual({
        status: 401,
        outcome: 'rejected',
      });
      expect(await post({ headers: { 'content-type': 'application/json' } })).toEqual({
        status: 401,
        outcome: 'rejected',
      });
      platform.advance('P8D');
      expect(await post({})).toEqual({ status: 401, outcome: 'rejected' });
      expect(errors).toMatchObject([
        { code: 'signature_wrong' },
        { code: 'header_missing' },
        { code: 'event_too_old' },
      ]);
      expect(heard).toHaveLength(1);
    } finally {
      await Promise.all([receiver.close(), between.close()]);
    }
  });

  test('is asked again when its handler fails', async () => {
    let calls = 0;
    const { handler } = handlerFor(trust, {
      handlers: {
        'test-created': () => {
          calls += 1;
          if (calls === 1) throw new Error('The database is away.');
        },
      },
    });
    const receiver = await start(handler);
    try {
      await client.webhooks.register({ webhookUrl: receiver.url, webhookEvents: testEvents });
      const { correlationId } = await client.webhooks.sendTest();
      await untilQuiet(platform);
      expect(calls).toBe(2);
      const { results } = await client.webhooks.getTest(correlationId);
      expect(results.map(({ responseCode }) => responseCode)).toEqual(['InternalServerError', 'OK']);
    } finally {
      await receiver.close();
    }
  });
});

test('a body that was parsed before is an error that says so', async () => {
  const { handler } = handlerFor(trust, { handlers: {} });
  const app = express();
  app.use(express.json());
  app.post('/hear', expressWebhook(handler));
  app.use((error: Error, _request: ExpressRequest, response: ExpressResponse, _next: NextFunction) => {
    response.status(500).json({ error: error.message });
  });
  const receiver = await serve(app);
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(receiver.url, { method: 'POST', headers, body: '{}' });
  expect(await answer.json()).toEqual({ error: expect.stringContaining('before express.json()') });
  await receiver.close();
});

test('a receiver that is away is given up after ten tries', async () => {
  const { correlationId } = await (async () => {
    const receiver = await serve(() => undefined);
    await receiver.close();
    await client.webhooks.register({ webhookUrl: receiver.url, webhookEvents: testEvents });
    return client.webhooks.sendTest();
  })();
  await untilQuiet(platform);
  const { results, status } = await client.webhooks.getTest(correlationId);
  expect(status).toBe('completed');
  expect(results).toHaveLength(10);
  expect(results.every(({ systemError }) => systemError)).toBe(true);
});

test('a change that comes after a newer one of its resource is stale', async () => {
  const heard: string[] = [];
  const store = new InMemoryDeliveryStore();
  const handlers = { 'subscription-updated': ({ changedAt }: WebhookEvent) => heard.push(changedAt) };
  const { handler, errors } = handlerFor(trust, { handlers, store });
  const kept: { headers: Headers; body: string }[] = [];
  const receiver = await withFetchOnly(async (request) => {
    kept.push({ headers: request.headers, body: await request.text() });
    return new Response();
  });
  const [customer] = await client.customers.search('CompanyName', 'TEXTILES').toArray({ limit: 1 });
  const customerId = customer?.id ?? '';
  const held = (await client.subscriptions.list(customerId)).find(
    ({ status, autoRenewEnabled }) => status === 'active' && autoRenewEnabled,
  );
  await client.webhooks.register({ webhookUrl: receiver.url, webhookEvents: ['subscription-updated'] });
  for (const autoRenewEnabled of [false, true]) {
    await client.subscriptions.update(customerId, held?.id ?? '', { autoRenewEnabled });
    await platform.webhooksSettled();
  }
  expect(kept).toHaveLength(2);
  const [older, newer] = kept;
  if (!older || !newer) throw new Error('Two events must have come.');
  expect(await handler.handle(newer)).toBe('applied');
  expect(await handler.handle(older)).toBe('stale');
  expect(await handler.handle(newer)).toBe('duplicate');
  expect(heard).toHaveLength(1);
  const willing = handlerFor(trust, { handlers, acceptStale: true }).handler;
  expect([await willing.handle(newer), await willing.handle(older)]).toEqual(['applied', 'applied']);
  expect(errors).toEqual([]);
  await receiver.close();
});

function withFetchOnly(answer: (request: Request) => Promise<Response>): Promise<Receiver> {
  return new Promise((resolve) => {
    const server = serveFetch({ fetch: answer, port: 0, hostname: '127.0.0.1' }, (info) =>
      resolve({
        url: `http://127.0.0.1:${(info as AddressInfo).port}/hear`,
        close: () => new Promise((done) => server.close(() => done())),
      }),
    );
  });
}

test.each([1, 2, 3])(
  'a handler that fails at random gets every event, and applies each once (seed %i)',
  async (seed) => {
    const random = new Random(seed);
    const fails = () => {
      if (random.fraction() < 0.25) throw new Error('It crashed.');
    };
    const called = new Map<string, number>();
    const applied = new Map<string, number>();
    const count = (map: Map<string, number>, key: string) => map.set(key, (map.get(key) ?? 0) + 1);
    const { handler } = handlerFor(trust, {
      handlers: {
        'test-created': async ({ correlationId = '' }, { complete }) => {
          count(called, correlationId);
          fails();
          await complete(() => {
            fails();
            count(applied, correlationId);
          });
          fails();
        },
      },
    });
    const receiver = await withFetch(handler);
    try {
      await client.webhooks.register({ webhookUrl: receiver.url, webhookEvents: testEvents });
      const asked: string[] = [];
      for (let turn = 0; turn < 12; turn += 1) {
        asked.push((await client.webhooks.sendTest()).correlationId);
        platform.advance('PT1M');
      }
      await untilQuiet(platform);
      expect([...called.keys()].sort()).toEqual([...asked].sort());
      expect([...called.values()].some((times) => times > 1)).toBe(true);
      expect(applied).toEqual(new Map([...applied.keys()].map((key) => [key, 1])));
      expect(applied.size).toBe(asked.length);
    } finally {
      await receiver.close();
    }
  },
);

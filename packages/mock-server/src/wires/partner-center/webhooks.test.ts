import { afterEach, describe, expect, test } from 'vitest';
import { systemActor } from '../../domain/actor.ts';
import { raiseFraudEvent } from '../../domain/azure/fraud-events.ts';
import { accessAssignments } from '../../domain/gdap/access-assignment.ts';
import { adminRelationships } from '../../domain/gdap/admin-relationship.ts';
import { subscriptions } from '../../domain/subscriptions/subscription.ts';
import { acceptRelationship } from '../../domain/tenants/relationship.ts';
import { commercialRelationships, tenants } from '../../domain/tenants/tenant.ts';
import { createPlatform } from '../../index.ts';

let answers: (number | Error)[] = [];
const received: { readonly url: string; readonly event: Record<string, string | null> }[] = [];
const platform = createPlatform({
  seed: 'demo-latam',
  strict: true,
  deliverWebhook: async (request) => {
    received.push({ url: request.url, event: JSON.parse(await request.text()) });
    const answer = answers.shift() ?? 200;
    if (answer instanceof Error) throw answer;
    return new Response(null, { status: answer });
  },
});
afterEach(() => {
  platform.reset();
  answers = [];
  received.length = 0;
});

async function call(method: string, path: string, body?: unknown) {
  const { baseUrl, accessToken } = platform.credentials().partnerCenter;
  const response = await platform.fetch(`${baseUrl}${path}`, {
    method,
    headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

const registration = '/webhooks/v1/registration';
const url = 'https://reseller.example/hear';

async function register(...WebhookEvents: string[]) {
  const answer = await call('POST', registration, { WebhookUrl: url, WebhookEvents });
  expect(answer.status).toBe(200);
}

const names = () => received.map(({ event }) => event.EventName);

describe('a registration', () => {
  test('is one for each tenant, replaced whole', async () => {
    await register('test-created', 'invoice-ready');
    expect((await call('POST', registration, { WebhookUrl: url, WebhookEvents: [] })).status).toBe(409);
    const body = { WebhookUrl: `${url}/2`, WebhookEvents: ['test-created'] };
    expect(await call('PUT', registration, body)).toMatchObject({
      status: 200,
      body: { webhookUrl: `${url}/2`, webhookEvents: ['test-created'] },
    });
  });

  test.each([
    ['a URL that is none', { WebhookUrl: 'reseller', WebhookEvents: [] }],
    ['another scheme', { WebhookUrl: 'file:///etc/passwd', WebhookEvents: [] }],
    ['an event that is none', { WebhookUrl: url, WebhookEvents: ['lunch-ready'] }],
  ])('with %s is refused', async (_, body) => {
    expect(await call('PUT', registration, body)).toMatchObject({ status: 400, body: { code: 800002 } });
  });
});

describe('a test event', () => {
  test('can be had twice a minute', async () => {
    await register('test-created');
    const ask = () => call('POST', `${registration}/validationEvents`);
    expect([(await ask()).status, (await ask()).status]).toEqual([200, 200]);
    const third = await ask();
    expect([third.status, third.headers.get('retry-after')]).toEqual([429, '60']);
    platform.advance('PT1M');
    expect((await ask()).status).toBe(200);
  });

  test('is tried ten times, and the log is kept for 7 days', async () => {
    await register('test-created');
    answers = [new Error('connect ECONNREFUSED'), ...Array<number>(20).fill(500)];
    const { correlationId } = (await call('POST', `${registration}/validationEvents`)).body;
    const log = () => call('GET', `${registration}/validationEvents/${correlationId}`);
    for (let tries = 1; tries <= 10; tries += 1) {
      await platform.webhooksSettled();
      const { body } = await log();
      expect(body.results).toHaveLength(tries);
      expect(body.status).toBe(tries < 10 ? 'in progress' : 'completed');
      platform.advance(tries < 10 ? 'PT8H' : 'P6D');
    }
    await platform.webhooksSettled();
    expect(received).toHaveLength(10);
    const { body } = await log();
    expect(body.results.slice(0, 2)).toMatchObject([
      { responseCode: 'NoResponse', systemError: true },
      { responseCode: 'InternalServerError', systemError: false },
    ]);
    platform.advance('P2D');
    expect((await log()).status).toBe(404);
  });
});

describe('what happens in the world', () => {
  test('is told to who registered for it, once for each change', async () => {
    await register('subscription-updated');
    const [tenant] = [...platform.world.store.of(tenants).all()].filter((each) =>
      each.companyName.startsWith('TEXTILES'),
    );
    const { body } = await call('GET', `/v1/customers/${tenant?.id}/subscriptions`);
    const held = body.items.find(
      (each: { status: string; autoRenewEnabled?: boolean; productType?: unknown }) =>
        each.status === 'active' && each.autoRenewEnabled === true,
    );
    await platform.webhooksSettled();
    received.length = 0;
    const path = `/v1/customers/${tenant?.id}/subscriptions/${held.id}`;
    expect((await call('PATCH', path, { ...held, autoRenewEnabled: false })).status).toBe(200);
    await platform.webhooksSettled();
    expect(received).toMatchObject([
      {
        url,
        event: {
          EventName: 'subscription-updated',
          ResourceName: 'subscription',
          ResourceUri: `https://api.partnercenter.microsoft.com/webhooks${path}`,
          AuditUri: null,
          ResourceChangeUtcDate: expect.stringMatching(/\.\d{7}\+00:00$/),
        },
      },
    ]);
  });

  test('a customer that says yes is told of, one that the partner makes is not', async () => {
    await register('reseller-relationship-accepted-by-customer');
    const { store } = platform.world;
    const [known] = [...store.of(commercialRelationships).all()];
    const tenant = store.of(tenants).get(known?.tenantId ?? '');
    store.of(commercialRelationships).delete(known?.id ?? '');
    acceptRelationship(platform.world, systemActor, {
      domain: tenant?.initialDomain ?? '',
      providerId: known?.providerId ?? 0,
    });
    await call('POST', '/v1/customers', {
      companyProfile: { domain: 'recien.onmicrosoft.com' },
      billingProfile: {
        email: 'ana@recien.example',
        companyName: 'Recien',
        defaultAddress: { country: 'PE', city: 'Lima', addressLine1: 'Jr. Union 100' },
      },
    });
    platform.advance('PT1S');
    await platform.webhooksSettled();
    expect(names()).toEqual(['reseller-relationship-accepted-by-customer']);
  });

  test('is told of admin relationships and their assignments as their states change', async () => {
    const known = 'granular-admin-';
    const { body } = await call('GET', `${registration}/events`);
    await register(...(body as string[]).filter((name) => name.startsWith(known)));
    const { store } = platform.world;
    const [relationship] = [...store.of(adminRelationships).all()];
    if (relationship === undefined) throw new Error('The seed must have an admin relationship.');
    for (const status of ['approved', 'activating', 'active', 'terminating', 'terminated'] as const)
      store.of(adminRelationships).put({ ...relationship, status });
    const assignment = {
      id: '11111111-2222-4333-8444-555555555555',
      relationshipId: relationship.id,
      groupId: 'group',
      roleIds: ['a'],
      createdAt: 0,
      modifiedAt: 0,
      version: 1,
    };
    for (const status of ['pending', 'active', 'deleting', 'deleted'] as const)
      store.of(accessAssignments).put({ ...assignment, status });
    await platform.webhooksSettled();
    // Several are sent at a time: their order is not promised, as there.
    expect(new Set(names().map((name) => name?.slice(known.length)))).toEqual(
      new Set([
        'relationship-approved',
        'relationship-activated',
        'relationship-terminated',
        'access-assignment-created',
        'access-assignment-activated',
        'access-assignment-deleted',
      ]),
    );
    expect(received).toHaveLength(6);
    expect(received.map(({ event }) => event.ResourceUri)).toContain(
      `https://partner.microsoft.com/granularAdminRelationships/${relationship.id}/accessAssignments/${assignment.id}`,
    );
  });

  test('an invoice is told of when it is posted, in every month', async () => {
    await register('invoice-ready');
    platform.advance('P63D');
    await platform.webhooksSettled();
    const { body } = await call('GET', '/v1/invoices?size=200');
    const { items } = body as { items: { id: string }[] };
    const told = received.map(({ event }) => String(event.ResourceUri).split('/').at(-1));
    expect(new Set(names())).toEqual(new Set(['invoice-ready']));
    expect(new Set(told.map((id) => id?.slice(1, 7))).size).toBe(2);
    expect(items.map(({ id }) => id)).toEqual(expect.arrayContaining(told));
    expect(new Set(told).size).toBe(told.length);
  });

  test('misuse of Azure is told of once, without a name of its resource', async () => {
    await register('azure-fraud-event-detected');
    const azure = [...platform.world.store.of(subscriptions).all()].find(
      ({ kind }) => kind === 'azure-subscription',
    );
    const subscriptionId = azure?.vendorReferenceId ?? '';
    const { id } = platform.world.transact(() =>
      raiseFraudEvent(platform.world, systemActor, { subscriptionId }),
    );
    await call('POST', `/v1/customers/${azure?.tenantId}/subscriptions/${subscriptionId}/fraudEvents`, {
      EventIds: [id],
      EventStatus: 'Investigating',
    });
    await platform.webhooksSettled();
    expect(received.map(({ event }) => event)).toEqual([
      {
        EventName: 'azure-fraud-event-detected',
        ResourceUri: `https://api.partnercenter.microsoft.com/v1/fraudEvents?SubscriptionId=${subscriptionId}&EventStatus=Active`,
        AuditUri: null,
        ResourceChangeUtcDate: expect.any(String),
      },
    ]);
  });

  test('is told in a fork by the fork', async () => {
    await register('test-created');
    const fork = platform.fork();
    const { baseUrl, accessToken } = fork.credentials().partnerCenter;
    await fork.fetch(`${baseUrl}${registration}/validationEvents`, {
      method: 'POST',
      headers: { authorization: `Bearer ${accessToken}` },
    });
    await Promise.all([platform.webhooksSettled(), fork.webhooksSettled()]);
    expect(names()).toEqual(['test-created']);
  });
});

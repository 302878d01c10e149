import { beforeEach, describe, expect, test } from 'vitest';
import { systemActor } from '../../domain/actor.ts';
import { raiseFraudEvent } from '../../domain/azure/fraud-events.ts';
import { issueAccessToken } from '../../domain/partners/access-token.ts';
import { partners } from '../../domain/partners/partner.ts';
import { subscriptions } from '../../domain/subscriptions/subscription.ts';
import { createPlatform } from '../../index.ts';

const platform = createPlatform({ seed: 'demo-latam', strict: true });
let azureId = '';

async function send(path: string, body?: object, more: { token?: string; newModel?: boolean } = {}) {
  const { baseUrl, accessToken } = platform.credentials().partnerCenter;
  const response = await platform.fetch(`${baseUrl}/v1${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      authorization: `Bearer ${more.token ?? accessToken}`,
      'content-type': 'application/json',
      ...(more.newModel !== false && { 'X-NewEventsModel': 'true' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: await response.json() };
}

function raise(eventType?: Parameters<typeof raiseFraudEvent>[2]['eventType']) {
  return raiseFraudEvent(platform.world, systemActor, { subscriptionId: azureId, eventType });
}

beforeEach(() => {
  platform.reset();
  const all = [...platform.world.store.of(subscriptions).all()];
  azureId = all.find(({ kind }) => kind === 'azure-subscription')?.vendorReferenceId ?? '';
});

describe('fraud events', () => {
  test('come whole in the new model, and mining only in the older one', async () => {
    const { id } = raise();
    raise('UsageAnomalyDetection');
    const fresh = (await send('/fraudEvents')).body;
    expect(fresh).toHaveLength(2);
    expect(fresh[0]).toMatchObject({
      eventType: 'UsageAnomalyDetection',
      subscriptionId: azureId,
      subscriptionType: 'modern',
      isTest: 'false',
      activityLogs: '[]',
      resolvedOn: '9999-12-31T23:59:59.9970000',
    });
    const older = (await send('/fraudEvents', undefined, { newModel: false })).body;
    expect(older.map((each: { eventId: string }) => each.eventId)).toEqual([id]);
    expect(older[0]).not.toHaveProperty('eventType');
  });

  test('are found by status, subscription and type, in pages counted from one', async () => {
    raise();
    raise('UsageAnomalyDetection');
    const count = async (query: string) => (await send(`/fraudEvents?${query}`)).body.length;
    expect(await count('EventStatus=active')).toBe(2);
    expect(await count('EventStatus=Resolved')).toBe(0);
    expect(await count(`SubscriptionId=${azureId.toUpperCase()}`)).toBe(2);
    expect(await count('SubscriptionId=x')).toBe(0);
    expect(await count('EventType=UsageAnomalyDetection')).toBe(1);
    expect(await count('PageSize=1&PageNumber=2')).toBe(1);
    expect(await count('PageSize=1&PageNumber=3')).toBe(0);
    expect((await send('/fraudEvents?PageSize=0')).status).toBe(400);
    expect((await send('/fraudEvents?PageNumber=x')).status).toBe(400);
  });

  test('are labelled by id or all at once, and tell who did', async () => {
    const one = raise();
    const two = raise();
    const path = `/fraudEvents/subscription/${azureId}/status`;
    const looking = await send(path, { eventIds: [one.id], eventStatus: 'investigating' });
    expect(looking.body).toMatchObject([{ eventId: one.id, eventStatus: 'Investigating' }]);
    const done = await send(path, { EventIds: [], EventStatus: 'Resolved', ResolvedReason: 'Ignore' });
    expect(done.body.map((each: { eventId: string }) => each.eventId).sort()).toEqual(
      [one.id, two.id].sort(),
    );
    const log = done.body.find((each: { eventId: string }) => each.eventId === one.id).activityLogs;
    expect(JSON.parse(log)).toMatchObject([
      { statusFrom: 'Active', statusTo: 'Investigating' },
      { statusFrom: 'Investigating', statusTo: 'Resolved' },
    ]);
  });

  test('are refused a label where something is wrong', async () => {
    raise();
    const path = `/fraudEvents/subscription/${azureId}/status`;
    expect((await send(path, { EventStatus: 'Resolved' })).status).toBe(400);
    expect((await send(path, { EventStatus: 'Gone' })).status).toBe(400);
    const update = { EventStatus: 'Resolved', ResolvedReason: 'Fraud' };
    expect((await send(path, { ...update, EventIds: ['x'] })).status).toBe(404);
    expect((await send('/fraudEvents/subscription/x/status', update)).status).toBe(404);
    const application = issueAccessToken(platform.world, {
      companyId: [...platform.world.store.of(partners).find('kind', 'indirect-provider')][0]?.companyId ?? 0,
      username: 'app',
      signIn: 'application',
      multiFactor: false,
    });
    expect((await send('/fraudEvents', undefined, { token: application.token })).status).toBe(403);
  });

  test('are raised by the admin API alone, for Azure subscriptions', async () => {
    const { url } = await platform.listen();
    const post = (body: object) =>
      fetch(`${url}/_tenantry/world/fraud-events`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    const raised = await post({ subscriptionId: azureId });
    expect(await raised.json()).toMatchObject({
      eventType: 'NetworkConnectionsToCryptoMiningPools',
      eventStatus: 'Active',
    });
    expect((await post({ subscriptionId: 'x' })).status).toBe(404);
    expect((await post({ subscriptionId: azureId, eventType: 'x' })).status).toBe(400);
    await platform.close();
  });
});

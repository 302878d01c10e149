import { createPlatform } from '@tenantry/mock-server';
import { partnerCenterErrorCodes } from '@tenantry/sdk/partner-center';
import { afterAll, describe, expect, test } from 'vitest';
import { Refusal } from '../packages/mock-server/src/domain/refusal.ts';
import { partnerCenterDocument } from '../packages/mock-server/src/generated/partner-center-document.gen.ts';
import { refusals } from '../packages/mock-server/src/wires/partner-center/refusals/index.ts';
import { codeOf } from '../packages/mock-server/src/wires/partner-center/refuse.ts';
import {
  basic,
  buy,
  connect,
  itemOf,
  newBuyer,
  partnerCenter,
  platform,
  refusal,
  sandboxPlatform,
  url,
} from './partner-center-world.ts';
// Their tests are of this file, so that it sees every call.
import './partner-center-contract/analytics.ts';
import './partner-center-contract/audit.ts';
import './partner-center-contract/azure.ts';
import './partner-center-contract/customers.ts';
import './partner-center-contract/insights.ts';
import './partner-center-contract/invoices.ts';
import './partner-center-contract/legacy.ts';
import './partner-center-contract/partners.ts';
import './partner-center-contract/prices.ts';
import './partner-center-contract/purchases.ts';
import './partner-center-contract/subscriptions.ts';
import './partner-center-contract/webhooks.ts';

afterAll(() => Promise.all([platform.close(), sandboxPlatform.close()]));

describe('every operation of Partner Center, through the SDK, over HTTP', () => {
  test('was answered as its document says, and is the SDK method it names', () => {
    const answered = new Set(
      [platform, sandboxPlatform].flatMap(({ journal }) =>
        journal
          .find({ platform: 'partner-center', limit: 5_000 })
          .map(({ operationId, status }) => `${operationId} ${status}`),
      ),
    );
    const resources = partnerCenter as unknown as Record<string, Record<string, unknown>>;
    const missed: string[] = [];
    for (const { operationId, sdk, status = 200 } of partnerCenterDocument.operations) {
      const [resource = '', method = ''] = sdk.split('.');
      expect(typeof resources[resource]?.[method], sdk).toBe('function');
      if (!answered.has(`${operationId} ${status}`)) missed.push(operationId);
    }
    expect(missed).toEqual([]);
    expect(partnerCenterDocument.operations).toHaveLength(237);
  });

  test('was never answered with a fault of the simulator, nor asked against the document', () => {
    const entries = [platform, sandboxPlatform].flatMap(({ journal }) => journal.find({ limit: 5_000 }));
    const wrong = entries.filter(
      ({ error, violations, status = 500 }) => error || violations || status >= 500,
    );
    expect(wrong.map(({ operationId, error, violations }) => ({ operationId, error, violations }))).toEqual(
      [],
    );
  });
});

describe('refusals', () => {
  test('have documented codes', () => {
    const kinds = ['invalid', 'unauthenticated', 'forbidden', 'not-found', 'conflict'] as const;
    const given = [
      ...Object.entries(refusals),
      ...kinds.map((kind) => [kind, codeOf(new Refusal(kind, 'without.code', ''))] as const),
    ];
    const unknown = given.filter(([, [, code]]) => !(code in partnerCenterErrorCodes));
    expect(unknown).toEqual([]);
    const statuses = new Set(given.map(([, [status]]) => status));
    expect([...statuses].sort()).toEqual([400, 401, 403, 404, 408, 409]);
  });
});

describe('answers', () => {
  test('with a byte order mark are read the same', async () => {
    const plain = createPlatform({ seed: 'empty', strict: true });
    const marked = createPlatform({ seed: 'empty', strict: true, settings: { byteOrderMark: true } });
    const answers = await Promise.all(
      [plain, marked].map(async (on) => {
        const client = await connect(on);
        const id = await newBuyer('marcada', client);
        const order = await buy(id, basic, { quantity: 3, termDuration: 'P1Y' }, client);
        return {
          customer: await client.customers.get(id),
          customers: await client.customers.list().toArray({ limit: 9 }),
          order,
          subscriptions: await client.subscriptions.list(id),
          organization: await client.customers.getOrganization(id),
          refused: await refusal(client.orders.get(id, 'none')),
        };
      }),
    );
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[1]?.refused).toEqual({ status: 404, code: '20000' });
    const { baseUrl, accessToken } = marked.credentials().partnerCenter;
    const headers = { authorization: `Bearer ${accessToken}` };
    const raw = await marked.fetch(`${baseUrl}/v1/customers`, { headers });
    expect([...new Uint8Array(await raw.arrayBuffer())].slice(0, 3)).toEqual([0xef, 0xbb, 0xbf]);
    await Promise.all([plain.close(), marked.close()]);
  });
});

describe('requests', () => {
  const { accessToken } = platform.credentials().partnerCenter;

  async function send(method: string, path: string, body: object) {
    const response = await fetch(`${url}/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: await response.json() };
  }

  test('may write names and values in any case', async () => {
    const id = await newBuyer('mayusculas');
    const CatalogItemId = await itemOf(id, basic);
    const cart = await send('POST', `/Customers/${id.toUpperCase()}/Carts`, {
      PartnerOnRecordAttestationAccepted: null,
      LineItems: [{ Id: 0, CatalogItemId, Quantity: 2, TermDuration: 'P1Y', BillingCycle: 'Annual' }],
      Attributes: { ObjectType: 'Cart' },
    });
    expect(cart).toMatchObject({
      status: 201,
      body: { lineItems: [{ quantity: 2, termDuration: 'P1Y', billingCycle: 'annual' }] },
    });
    const { orders } = await partnerCenter.carts.checkout(id, cart.body.id);
    const subscription = orders?.[0]?.lineItems[0]?.subscriptionId ?? '';
    const held = await partnerCenter.subscriptions.get(id, subscription);
    const suspended = await send('PATCH', `/customers/${id}/SUBSCRIPTIONS/${subscription}`, {
      Id: held.id,
      Quantity: 2,
      Status: 'Suspended',
      BillingCycle: 'ANNUAL',
      BillingType: 'License',
      AutoRenewEnabled: true,
    });
    expect(suspended).toMatchObject({ status: 200, body: { status: 'suspended', autoRenewEnabled: true } });
    expect((await partnerCenter.subscriptions.get(id, subscription)).status).toBe('suspended');
    const unknown = await send('PATCH', `/customers/${id}/subscriptions/${subscription}`, {
      Status: 'Asleep',
    });
    expect(unknown).toMatchObject({ status: 400, body: { code: 900126 } });
  });
});

import type { FaultEffect } from '@tenantry/mock-server';
import { AuthenticationError, ConflictError, RateLimitError } from '@tenantry/sdk/partner-center';
import { describe, expect, test } from 'vitest';
import {
  basicLine,
  eachOnItsOwnPort,
  failing,
  type Setting,
  standard,
  stored,
} from './partner-center-faults.ts';

const setting = eachOnItsOwnPort();

/** A client gives up a hanging try after this; a slow machine then only tries more often, which changes nothing. */
const patience = { timeoutMs: 300, maxRetries: 20 };

const effects: FaultEffect[] = [
  { kind: 'commit-then-fail', failure: 'hang' },
  { kind: 'commit-then-fail', failure: 'reset' },
  { kind: 'commit-then-fail', failure: 'html504' },
  { kind: 'commit-then-fail', failure: 'truncate' },
  { kind: 'truncate' },
  { kind: 'hang' },
  { kind: 'reset' },
  { kind: 'html504' },
];

interface Change {
  readonly operationId: string;
  /** Prepares a change and gives what makes it: the same intention each time it is called with the same options. */
  prepare(setting: Setting, turn: number): Promise<(options: object) => Promise<string>>;
  /** What such changes have left in the world. */
  made(setting: Setting): readonly string[];
}

const newCustomer = (prefix: string) => ({
  companyProfile: { domain: `${prefix}.onmicrosoft.com` },
  billingProfile: {
    email: `ana@${prefix}.example`,
    culture: 'es-PE',
    language: 'es',
    companyName: 'Quinua Real',
    firstName: 'Ana',
    lastName: 'Ruiz',
    defaultAddress: { country: 'PE', city: 'Puno', addressLine1: 'Jr. Lima 1' },
  },
});

function ordersOf({ platform, customerId }: Setting): string[] {
  return stored<{ id: string; tenantId: string; lines: { quantity: number }[] }>(platform, 'orders')
    .filter(({ tenantId, lines }) => tenantId === customerId && lines[0]?.quantity === basicLine.quantity)
    .map(({ id }) => id);
}

async function subscriptionOf({ client, customerId }: Setting, offerName: string) {
  const all = await client().subscriptions.list(customerId);
  const found = all.find((each) => each.offerName === offerName);
  if (found === undefined) throw new Error(`The customer has no ${offerName}.`);
  return found;
}

const changes: Change[] = [
  {
    operationId: 'CheckoutCart',
    async prepare({ client, customerId }) {
      const { id } = await client().carts.create(customerId, { lineItems: [basicLine] });
      return async (options) => {
        const { orders = [] } = await client().carts.checkout(customerId, id ?? '', options);
        return orders.map((order) => order.id).join();
      };
    },
    made: ordersOf,
  },
  {
    operationId: 'CreateOrder',
    async prepare({ client, customerId }) {
      const line = { lineItemNumber: 0, offerId: basicLine.catalogItemId, quantity: 3, termDuration: 'P1Y' };
      const order = { billingCycle: 'monthly', lineItems: [line] };
      return async (options) => (await client().orders.create(customerId, order, options)).id ?? '';
    },
    made: ordersOf,
  },
  {
    operationId: 'UpdateSubscription',
    async prepare(given) {
      const { id } = await subscriptionOf(given, 'Microsoft 365 Business Basic');
      const { client, customerId } = given;
      return async (options) => {
        const more = ({ quantity }: { quantity: number }) => ({ quantity: quantity + 5 });
        return String((await client().subscriptions.update(customerId, id, more, options)).quantity);
      };
    },
    made({ platform, customerId }) {
      const kept = stored<{ tenantId: string; displayName: string; quantity: number }>(
        platform,
        'subscriptions',
      );
      const changed = kept.find(
        ({ tenantId, displayName }) => tenantId === customerId && displayName.endsWith('Basic'),
      );
      const changedBy = (changed?.quantity ?? 0) - 28;
      return Array.from({ length: changedBy / 5 }, (_, index) => String(28 + (index + 1) * 5));
    },
  },
  {
    operationId: 'CreateCustomer',
    async prepare({ client }, turn) {
      return async (options) =>
        (await client().customers.create(newCustomer(`quinua${turn}`), options)).id ?? '';
    },
    made: ({ platform }) =>
      stored<{ id: string; initialDomain: string }>(platform, 'tenants')
        .filter(({ initialDomain }) => initialDomain.startsWith('quinua'))
        .map(({ id }) => id),
  },
  {
    operationId: 'CreateTransition',
    async prepare(given) {
      // An upgrade that began before must be over.
      given.platform.advance('PT6H');
      const { id } = await subscriptionOf(given, 'Microsoft 365 Business Basic');
      const { client, customerId } = given;
      const upgrade = {
        toCatalogItemId: standard,
        quantity: 5,
        termDuration: 'P1Y',
        billingCycle: 'monthly',
        transitionType: 'transition_only',
      };
      return async (options) =>
        (await client().subscriptions.transition(customerId, id, upgrade, options)).operationId;
    },
    made: ({ platform }) =>
      stored<{ operationId: string }>(platform, 'transitions').map(({ operationId }) => operationId),
  },
];

const cases = changes.flatMap((change) =>
  effects.map((effect) => ({
    change,
    effect,
    operationId: change.operationId,
    what: 'failure' in effect ? `${effect.kind} ${effect.failure}` : effect.kind,
  })),
);

describe('whatever becomes of the answer, a change is made once', () => {
  test.each(cases)('$operationId: $what', async ({ change, effect, operationId }) => {
    const given = setting();
    const { platform } = given;
    const before = change.made(given);
    const make = await change.prepare(given, 1);
    const { id: rule } = platform.faults.add({ match: { operationId, times: 1 }, effect });
    const answer = await make(patience);
    const tries = platform.journal.find({ operationId });
    expect(change.made(given)).toEqual([...before, answer]);
    expect(tries.length).toBeGreaterThan(1);
    expect(new Set(tries.map(({ requestHeaders }) => requestHeaders['ms-requestid'])).size).toBe(1);
    expect(tries.filter(({ fault }) => fault === rule)).toHaveLength(1);
    expect(platform.faults.list()).toMatchObject([{ struck: 1 }]);
    expect(tries[0]?.status).toBeLessThan(300);
    // Meant a second time, it is done a second time.
    const again = await (await change.prepare(given, 2))(patience);
    expect(again).not.toBe(answer);
    expect(change.made(given)).toEqual([...before, answer, again]);
  });

  test.each(changes)('$operationId: after a crash, the same requestId is the same change', async (change) => {
    const given = setting();
    const { platform } = given;
    const { operationId } = change;
    const before = change.made(given);
    const make = await change.prepare(given, 1);
    platform.faults.add({
      match: { operationId, times: 1 },
      effect: { kind: 'commit-then-fail', failure: 'reset' },
    });
    const lost = await failing(make({ requestId: 'crm-42', maxRetries: 0 }));
    expect(lost).toMatchObject({
      name: 'ConnectionError',
      platform: 'partner-center',
      operation: operationId,
      requestId: 'crm-42',
      mayHaveApplied: true,
      solution: expect.any(String),
    });
    platform.advance('PT1H');
    const answer = await make({ requestId: 'crm-42' });
    expect(change.made(given)).toEqual([...before, answer]);
    expect(await make({ requestId: 'crm-42' })).toBe(answer);
    expect(change.made(given)).toEqual([...before, answer]);
  });
});

describe('a change whose answer was lost', () => {
  test('shows the password of the new administrator all the same', async () => {
    const { client, platform } = setting();
    platform.faults.add({
      match: { operationId: 'CreateCustomer', times: 1 },
      effect: { kind: 'commit-then-fail', failure: 'truncate' },
    });
    const { userCredentials } = await client().customers.create(newCustomer('quinuareal'));
    expect(userCredentials?.password).toMatch(/^\S{8,}$/);
  });

  test('is not made again under another requestId where the platform knows it by name', async () => {
    const { client, platform } = setting();
    platform.faults.add({
      match: { operationId: 'CreateCustomer', times: 1 },
      effect: { kind: 'commit-then-fail', failure: 'reset' },
    });
    await failing(client().customers.create(newCustomer('quinuareal'), { maxRetries: 0 }));
    expect(await failing(client().customers.create(newCustomer('quinuareal')))).toBeInstanceOf(ConflictError);
  });

  test.each([
    ['told to wait for too long', RateLimitError, { kind: 'status', status: 429, retryAfterSeconds: 3_600 }],
    ['not let in', AuthenticationError, { kind: 'status', status: 401 }],
  ] as const)('may have been made although the next try was %s', async (_, kind, effect) => {
    const given = setting();
    const { client, customerId, platform } = given;
    const { id } = await client().carts.create(customerId, { lineItems: [basicLine] });
    const before = ordersOf(given).length;
    const match = { operationId: 'CheckoutCart' };
    platform.faults.add({
      match: { ...match, times: 1 },
      effect: { kind: 'commit-then-fail', failure: 'reset' },
    });
    platform.faults.add({ match, effect });
    const error = await failing(client().carts.checkout(customerId, id ?? '', { requestId: 'crm-43' }));
    expect(error).toBeInstanceOf(kind);
    expect(error).toMatchObject({ requestId: 'crm-43', mayHaveApplied: true });
    expect(ordersOf(given)).toHaveLength(before + 1);
    platform.faults.clear();
    platform.advance('PT2H');
    await client().carts.checkout(customerId, id ?? '', { requestId: 'crm-43' });
    expect(ordersOf(given)).toHaveLength(before + 1);
  });

  test('was not made when the first try was refused clearly', async () => {
    const { client, customerId, platform } = setting();
    const { id } = await client().carts.create(customerId, { lineItems: [basicLine] });
    platform.faults.add({
      match: { operationId: 'CheckoutCart' },
      effect: { kind: 'status', status: 429, retryAfterSeconds: 3_600 },
    });
    const error = await failing(client().carts.checkout(customerId, id ?? ''));
    expect(error).toMatchObject({ name: 'RateLimitError', mayHaveApplied: false });
  });
});

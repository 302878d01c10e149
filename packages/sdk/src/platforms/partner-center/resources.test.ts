import { describe, expect, test } from 'vitest';
import type { CartCheckoutResult, Subscription } from '../../generated/partner-center.gen.ts';
import type { TenantryError } from '../../http/index.ts';
import { PartnerCenter } from './client.ts';
import { PartialFailureError } from './partial-failure-error.ts';

interface Seen {
  readonly route: string;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: whatever was sent
  readonly body: any;
}

/** A client on an answer to each method and path; an array is answered in turn, its last one stays. */
function answering(answers: Record<string, unknown>) {
  const seen: Seen[] = [];
  let now = 0;
  const partnerCenter = new PartnerCenter({
    accessToken: 'token',
    environment: {
      now: () => now,
      random: () => 0,
      sleep: async (milliseconds) => {
        now += milliseconds;
      },
    },
    fetch: async (url, init) => {
      const route = `${init.method} ${new URL(url).pathname.replace('/v1/customers/c', '')}`;
      const { headers, body } = init;
      seen.push({ route, headers: new Headers(headers), body: body ? JSON.parse(String(body)) : undefined });
      const answer = answers[route];
      const turn = Array.isArray(answer) ? (answer.length > 1 ? answer.shift() : answer[0]) : answer;
      if (turn instanceof Error) throw turn;
      return turn instanceof Response ? turn.clone() : Response.json(turn);
    },
  });
  return {
    partnerCenter,
    seen,
    now: () => now,
    sent: (method: string) => seen.filter(({ route }) => route.startsWith(method)),
  };
}

const failing = (call: PromiseLike<unknown>) =>
  Promise.resolve(call).then(
    () => {
      throw new Error('It should fail.');
    },
    (error: TenantryError) => error,
  );
const refusal = (status: number, code: number) => Response.json({ code, description: 'No.' }, { status });

describe('failures within a success', () => {
  test('a checkout that bought some tells what it bought and what failed', async () => {
    const { partnerCenter, sent } = answering({
      'POST /carts/cart/checkout': Response.json(
        {
          orders: [{ id: 'o1', lineItems: [] }],
          orderErrors: [{ orderGroupId: '1', code: 900203, description: 'Attest first.' }],
        },
        { status: 201, headers: { 'MS-CorrelationId': 'c-1' } },
      ),
    });
    const error = (await failing(
      partnerCenter.carts.checkout('c', 'cart', { requestId: 'mine' }),
    )) as PartialFailureError<CartCheckoutResult>;
    expect(error).toBeInstanceOf(PartialFailureError);
    expect(error.result.orders?.map(({ id }) => id)).toEqual(['o1']);
    expect(error).toMatchObject({
      name: 'PartialFailureError',
      message: 'partner-center CheckoutCart: order group 1: Attest first. (900203)',
      failures: [{ code: '900203', message: 'Attest first.', where: 'order group 1' }],
      code: '900203',
      status: 201,
      requestId: 'mine',
      correlationId: 'c-1',
      attempts: [{ outcome: 201 }],
    });
    expect(error.solution).toBeTruthy();
    expect(sent('POST')).toHaveLength(1);
  });

  test('the lines of a cart are looked through, add-ons too, codes by name or number', async () => {
    const { partnerCenter } = answering({
      'POST /carts': {
        id: 'cart',
        lineItems: [
          { id: 0, addonItems: [{ id: 2, error: { errorCode: 'BaseOfferSeatQuantityNotMet' } }] },
          { id: 1, error: { errorCode: 10016, errorDescription: 'No end date.' } },
        ],
      },
    });
    expect(await failing(partnerCenter.carts.create('c', { lineItems: [] }))).toMatchObject({
      result: { id: 'cart' },
      failures: [
        { code: 'BaseOfferSeatQuantityNotMet', where: 'lineItems[0].addonItems[0]' },
        { code: '10016', message: 'No end date.', where: 'lineItems[1]' },
      ],
      solution:
        'Buy more seats of the base product first. Leave customTermEndDate out; only new commerce licenses take it.',
    });
  });

  test.each([
    ['transfers', 'POST /transfers/t/accept', { transferErrors: [{ transferGroupId: 'g', code: '900103' }] }],
    [
      'upgrades',
      'POST /subscriptions/s/upgrades',
      { upgradeErrors: [{ code: 'other', description: 'No.' }] },
    ],
    [
      'licences',
      'POST /subscriptions/s/upgrades',
      { licenseErrors: [{ userObjectId: 'u', errors: [{ code: 1, description: 'No.' }] }] },
    ],
    ['conversions', 'POST /subscriptions/s/conversions', { error: { code: 'other', description: 'No.' } }],
  ])('%s are looked through', async (_, route, answer) => {
    const { partnerCenter } = answering({ [route]: answer });
    const calls: Record<string, () => PromiseLike<unknown>> = {
      'POST /transfers/t/accept': () => partnerCenter.transfers.accept('c', 't'),
      'POST /subscriptions/s/upgrades': () => partnerCenter.subscriptions.upgrade('c', 's', {}),
      'POST /subscriptions/s/conversions': () => partnerCenter.subscriptions.convert('c', 's', {}),
    };
    expect(await failing(calls[route]?.() ?? Promise.resolve())).toBeInstanceOf(PartialFailureError);
  });
});

describe('update of a subscription', () => {
  const instructions = { product: { productId: 'p' }, quantity: 5 };
  const subscription = {
    id: 's',
    quantity: 10,
    autoRenewEnabled: true,
    scheduledNextTermInstructions: instructions,
    nextChargeInstructions: instructions,
    attributes: { objectType: 'Subscription', etag: '"v1"' },
  };
  const changed = (etag: string) => ({ ...subscription, attributes: { objectType: 'Subscription', etag } });

  test('sends the whole back with the version that was read, and never turns renewal off unasked', async () => {
    const { partnerCenter, sent } = answering({
      'GET /subscriptions/s': subscription,
      'PATCH /subscriptions/s': {},
    });
    const unset = { quantity: 12, autoRenewEnabled: undefined, scheduledNextTermInstructions: undefined };
    await partnerCenter.subscriptions.update('c', 's', { quantity: 12 });
    await partnerCenter.subscriptions.update('c', 's', unset as never);
    await partnerCenter.subscriptions.update('c', 's', (current) => {
      // What a function does to its copy is no change either.
      delete current.autoRenewEnabled;
      return { quantity: current.quantity + 2 };
    });
    for (const { body, headers } of sent('PATCH')) {
      expect(body).toEqual({ ...subscription, quantity: 12 });
      expect(headers.get('if-match')).toBe('"v1"');
    }
    expect(sent('PATCH')).toHaveLength(3);
  });

  test('turns renewal off and removes instructions when the change says so', async () => {
    const { partnerCenter, sent } = answering({
      'GET /subscriptions/s': subscription,
      'PATCH /subscriptions/s': {},
    });
    await partnerCenter.subscriptions.update('c', 's', { scheduledNextTermInstructions: null });
    await partnerCenter.subscriptions.update('c', 's', { autoRenewEnabled: false });
    const [first, second] = sent('PATCH');
    expect(first?.body).toMatchObject({
      autoRenewEnabled: true,
      scheduledNextTermInstructions: null,
      nextChargeInstructions: instructions,
    });
    expect(second?.body).toMatchObject({
      autoRenewEnabled: false,
      scheduledNextTermInstructions: instructions,
    });
  });

  test('reads again when somebody was faster, with new ids, and gives up after three times', async () => {
    const { partnerCenter, sent } = answering({
      'GET /subscriptions/s': ['v1', 'v2', 'v3', 'v4'].map(changed),
      'PATCH /subscriptions/s': [refusal(400, 2055), refusal(400, 2055), { id: 's', quantity: 11 }],
    });
    const add = ({ quantity }: Subscription) => ({ quantity: quantity + 1 });
    expect(await partnerCenter.subscriptions.update('c', 's', add, { requestId: 'mine' })).toMatchObject({
      quantity: 11,
    });
    expect(sent('PATCH').map(({ headers }) => headers.get('if-match'))).toEqual(['"v1"', '"v2"', '"v3"']);
    const ids = sent('PATCH').map(({ headers }) => headers.get('ms-requestid'));
    expect([ids[0], new Set(ids).size]).toEqual(['mine', 3]);

    const stale = answering({
      'GET /subscriptions/s': subscription,
      'PATCH /subscriptions/s': refusal(400, 2055),
    });
    expect(await failing(stale.partnerCenter.subscriptions.update('c', 's', add))).toMatchObject({
      name: 'ConflictError',
      code: '2055',
      status: 400,
    });
    expect(stale.sent('PATCH')).toHaveLength(4);
  });

  test('does not add twice when the answer to a try was lost', async () => {
    const { partnerCenter, sent } = answering({
      'GET /subscriptions/s': subscription,
      'PATCH /subscriptions/s': [new TypeError('fetch failed'), refusal(400, 2055), {}],
    });
    const error = await failing(
      partnerCenter.subscriptions.update('c', 's', ({ quantity }) => ({ quantity: quantity + 1 })),
    );
    expect(error).toMatchObject({ code: '2055' });
    expect(sent('PATCH')).toHaveLength(2);
  });

  test('other conflicts are not repeated, and without a version none is asked for', async () => {
    const { partnerCenter, sent } = answering({
      'GET /subscriptions/s': { id: 's', quantity: 1 },
      'PATCH /subscriptions/s': refusal(409, 900278),
    });
    expect(await failing(partnerCenter.subscriptions.update('c', 's', { quantity: 2 }))).toMatchObject({
      name: 'ConflictError',
    });
    expect(sent('PATCH').map(({ headers }) => headers.get('if-match'))).toEqual([null]);
  });
});

describe('waiting', () => {
  test('for an order to be listed, and to be provisioned', async () => {
    const { partnerCenter, now } = answering({
      'GET /orders': [{ items: [] }, { items: [{ id: 'x' }] }, { items: [{ id: 'o' }] }],
      'GET /orders/o/provisioningstatus': [
        refusal(404, 800007),
        { items: [{ status: 'Unfulfilled' }] },
        { items: [{ status: 'Fulfilled' }] },
      ],
    });
    const looked: number[] = [];
    const order = await partnerCenter.orders.waitUntilListed('c', 'o', {
      onProgress: (_, elapsedMs) => looked.push(elapsedMs),
    });
    expect([order.id, looked]).toEqual(['o', [0, 10_000]]);
    expect(await partnerCenter.orders.waitUntilProvisioned('c', 'o')).toHaveLength(1);
    expect(now()).toBeGreaterThan(25_000);
  });

  test('for a registration and for a device job by its location, no longer than allowed', async () => {
    const { partnerCenter, sent } = answering({
      'POST /subscriptions/s/registrations': new Response(null, { status: 202, headers: { location: '/x' } }),
      'GET /subscriptions/s/registrationstatus': [{ status: 'registering' }, { status: 'Registered' }],
      'GET /batchJobStatus/job': { batchTrackingId: 'job', status: 'processing' },
    });
    expect(await partnerCenter.subscriptions.register('c', 's')).toEqual({ status: 'Registered' });
    expect(sent('POST')).toHaveLength(1);
    expect(
      await failing(
        partnerCenter.devices.wait('c', '/customers/c/batchJobStatus/job', { totalTimeoutMs: 9_000 }),
      ),
    ).toMatchObject({ name: 'TimeoutError' });
  });

  test('for what fails in the end is an error', async () => {
    const { partnerCenter } = answering({
      'GET /migrations/newcommerce/m': [{ status: 'Processing' }, { status: 'Failed' }],
      'GET /subscriptions/s/provisioningstatus': { status: 'failed' },
    });
    expect(await failing(partnerCenter.migrations.wait('c', 'm'))).toMatchObject({ name: 'ApiError' });
    expect(await failing(partnerCenter.subscriptions.waitUntilProvisioned('c', 's'))).toMatchObject({
      solution: 'Ask Microsoft support.',
    });
  });

  test('for a transition takes all its steps, and tells which failed', async () => {
    const events = (...steps: [name: string, status: string][]) => ({
      items: [
        {
          operationId: 'op',
          transitionType: 'transition_with_license_transfer',
          events: steps.map(([name, status]) => ({ name, status })),
        },
      ],
    });
    const { partnerCenter, sent } = answering({
      'GET /subscriptions/s/transitions': [
        { items: [] },
        events(['Conversion', 'Completed']),
        events(['Conversion', 'Completed'], ['LicenseReassignment', 'Started ']),
        events(
          ['Conversion', 'Completed'],
          ['LicenseReassignment', 'Started '],
          ['LicenseReassignment', 'Completed'],
        ),
        events(['Conversion', 'Completed'], ['LicenseReassignment', 'Failed']),
      ],
    });
    const { operationId } = await partnerCenter.subscriptions.waitForTransition('c', 's', 'op');
    expect([operationId, sent('GET').length]).toEqual(['op', 4]);
    expect(await failing(partnerCenter.subscriptions.waitForTransition('c', 's', 'op'))).toMatchObject({
      name: 'PartialFailureError',
      failures: [{ where: 'LicenseReassignment' }],
    });
  });
});

test('the relationship and delegated administration are given up each by its own PATCH', async () => {
  const { partnerCenter, seen } = answering({ 'PATCH ': { id: 'c' } });
  await partnerCenter.customers.removeResellerRelationship('c');
  await partnerCenter.customers.removeDelegatedAccess('c');
  const attributes = { objectType: 'Customer' };
  expect(seen.map(({ body }) => body)).toEqual([
    { relationshipToPartner: 'none', attributes },
    { allowDelegatedAccess: false, attributes },
  ]);
});

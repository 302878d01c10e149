import { describe, expect, test } from 'vitest';
import { systemActor } from '../domain/actor.ts';
import { notifications, notify } from '../domain/notifications/notification.ts';
import { Refusal } from '../domain/refusal.ts';
import { Faults } from '../faults/faults.ts';
import { Journal } from '../journal/journal.ts';
import { World } from '../world.ts';
import { Pipeline } from './pipeline.ts';
import type { Call, Wire } from './wire.ts';
import type { WireOperation } from './wire-document.ts';

function operation(operationId: string, effect: 'read' | 'write' = 'write'): WireOperation {
  return {
    operationId,
    method: 'POST',
    path: `/${operationId}`,
    effect,
    evidence: ['modelled'],
    source: '',
    sdk: '',
    request: {
      required: true,
      schema: { type: 'object', required: ['to'], properties: { to: { type: 'string' } } },
    },
    response: { type: 'string' },
  };
}

function store({ world, body }: Call<{ to: string }>): string {
  return notify(world, { kind: 'test', to: body.to, subject: '', body: '', companyId: 1 }).to;
}

/** Writes a message, and as asked fails before, between or after. */
const wire: Wire = {
  document: {
    platform: 'test',
    basePath: '/test',
    operations: ['Send', 'SendAndRefuse', 'SendAndCrash', 'Mistype', 'Missing'].map((id) => operation(id)),
    schemas: {},
  },
  hosts: [],
  operations: {
    Send: store,
    SendAndRefuse: (call: Call<{ to: string }>) => {
      store(call);
      throw new Refusal('conflict', 'test.refused', 'to is taken; choose another.', 'to');
    },
    SendAndCrash: (call: Call<{ to: string }>) => {
      store(call);
      throw new TypeError('a bug');
    },
    Mistype: () => 7,
  },
  authenticate(_world, _operation, { headers }) {
    if (headers.authorization !== 'yes') {
      throw new Refusal('unauthenticated', 'test.who', 'authorization is missing; send "yes".');
    }
    return systemActor;
  },
  respond: (_operation, result) => ({ status: 200, headers: {}, body: JSON.stringify(result) }),
  refuse: (_operation, reason) => ({
    status: reason instanceof Refusal ? (reason.kind === 'unauthenticated' ? 401 : 409) : 500,
    headers: {},
    body: reason instanceof Error ? reason.message : String(reason),
  }),
  violated: (_operation, violations) => ({
    status: 400,
    headers: {},
    body: violations.map((violation) => violation.message).join(' '),
  }),
};

function setUp(strict = false) {
  const world = new World();
  const journal = new Journal();
  const faults = new Faults();
  const pipeline = new Pipeline({ world, wires: [wire], journal, faults, strict });
  const call = (
    path: string,
    body = '{"to":"ana"}',
    headers: Record<string, string> = { authorization: 'yes' },
  ) => pipeline.handle({ method: 'POST', path: `/test/${path}`, query: '', headers, body });
  return { world, journal, faults, call, sent: () => world.store.of(notifications).size };
}

describe('a request runs through', () => {
  test('to its answer, and is written down', () => {
    const { call, sent, journal } = setUp();
    expect(call('Send').response).toMatchObject({ status: 200, body: '"ana"' });
    expect(sent()).toBe(1);
    expect(journal.find()).toMatchObject([{ operationId: 'Send', status: 200, requestBody: { to: 'ana' } }]);
  });

  test.each([
    ['no JSON', '{"to":', 409],
    ['without a required field', '{}', 400],
    ['no body', '', 400],
  ])('with a body that is %s, nothing changes', (_name, body, status) => {
    const { call, sent } = setUp();
    expect(call('Send', body).response.status).toBe(status);
    expect(sent()).toBe(0);
  });

  test('a stranger is not told what is wrong with the body', () => {
    const { call } = setUp();
    expect(call('Send', '{}', {}).response.status).toBe(401);
  });

  test.each(['SendAndRefuse', 'SendAndCrash'])('%s leaves entities and ids as they were', (path) => {
    const { call, sent, world, journal } = setUp();
    const before = world.ids.state;
    expect(call(path).response.status).toBe(path === 'SendAndCrash' ? 500 : 409);
    expect(sent()).toBe(0);
    expect(world.ids.state).toEqual(before);
    expect(journal.find()[0]?.error).toBe(path === 'SendAndCrash' ? 'a bug' : undefined);
  });

  test('an operation without a handler answers 501 and says so', () => {
    const { response } = setUp().call('Missing');
    expect(response.status).toBe(501);
    expect(response.body).toContain('Missing is in the document but not simulated yet');
  });

  test('an unknown path answers 404 with the nearest, a wrong method 405 with the right ones', () => {
    const { call, journal } = setUp();
    const { response } = call('send');
    expect(response.status).toBe(404);
    expect(JSON.parse(String(response.body)).nearest[0]).toBe('POST /test/Send');
    expect(journal.find({ unmatched: true })).toMatchObject([{ path: '/test/send', status: 404 }]);
  });

  test('an answer that does not fit its document is an error in strict mode only', () => {
    expect(setUp().call('Mistype').response.status).toBe(200);
    const { call, journal } = setUp(true);
    const { response } = call('Mistype');
    expect(response.status).toBe(500);
    expect(response.body).toContain('does not fit its document');
    expect(journal.find()[0]?.error).toContain('does not fit its document');
  });
});

describe('faults', () => {
  test('before: the request takes no effect', () => {
    const { call, faults, sent, journal } = setUp();
    faults.add({ id: 'down', match: {}, effect: { kind: 'status', status: 503, body: 'down' } });
    expect(call('Send').response).toMatchObject({ status: 503, body: 'down' });
    expect(sent()).toBe(0);
    expect(journal.find()).toMatchObject([{ fault: 'down', status: 503 }]);
  });

  test('after: it takes effect and the answer is lost', () => {
    const { call, faults, sent } = setUp();
    faults.add({ match: { times: 1 }, effect: { kind: 'commit-then-fail', failure: 'html504' } });
    expect(call('Send').response).toMatchObject({ status: 504, headers: { 'content-type': 'text/html' } });
    expect(sent()).toBe(1);
    expect(call('Send').response.status).toBe(200);
  });

  test('an unmatched request is struck by none', () => {
    const { call, faults } = setUp();
    faults.add({ match: {}, effect: { kind: 'reset' } });
    expect(call('Nowhere').response.status).toBe(404);
  });

  test('a client that comes back before Retry-After has passed is noted', () => {
    const { call, faults, journal, world } = setUp();
    faults.add({ match: { times: 2 }, effect: { kind: 'status', status: 429, retryAfterSeconds: 30 } });
    call('Send');
    world.scheduler.advanceTo(world.clock.now() + 29_000);
    call('Send');
    world.scheduler.advanceTo(world.clock.now() + 30_000);
    call('Send');
    expect(journal.find().map((entry) => [entry.status, entry.tooEarly ?? false])).toEqual([
      [200, false],
      [429, true],
      [429, false],
    ]);
  });

  test('each time that it comes too early is noted', () => {
    const { call, faults, journal } = setUp();
    faults.add({ match: { times: 1 }, effect: { kind: 'status', status: 429, retryAfterSeconds: 30 } });
    for (let count = 0; count < 3; count += 1) call('Send');
    expect(journal.find().map(({ tooEarly }) => tooEarly ?? false)).toEqual([true, true, false]);
  });
});

import { afterEach, describe, expect, test } from 'vitest';
import { call, platform, signIn } from '../../../../test/admin-world.ts';

afterEach(() => platform.reset());

describe('the clock', () => {
  test.each([
    [{}, '', 'must NOT have fewer than 1 properties'],
    [{ advance: 'P1D', to: '2027-01-01' }, '', 'must NOT have more than 1 properties'],
    [{ advance: '30 days' }, 'advance', 'no ISO 8601 period; write P30D'],
    [{ to: 'tomorrow' }, 'to', 'no ISO 8601 date or instant'],
    [{ to: '2020-01-01' }, 'to', 'cannot go back'],
    [{ advance: '-P1D' }, 'advance', 'cannot go back'],
    [{ advanse: 'P1D' }, '', 'did you mean advance?'],
    [{ advance: 5 }, '/advance', 'must be string'],
  ])('%j is refused, and the clock stands', async (move, field, message) => {
    const { status, body } = await call('POST', '/clock', move);
    expect(status).toBe(400);
    expect(body).toMatchObject({ field, error: expect.stringContaining(message) });
    expect(platform.world.clock.now()).toBe(Date.parse('2026-11-20T10:00:00Z'));
  });

  test('a body that is not JSON is refused', async () => {
    expect((await call('POST', '/clock', '{"advance"')).body).toMatchObject({
      error: expect.stringContaining('not JSON'),
    });
  });
});

describe('the world', () => {
  test.each([
    ['another version', { version: 2 }],
    ['content that is no entities', { content: { companies: [{ id: 1 }], jobs: [7] } }],
    ['entities that are not whole', { content: { users: [{}], companies: [{}] } }],
    ['no ids', { ids: undefined }],
    ['chance that is none', { ids: { random: null, sequences: {} } }],
  ])('a snapshot with %s is refused and changes nothing', async (_name, change) => {
    const { body: snapshot } = await call('GET', '/snapshot');
    const { status, body } = await call('PUT', '/snapshot', { ...snapshot, ...change });
    expect(status).toBe(400);
    expect(body).toMatchObject({ error: expect.any(String) });
    expect((await call('GET', '/snapshot')).body).toEqual(snapshot);
    expect((await signIn()).status).toBe(200);
  });
});

describe('faults', () => {
  test.each([
    [{ match: {}, effect: { kind: 'boom' } }, 'effect.kind must be one of status, latency, reset'],
    [{ match: {}, effect: { kind: 'status' } }, 'effect.status is missing'],
    [{ match: { probability: 2 }, effect: { kind: 'reset' } }, 'match.probability must be <= 1'],
    [{ match: { operation: 'x' }, effect: { kind: 'reset' } }, 'did you mean operationId?'],
    [{ effect: { kind: 'reset' } }, 'match is missing'],
  ])('%j is refused', async (rule, message) => {
    const { status, body } = await call('POST', '/faults', rule);
    expect(status).toBe(400);
    expect((body as { error: string }).error).toContain(message);
  });
});

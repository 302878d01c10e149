import { Agent, request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { HttpResponse, http } from 'msw';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { companies } from '../domain/companies/company.ts';
import type { FaultEffect } from '../faults/faults.ts';
import { createPlatform } from '../index.ts';

const platform = createPlatform({ seed: 'demo-latam', strict: true });
const service = '/SimpleAPI/SimpleAPIService.svc/rest';
let url = '';
let token = '';

async function post(operation: string, body: unknown, signal?: AbortSignal): Promise<Response> {
  return fetch(`${url}${service}/${operation}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authenticate: `CCPSessionId ${token}` },
    body: JSON.stringify(body),
    ...(signal && { signal }),
  });
}

beforeAll(async () => {
  ({ url } = await platform.listen());
  const { username, password } = platform.credentials().icp;
  token = (await (await post('GetSessionToken', { username, password })).json()) as string;
});
afterEach(() => platform.faults.clear());
afterAll(() => platform.close());

describe('over a port', () => {
  test('an operation answers with its length and type', async () => {
    const response = await post('GetCompanies', {});
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('application/json');
    const text = await response.text();
    expect(Number(response.headers.get('content-length'))).toBe(Buffer.byteLength(text));
  });

  test('a connection is kept', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const sockets = new Set<unknown>();
    for (let round = 0; round < 3; round += 1) {
      await new Promise<void>((resolve, reject) => {
        httpRequest(`${url}/_tenantry/health`, { agent }, (response) => {
          sockets.add(response.socket);
          response.resume().on('end', () => resolve());
        })
          .on('error', reject)
          .end();
      });
    }
    agent.destroy();
    expect(sockets.size).toBe(1);
  });

  test('HEAD has the headers of GET and no body', async () => {
    const response = await fetch(`${url}/_tenantry/health`, { method: 'HEAD' });
    expect(response.status).toBe(200);
    expect(Number(response.headers.get('content-length'))).toBeGreaterThan(10);
    expect(await response.text()).toBe('');
  });

  test('a body over 10 MiB is refused and changes nothing', async () => {
    const before = platform.world.store.of(companies).size;
    const response = await post('CreateCompany', { company: { Name: 'x'.repeat(11 * 1024 * 1024) } });
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({ error: expect.stringContaining('10485760') });
    expect(platform.world.store.of(companies).size).toBe(before);
  });

  test('a client that goes away while it sends does no harm', async () => {
    const { port } = new URL(url);
    const socket = connect(Number(port), '127.0.0.1');
    socket.write(`POST ${service}/GetCompanies HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\n\r\n{"par`);
    await new Promise((resolve) => setTimeout(resolve, 20));
    socket.destroy();
    expect((await fetch(`${url}/_tenantry/health`)).status).toBe(200);
  });

  test('a taken port is an error', async () => {
    await expect(platform.listen({ port: Number(new URL(url).port) })).rejects.toThrow('EADDRINUSE');
  });

  test('overrides go first, and the rest goes on', async () => {
    const fork = platform.fork();
    const listener = await fork.listen();
    fork.use(http.get('*/_tenantry/health', () => HttpResponse.json({ status: 'ill' }, { status: 503 })));
    const ill = await fetch(`${listener.url}/_tenantry/health`);
    expect([ill.status, await ill.json()]).toEqual([503, { status: 'ill' }]);
    expect((await fetch(`${listener.url}/_tenantry/clock`)).status).toBe(200);
    fork.reset();
    expect((await fetch(`${listener.url}/_tenantry/health`)).status).toBe(200);
    await fork.close();
  });
});

describe('faults on the connection', () => {
  async function failure(effect: FaultEffect): Promise<string> {
    platform.faults.add({ match: { operationId: 'GetCompanies', times: 1 }, effect });
    try {
      const response = await post('GetCompanies', {}, AbortSignal.timeout(300));
      return `${response.status} ${(await response.text()).slice(0, 6)}`;
    } catch (error) {
      const cause = (error as { cause?: { code?: string; message?: string } }).cause;
      return cause?.code ?? cause?.message ?? (error as Error).name;
    }
  }

  test('reset', async () => {
    expect(await failure({ kind: 'reset' })).toBe('ECONNRESET');
  });

  test('truncate', async () => {
    expect(['UND_ERR_SOCKET', 'other side closed', 'terminated']).toContain(
      await failure({ kind: 'truncate' }),
    );
  });

  test('hang', async () => {
    expect(await failure({ kind: 'hang' })).toBe('TimeoutError');
  });

  test('html504', async () => {
    expect(await failure({ kind: 'html504' })).toBe('504 <html>');
  });

  test('latency', async () => {
    const started = performance.now();
    expect(await failure({ kind: 'latency', milliseconds: 60 })).toMatch(/^200 /);
    expect(performance.now() - started).toBeGreaterThan(55);
  });

  test('commit then reset: the session is ended, the answer lost', async () => {
    const fork = platform.fork();
    const listener = await fork.listen();
    fork.faults.add({ match: {}, effect: { kind: 'commit-then-fail', failure: 'reset' } });
    const call = (operation: string) =>
      fetch(`${listener.url}${service}/${operation}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authenticate: `CCPSessionId ${token}` },
        body: '{}',
      });
    await expect(call('TerminateSessionToken')).rejects.toThrow();
    fork.faults.clear();
    expect(await (await call('GetCompanies')).text()).toContain('<IsSessionExpired>true');
    await fork.close();
  });
});

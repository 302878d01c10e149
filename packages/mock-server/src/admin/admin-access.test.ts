import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { platform } from '../../../../test/admin-world.ts';
import { createPlatform } from '../index.ts';

afterEach(() => platform.reset());

describe('who may call', () => {
  let url = '';
  beforeAll(async () => {
    ({ url } = await platform.listen());
  });
  afterAll(() => platform.close());

  const from = (remoteAddress: string, headers: Record<string, string> = {}, path = '/reset') =>
    platform.handle({
      method: path === '/reset' ? 'POST' : 'GET',
      path: `/_tenantry${path}`,
      query: '',
      headers: { host: 'localhost:4010', ...headers },
      body: '',
      remoteAddress,
    });

  test('this machine only', async () => {
    expect(from('127.0.0.1').response.status).toBe(200);
    expect(from('::1').response.status).toBe(200);
    expect(from('192.0.2.7').response.status).toBe(403);
    expect(from('192.0.2.7', {}, '/credentials').response.status).toBe(403);
    expect((await fetch(`${url}/_tenantry/health`)).status).toBe(200);
  });

  test('no page of another site, nor one whose name was made to point here', () => {
    expect(from('127.0.0.1', { origin: 'https://evil.example' }).response.status).toBe(403);
    expect(from('127.0.0.1', { origin: 'null' }).response.status).toBe(403);
    expect(from('127.0.0.1', { origin: 'not a url' }).response.status).toBe(403);
    expect(from('127.0.0.1', { origin: 'http://localhost:4010' }).response.status).toBe(200);
    const rebound = { host: 'evil.example:4010', origin: 'http://evil.example:4010' };
    expect(from('127.0.0.1', rebound).response.status).toBe(403);
    expect(from('127.0.0.1', rebound, '/credentials').response.status).toBe(403);
  });

  test('everybody, when started so', () => {
    const open = createPlatform({ seed: 'empty', openAdmin: true });
    const { response } = open.handle({
      method: 'POST',
      path: '/_tenantry/reset',
      query: '',
      headers: { host: 'mock.example' },
      body: '',
      remoteAddress: '192.0.2.7',
    });
    expect(response.status).toBe(200);
  });
});

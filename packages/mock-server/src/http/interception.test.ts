import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createPlatform, inProcessOrigin } from '../index.ts';

const platform = createPlatform({ seed: 'demo-latam' });
const server = setupServer(...platform.handlers());
const service = '/SimpleAPI/SimpleAPIService.svc/rest';

beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
afterEach(() => platform.reset());
afterAll(() => server.close());

function signIn(origin: string): Promise<Response> {
  const { username, password } = platform.credentials().icp;
  return fetch(`${origin}${service}/GetSessionToken`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password }),
  });
}

test.each([inProcessOrigin, 'https://marketplacexpe.intcomexcloud.com'])(
  'requests to %s are answered in process',
  async (origin) => {
    const response = await signIn(origin);
    expect(response.status).toBe(200);
    expect(typeof (await response.json())).toBe('string');
    expect(platform.journal.find()).toMatchObject([{ operationId: 'GetSessionToken', status: 200 }]);
  },
);

test('a request to anywhere else fails instead of leaving the machine', async () => {
  await expect(fetch('https://elsewhere.example/')).rejects.toThrow();
});

test('an override answers before the simulator, until the reset', async () => {
  platform.use(http.post('*/GetSessionToken', () => new HttpResponse('closed', { status: 503 })));
  expect((await signIn(inProcessOrigin)).status).toBe(503);
  platform.reset();
  expect((await signIn(inProcessOrigin)).status).toBe(200);
});

test('an override that was added later goes first, and one that answers nothing lets through', async () => {
  platform.use(http.post('*/GetSessionToken', () => new HttpResponse('first', { status: 500 })));
  platform.use(http.post('*/GetSessionToken', () => undefined, { once: true }));
  platform.use(
    http.post('*/GetSessionToken', () => new HttpResponse('last', { status: 502 }), { once: true }),
  );
  expect((await signIn(inProcessOrigin)).status).toBe(502);
  expect((await signIn(inProcessOrigin)).status).toBe(500);
});

test('a fault in process looks like the one over a port', async () => {
  platform.faults.add({ match: {}, effect: { kind: 'reset' } });
  await expect(signIn(inProcessOrigin)).rejects.toThrow(TypeError);
  platform.faults.clear();
  platform.faults.add({ match: {}, effect: { kind: 'truncate' } });
  await expect(signIn(inProcessOrigin).then((response) => response.text())).rejects.toThrow();
});

test('in process without MSW: fetch of the platform itself', async () => {
  platform.faults.add({ match: {}, effect: { kind: 'hang' } });
  const request = platform.fetch(`${inProcessOrigin}${service}/GetCompanies`, {
    method: 'POST',
    body: '{}',
    signal: AbortSignal.timeout(20),
  });
  await expect(request).rejects.toThrow('timeout');
});

import { describe, expect, test } from 'vitest';
import { Router } from './router.ts';
import type { Wire, WireRequest } from './wire.ts';
import type { WireOperation } from './wire-document.ts';

function wireOf(
  platform: string,
  basePath: string,
  operations: readonly string[],
  hosts: RegExp[] = [],
): Wire {
  return {
    document: {
      platform,
      basePath,
      schemas: {},
      operations: operations.map((line): WireOperation => {
        const [method = '', path = ''] = line.split(' ');
        return {
          operationId: line,
          method,
          path,
          effect: 'read',
          evidence: ['modelled'],
          source: '',
          sdk: '',
        };
      }),
    },
    hosts,
    operations: {},
    authenticate: () => {
      throw new Error('No request is answered here.');
    },
    respond: () => ({ status: 200, headers: {}, body: '' }),
    refuse: () => ({ status: 500, headers: {}, body: '' }),
    violated: () => ({ status: 400, headers: {}, body: '' }),
  };
}

function request(line: string, host = 'localhost:4010'): WireRequest {
  const [method = '', path = ''] = line.split(' ');
  return { method, path, query: '', headers: { host }, body: '' };
}

const customers = wireOf('partner-center', '/v1', [
  'GET /customers',
  'GET /customers/{id}',
  'GET /customers/mine',
  'GET /customers/{id}/subscriptions/{subscription}',
  'POST /customers',
]);
const production = wireOf('icp', '/rest', ['POST /GetCompany'], [/^marketplace\.example\.com$/]);
const router = new Router([customers, production]);

describe('a request finds its operation', () => {
  test('with the values of the base path before those of its own', () => {
    const regional = new Router([wireOf('ingram', '/marketplace/{region}', ['GET /orders/{id}'])]);
    expect(regional.find(request('GET /marketplace/eu/orders/7'))?.parameters).toEqual({
      region: 'eu',
      id: '7',
    });
  });

  test('by method and literal path', () => {
    expect(router.find(request('POST /v1/customers'))?.operation.operationId).toBe('POST /customers');
  });

  test('by template, with decoded parameters', () => {
    const route = router.find(request('GET /v1/customers/a%20b/subscriptions/7'));
    expect(route?.parameters).toEqual({ id: 'a b', subscription: '7' });
  });

  test('a literal goes before a template', () => {
    expect(router.find(request('GET /v1/customers/mine'))?.operation.operationId).toBe('GET /customers/mine');
  });

  test('HEAD is answered by GET', () => {
    expect(router.find(request('HEAD /v1/customers'))?.operation.operationId).toBe('GET /customers');
  });

  test('a broken escape is taken as it stands', () => {
    expect(router.find(request('GET /v1/customers/%zz'))?.parameters).toEqual({ id: '%zz' });
  });

  test.each(['GET /v1/customers/', 'GET /v1', 'GET /', 'GET ', 'GET /v1/customers//subscriptions/1'])(
    'not %j',
    (line) => {
      expect(router.find(request(line))).toBeUndefined();
    },
  );
});

describe('a production host decides first', () => {
  test('its own paths are found, with a port too', () => {
    expect(router.find(request('POST /rest/GetCompany', 'Marketplace.example.com:443'))?.wire).toBe(
      production,
    );
  });

  test("another platform's path is not", () => {
    expect(router.find(request('GET /v1/customers', 'marketplace.example.com'))).toBeUndefined();
  });
});

describe('a request that nothing answers', () => {
  test('is told what it may have meant', () => {
    expect(router.nearest(request('POST /rest/getcompany'))[0]).toBe('POST /rest/GetCompany');
  });

  test('is told which methods the path has', () => {
    expect(router.methodsOf(request('DELETE /v1/customers'))).toEqual(['GET', 'HEAD', 'POST']);
  });

  test('a very long path costs little', () => {
    const started = performance.now();
    router.nearest(request(`GET /${'x'.repeat(1_000_000)}`));
    expect(performance.now() - started).toBeLessThan(200);
  });
});

describe('segments with values in the midst, as OData has them', () => {
  const odata = new Router([
    wireOf('sales', '/v1.0/sales', [
      "GET /sheets(Market='{market}',View='{view}')/$value",
      "GET /rates(Month='{month}')/$value",
    ]),
  ]);

  test('give their values, encoded or not, empty ones too', () => {
    const find = (line: string) => odata.find(request(line))?.parameters;
    expect(find("GET /v1.0/sales/sheets(Market='PE',View='software')/$value")).toEqual({
      market: 'PE',
      view: 'software',
    });
    expect(find('GET /v1.0/sales/sheets%28Market=%27PE%27,View=%27a%27%29/$value')).toEqual({
      market: 'PE',
      view: 'a',
    });
    expect(find("GET /v1.0/sales/rates(Month='')/$value")).toEqual({ month: '' });
    expect(find("GET /v1.0/sales/rates(Year='2026')/$value")).toBeUndefined();
  });
});

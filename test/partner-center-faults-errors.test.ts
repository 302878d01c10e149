import { inspect } from 'node:util';
import type { FaultEffect } from '@tenantry/mock-server';
import { describe, expect, test } from 'vitest';
import { basicLine, eachOnItsOwnPort, failing, type Setting, told } from './partner-center-faults.ts';

const setting = eachOnItsOwnPort();

interface Answered {
  readonly what: string;
  readonly status: number;
  readonly body: string;
  readonly contentType?: string;
  readonly name: string;
  readonly code?: string;
  readonly says: string;
}

const html = '<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>';
const commerce = { code: 800003, description: 'The order service is down.', data: [], source: 'PartnerFD' };
const customerService = {
  code: 600009,
  message: 'The directory is down.',
  description: 'The directory is down.',
  errorName: 'ServiceUnavailable',
  isRetryable: true,
  parameters: {},
};

const serverErrors: readonly Answered[] = [
  {
    what: 'commerce',
    status: 500,
    body: JSON.stringify(commerce),
    code: '800003',
    says: 'The order service is down.',
  },
  {
    what: 'customer service',
    status: 500,
    body: JSON.stringify(customerService),
    code: '600009',
    says: 'The directory is down.',
  },
  {
    what: 'gateway',
    status: 500,
    body: '{"statusCode":500,"message":"Internal server error"}',
    code: '500',
    says: 'Internal server error',
  },
  {
    what: 'a code in letters',
    status: 503,
    body: '{"code":"ServiceBusy","description":"Busy."}',
    code: 'ServiceBusy',
    says: 'Busy.',
  },
  {
    what: 'a code as text',
    status: 500,
    body: '{"code":"2000","description":"No."}',
    code: '2000',
    says: 'No.',
  },
  {
    what: 'a byte order mark',
    status: 500,
    body: `\uFEFF${JSON.stringify(commerce)}`,
    code: '800003',
    says: 'The order service is down.',
  },
  { what: 'nulls', status: 500, body: '{"code":null,"description":null,"message":null}', says: 'HTTP 500' },
  { what: 'HTML', status: 502, body: html, contentType: 'text/html', says: 'HTTP 502' },
  { what: 'HTML called JSON', status: 504, body: html, says: 'HTTP 504' },
  { what: 'nothing', status: 500, body: '', says: 'HTTP 500' },
  { what: 'a text', status: 500, body: '"oops"', says: 'HTTP 500' },
  { what: 'half an object', status: 500, body: '{"code":800003,"descr', says: 'HTTP 500' },
].map((each) => ({ ...each, name: 'ServerError' }));

const refusals: readonly Answered[] = [
  {
    what: 'commerce',
    status: 400,
    body: '{"code":800002,"description":"Wrong."}',
    name: 'BadRequestError',
    code: '800002',
    says: 'Wrong.',
  },
  {
    what: 'HTML',
    status: 403,
    body: html,
    contentType: 'text/html',
    name: 'PermissionError',
    says: 'HTTP 403',
  },
  { what: 'nothing', status: 404, body: '', name: 'NotFoundError', says: 'HTTP 404' },
  {
    what: 'a stale version, told as 400',
    status: 400,
    body: '{"code":2055,"description":"Stale."}',
    name: 'ConflictError',
    code: '2055',
    says: 'Stale.',
  },
  {
    what: 'a refused second factor',
    status: 401,
    body: '{"code":900421,"description":"MFA."}',
    name: 'AuthenticationError',
    code: '900421',
    says: 'MFA.',
  },
];

const calls = [
  {
    effect: 'read',
    operationId: 'GetCustomer',
    make: async ({ client, customerId }: Setting) => {
      const partnerCenter = client();
      return () => partnerCenter.customers.get(customerId, { requestId: 'crm-1' });
    },
  },
  {
    effect: 'write',
    operationId: 'CheckoutCart',
    make: async ({ client, customerId }: Setting) => {
      const partnerCenter = client();
      const { id = '' } = await partnerCenter.carts.create(customerId, { lineItems: [basicLine] });
      return () => partnerCenter.carts.checkout(customerId, id, { requestId: 'crm-1' });
    },
  },
];

const statusOf = ({ status, body, contentType }: Answered): FaultEffect => ({
  kind: 'status',
  status,
  body,
  ...(contentType && { contentType }),
});

for (const { effect, operationId, make } of calls) {
  describe(`a ${effect} that fails without a clear answer`, () => {
    test.each(serverErrors)('$status with $what', async (answered) => {
      const given = setting();
      const { platform, token } = given;
      const call = await make(given);
      platform.faults.add({ match: { operationId }, effect: statusOf(answered) });
      const error = await failing(call());
      expect(error).toMatchObject({
        name: answered.name,
        message: `partner-center ${operationId}: ${answered.says}`,
        platform: 'partner-center',
        operation: operationId,
        status: answered.status,
        requestId: 'crm-1',
        mayHaveApplied: effect === 'write',
        attempts: Array.from({ length: 3 }, () => ({
          outcome: answered.status,
          durationMs: expect.any(Number),
          startedAt: expect.stringMatching(/^\d{4}-/),
        })),
      });
      expect(error.code).toBe(answered.code);
      expect(platform.journal.find({ operationId })).toHaveLength(3);
      expect(told(error, platform)).not.toContain(token);
    });

    test.each(['reset', 'truncate', 'html504'] as const)('%s, again and again', async (kind) => {
      const given = setting();
      const { platform, token } = given;
      const call = await make(given);
      platform.faults.add({ match: { operationId }, effect: { kind } });
      const error = await failing(call());
      expect(error).toMatchObject({
        name: kind === 'html504' ? 'ServerError' : 'ConnectionError',
        platform: 'partner-center',
        operation: operationId,
        requestId: 'crm-1',
        mayHaveApplied: effect === 'write',
        attempts: Array.from({ length: 3 }, () => ({
          outcome: kind === 'html504' ? 504 : 'connection failed',
        })),
      });
      expect(error.code).toBeUndefined();
      if (kind !== 'html504' && effect === 'write')
        expect(error.solution).toBe('Look before sending it again.');
      expect(told(error, platform)).not.toContain(token);
    });

    test.each([
      ['half an object', '{"id":"0c256029","userCredentials":{"password":"Palta-Verde-27"'],
      ['an object and more', '{"userCredentials":{"password":"Palta-Verde-27"}} Palta-Verde-27'],
      ['a stray word', '{"userCredentials":{"password":Palta-Verde-27}}'],
      ['HTML', html],
    ])('a success that is %s', async (_, body) => {
      const given = setting();
      const { platform, token } = given;
      const call = await make(given);
      platform.faults.add({ match: { operationId }, effect: { kind: 'status', status: 200, body } });
      const error = await failing(call());
      expect(error).toMatchObject({
        name: 'ConnectionError',
        message: `partner-center ${operationId}: unreadable answer.`,
        requestId: 'crm-1',
        mayHaveApplied: effect === 'write',
      });
      const shown = [error.message, error.stack, JSON.stringify(error), inspect(error, { depth: 9 })].join(
        '\n',
      );
      expect(shown).not.toContain('Palta');
      expect(told(error, platform)).not.toContain(token);
    });
  });

  describe(`a ${effect} that is refused`, () => {
    test.each(refusals)('$status with $what is not tried again', async (answered) => {
      const given = setting();
      const { platform, token } = given;
      const call = await make(given);
      platform.faults.add({ match: { operationId }, effect: statusOf(answered) });
      const error = await failing(call());
      expect(error).toMatchObject({
        name: answered.name,
        message: `partner-center ${operationId}: ${answered.says}`,
        status: answered.status,
        requestId: 'crm-1',
        mayHaveApplied: false,
        attempts: [{ outcome: answered.status }],
      });
      expect(error.code).toBe(answered.code);
      if (answered.code !== undefined && answered.code !== '800002') expect(error.solution).toBeTruthy();
      expect(platform.journal.find({ operationId })).toHaveLength(1);
      expect(told(error, platform)).not.toContain(token);
    });
  });
}

describe('what support asks for', () => {
  test('the ids of a real refusal are those of the call', async () => {
    const { client, platform } = setting();
    const error = await failing(client().customers.get('00000000-0000-4000-8000-000000000000'));
    const [entry] = platform.journal.find({ operationId: 'GetCustomer' });
    expect(error).toMatchObject({ name: 'PermissionError', code: '20002', solution: expect.any(String) });
    expect(error.requestId).toBe(entry?.requestHeaders['ms-requestid']);
    expect(error.correlationId).toBe(entry?.requestHeaders['ms-correlationid']);
    expect(JSON.parse(JSON.stringify(error))).toMatchObject({
      name: 'PermissionError',
      requestId: error.requestId,
      correlationId: error.correlationId,
    });
  });

  test("the correlation id is the answer's own where it has one", async () => {
    const { client, customerId, platform } = setting();
    platform.faults.add({
      match: { operationId: 'GetCustomer' },
      effect: { kind: 'status', status: 500, body: JSON.stringify(commerce) },
    });
    // A fault has no headers of its own.
    const partnerCenter = client({
      fetch: async (url, init) => {
        const { status, body } = await fetch(url, init);
        return new Response(body, { status, headers: { 'MS-CorrelationId': 'of-the-answer' } });
      },
    });
    expect(await failing(partnerCenter.customers.get(customerId))).toMatchObject({
      correlationId: 'of-the-answer',
      code: '800003',
      attempts: [{ outcome: 500 }, { outcome: 500 }, { outcome: 500 }],
    });
  });

  test('a call succeeds after failures of every kind, with a byte order mark before everything', async () => {
    const { client, customerId, platform } = setting();
    platform.world.settings = { ...platform.world.settings, byteOrderMark: true };
    const effects: FaultEffect[] = [
      { kind: 'reset' },
      { kind: 'truncate' },
      { kind: 'html504' },
      ...serverErrors.map(statusOf),
    ];
    for (const effect of effects)
      platform.faults.add({ match: { operationId: 'GetCustomer', times: 1 }, effect });
    const found = await client().customers.get(customerId, { maxRetries: effects.length });
    expect(found.id).toBe(customerId);
    expect(platform.journal.find({ operationId: 'GetCustomer' })).toHaveLength(effects.length + 1);
    const refused = await failing(client().customers.get('00000000-0000-4000-8000-000000000000'));
    expect(refused).toMatchObject({ name: 'PermissionError', code: '20002' });
  });

  test.each([false, true])(
    'the journal keeps no password and no token (byte order mark: %s)',
    async (byteOrderMark) => {
      const { client, platform, token, url } = setting();
      platform.world.settings = { ...platform.world.settings, byteOrderMark };
      const { userCredentials } = await client().customers.create({
        companyProfile: { domain: 'quinuareal.onmicrosoft.com' },
        billingProfile: {
          email: 'ana@quinuareal.example',
          culture: 'es-PE',
          language: 'es',
          companyName: 'Quinua Real',
          defaultAddress: { country: 'PE', city: 'Puno', addressLine1: 'Jr. Lima 1' },
        },
      });
      const { password = '' } = userCredentials ?? {};
      expect(password.length).toBeGreaterThan(7);
      const response = await fetch(`${url}/_tenantry/journal?limit=1000`);
      const journal = (await response.text()) + JSON.stringify(platform.journal.find({ limit: 1_000 }));
      expect(journal).toContain('CreateCustomer');
      expect(journal).not.toContain(JSON.stringify(password).slice(1, -1));
      expect(journal).not.toContain(token);
    },
  );
});

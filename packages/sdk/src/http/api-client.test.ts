import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { Icp } from '../platforms/icp/client.ts';
import {
  AuthenticationError,
  ConnectionError,
  RateLimitError,
  ServerError,
  type TenantryError,
  TimeoutError,
} from './index.ts';

type Answer = (request: Request, signal: AbortSignal) => Response | Promise<Response>;
const ok = (body: unknown) => () => Response.json(body);
const fault =
  (status: number, message: string, expired = false) =>
  () =>
    new Response(
      `<Fault><Detail><ServiceException><IsSessionExpired>${expired}</IsSessionExpired><Message>${message}</Message></ServiceException></Detail></Fault>`,
      { status },
    );
const status =
  (code: number, headers: Record<string, string> = {}) =>
  () =>
    new Response('<html>busy</html>', { status: code, headers });
const broken = () => {
  throw new TypeError('fetch failed');
};

/** A client on answers of each operation in turn (the last one stays), and a clock that only sleeping moves. */
function icpAnswering(
  answers: Record<string, Answer[]>,
  options: Partial<ConstructorParameters<typeof Icp>[0]> = {},
) {
  const seen: { operation: string; headers: Headers; body: string; at: number }[] = [];
  let now = 0;
  const icp = new Icp({
    baseUrl: 'https://marketplace.example.com',
    username: 'api@abbiebox.example',
    password: 'Cumbre!Azul2027',
    environment: {
      now: () => now,
      random: () => 0,
      sleep: async (milliseconds) => {
        now += milliseconds;
      },
    },
    fetch: async (url, init) => {
      const request = new Request(url, init);
      const operation = new URL(request.url).pathname.split('/').at(-1) ?? '';
      seen.push({ operation, headers: request.headers, body: await request.clone().text(), at: now });
      const turns = answers[operation] ?? [ok(operation === 'GetSessionToken' ? 'dG9rZW4=' : null)];
      const answer = turns.length > 1 ? turns.shift() : turns[0];
      return (answer ?? broken)(request, init.signal ?? request.signal);
    },
    ...options,
  });
  return {
    icp,
    seen,
    times: (operation: string) => seen.filter((each) => each.operation === operation).length,
  };
}

const failing = (call: Promise<unknown>) =>
  call.then(
    () => {
      throw new Error('It should fail.');
    },
    (error: TenantryError) => error,
  );
const write = (icp: Icp) => icp.subscriptions.terminate(1);

describe("retries by ICP's rules", () => {
  test.each([
    ['a broken connection', broken],
    ['a 503', status(503)],
    ['an HTML 504', status(504)],
  ])(
    'a read is sent again after %s, a write is not and says that it may have been applied',
    async (_, failure) => {
      const { icp, times } = icpAnswering({
        GetCompanies: [failure, failure, ok([])],
        TerminateAccount: [failure, ok(null)],
      });
      expect(await icp.companies.list(1)).toEqual([]);
      expect(times('GetCompanies')).toBe(3);
      const error = await failing(write(icp));
      expect(error).toMatchObject({ mayHaveApplied: true, operation: 'TerminateAccount', platform: 'icp' });
      expect(error.attempts).toHaveLength(1);
      expect(times('TerminateAccount')).toBe(1);
    },
  );

  test('a refusal is never sent again', async () => {
    const { icp, times } = icpAnswering({ GetCompanies: [fault(400, 'accountId is missing')] });
    const error = await failing(icp.companies.list(1));
    expect(error).toMatchObject({ name: 'BadRequestError', status: 400, mayHaveApplied: false });
    expect(error.message).toBe('icp GetCompanies: accountId is missing');
    expect(times('GetCompanies')).toBe(1);
  });

  test('maxRetries 0 means none, and the default is two', async () => {
    const { icp, times } = icpAnswering({ GetCompanies: [broken] });
    expect(await failing(icp.companies.list(1, { maxRetries: 0 }))).toBeInstanceOf(ConnectionError);
    expect(times('GetCompanies')).toBe(1);
    const error = await failing(icp.companies.list(1));
    expect(error.attempts.map((attempt) => attempt.outcome)).toEqual([
      'connection failed',
      'connection failed',
      'connection failed',
    ]);
  });

  test('Retry-After is obeyed to the millisecond, by writes too and by everybody who waits', async () => {
    const { icp, seen } = icpAnswering({ TerminateAccount: [status(429, { 'retry-after': '7' }), ok(null)] });
    await Promise.all([write(icp), icp.session.ping()]);
    const [refused, again] = seen.filter((each) => each.operation === 'TerminateAccount');
    expect((again?.at ?? 0) - (refused?.at ?? 0)).toBeGreaterThanOrEqual(7_000);
  });

  test('Retry-After beyond the time left is thrown at once, never shortened', async () => {
    const { icp, times } = icpAnswering({ GetCompanies: [status(429, { 'retry-after': '600' })] });
    expect(await failing(icp.companies.list(1, { totalTimeoutMs: 10_000 }))).toBeInstanceOf(RateLimitError);
    expect(times('GetCompanies')).toBe(1);
  });

  test('an answer that is no JSON is no success', async () => {
    const { icp } = icpAnswering({ CreateSubscription: [() => new Response('{"AccountId": 4')] });
    const error = await failing(
      icp.subscriptions.create({ ParentAccountId: 1, ServiceName: 's', Fields: {} }),
    );
    expect(error).toMatchObject({ mayHaveApplied: true, attempts: [{ outcome: 'unreadable answer' }] });
  });

  test('a time limit and a signal end a call, each with its own error', async () => {
    // The signal that was passed, not a Request's own: that one follows it weakly and may be collected.
    const hang: Answer = (_, signal) =>
      new Promise((_resolve, reject) => {
        const end = () => reject(signal.reason);
        if (signal.aborted) end();
        else signal.addEventListener('abort', end);
      });
    const { icp } = icpAnswering({ TerminateAccount: [hang] });
    expect(await failing(icp.subscriptions.terminate(1, undefined, { timeoutMs: 5 }))).toBeInstanceOf(
      TimeoutError,
    );
    const giveUp = new AbortController();
    const call = failing(icp.subscriptions.terminate(1, undefined, { signal: giveUp.signal }));
    setTimeout(() => giveUp.abort(), 5);
    expect(await call).toMatchObject({ name: 'AbortError', mayHaveApplied: true });
  });
});

describe('the session', () => {
  test('fifty calls on a session that ran out sign in once more, and each is answered', async () => {
    let valid = 'first';
    const tokens = ['first', 'second', 'third'];
    const { icp, seen, times } = icpAnswering({
      GetSessionToken: [
        () => {
          valid = tokens.shift() ?? '';
          return Response.json(valid);
        },
      ],
      GetUser: [
        (request) =>
          request.headers.get('authenticate') === `CCPSessionId ${valid}`
            ? Response.json({ AccountId: 1 })
            : fault(400, 'expired', true)(),
      ],
    });
    await icp.users.get(1);
    valid = 'gone';
    const users = await Promise.all(Array.from({ length: 50 }, () => icp.users.get(1)));
    expect(users).toHaveLength(50);
    expect(times('GetSessionToken')).toBe(2);
    expect(seen.every((each) => each.headers.get('authorization') === null)).toBe(true);
  });

  test('wrong credentials are an AuthenticationError though ICP says 500, told to all waiters after one sign-in', async () => {
    const { icp, times } = icpAnswering({
      GetSessionToken: [fault(500, 'Please check your username and password')],
    });
    const errors = await Promise.all([1, 2, 3].map(() => failing(icp.users.get(1))));
    for (const error of errors) expect(error).toMatchObject({ code: 'icp.wrong_credentials', status: 500 });
    expect(errors[0]).toBeInstanceOf(AuthenticationError);
    expect(times('GetSessionToken')).toBe(1);
  });

  test('an MFA user is told what to do', async () => {
    const { icp } = icpAnswering({
      GetSessionToken: [fault(500, 'Users with enabled MFA are not supported')],
    });
    expect(await failing(icp.users.get(1))).toMatchObject({
      code: 'icp.mfa_enabled',
      solution: expect.stringContaining('Enforced Multi-Factor Authentication'),
    });
  });

  test.each([
    ['a bare JSON string', '"dG9r"'],
    ['plain text', 'dG9r'],
    ['an object', '{"token":"dG9r"}'],
  ])('the token may come as %s; the password may come from a vault', async (_, body) => {
    const { icp, seen } = icpAnswering(
      { GetSessionToken: [() => new Response(body)] },
      { password: async () => 'from the vault' },
    );
    await icp.session.ping();
    expect(seen[0]?.body).toContain('from the vault');
    expect(seen[1]?.headers.get('authenticate')).toBe('CCPSessionId dG9r');
  });

  test('a session that is refused right after a new sign-in is an error, not a loop', async () => {
    const { icp, times } = icpAnswering({ GetUser: [fault(400, 'expired', true)] });
    expect(await failing(icp.users.get(1))).toMatchObject({ code: 'icp.session_expired' });
    expect(times('GetSessionToken')).toBe(2);
  });
});

describe('what is told', () => {
  test('no password or token is in an error, its JSON, its inspection or a log line', async () => {
    const lines: string[] = [];
    const logger = {
      debug: (...line: unknown[]) => lines.push(inspect(line)),
      warn: (...line: unknown[]) => lines.push(inspect(line)),
    };
    const { icp } = icpAnswering(
      { GetSessionToken: [ok('c2VjcmV0LXRva2Vu')], GetUser: [status(503)] },
      { logger },
    );
    const error = await failing(icp.users.get(1));
    expect(error).toBeInstanceOf(ServerError);
    const told = [JSON.stringify(error), inspect(error, { depth: 9 }), String(error.stack), ...lines].join(
      '\n',
    );
    expect(lines.length).toBeGreaterThan(2);
    expect(told).not.toContain('Cumbre!Azul2027');
    expect(told).not.toContain('c2VjcmV0LXRva2Vu');
    expect(JSON.parse(JSON.stringify(error))).toMatchObject({
      message: expect.stringContaining('GetUser'),
      platform: 'icp',
      attempts: [{}, {}, {}],
    });
  });

  test("an error's stack names the caller, and withResponse gives status, headers and attempts", async () => {
    const { icp } = icpAnswering({
      GetUser: [() => Response.json({ AccountId: 7 }, { headers: { 'x-served-by': 'a' } })],
      GetUsers: [fault(400, 'no')],
    });
    async function theCaller() {
      return icp.users.list(1);
    }
    expect((await failing(theCaller())).stack).toContain('theCaller');
    const {
      data,
      status: code,
      headers,
      attempts,
      requestId,
    } = await icp.users.get(7, { requestId: 'mine' }).withResponse();
    expect([data.AccountId, code, headers.get('x-served-by'), attempts.length, requestId]).toEqual([
      7,
      200,
      'a',
      1,
      'mine',
    ]);
  });

  test('a failure is told once: withResponse leaves no rejection that nobody handles', async () => {
    const unhandled: unknown[] = [];
    const note = (reason: unknown) => unhandled.push(reason);
    process.on('unhandledRejection', note);
    const { icp } = icpAnswering({ GetUsers: [fault(400, 'no')] });
    expect(await failing(icp.users.list(1).withResponse())).toMatchObject({ status: 400 });
    await new Promise((resolve) => setTimeout(resolve, 1));
    process.off('unhandledRejection', note);
    expect(unhandled).toEqual([]);
  });

  test('a tracer sees one span for each call', async () => {
    const spans: string[] = [];
    const tracer = {
      startSpan: (name: string) => ({
        setAttribute: (key: string, value: unknown) => spans.push(`${name} ${key}=${String(value)}`),
        end: () => spans.push(`${name} ends`),
      }),
    };
    const { icp } = icpAnswering({}, { tracer });
    await icp.session.ping();
    expect(spans).toContain('icp PingPong http.response.status_code=200');
    expect(spans.at(-1)).toBe('icp PingPong ends');
  });
});

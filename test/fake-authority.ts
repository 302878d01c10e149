import type { TenantryError } from '@tenantry/sdk';

type Turn = (request: AuthorityRequest) => Response | Promise<Response> | undefined;

export interface AuthorityRequest {
  readonly tenant: string;
  /** `token` or `devicecode`. */
  readonly endpoint: string;
  readonly form: URLSearchParams;
  readonly headers: Headers;
}

/** A refusal in Entra's shape. */
export const refused = (number: number, error: string, status = 400, more: object = {}) =>
  Response.json(
    {
      error,
      error_description: `AADSTS${number}: It was refused. Trace ID: trace-1 Correlation ID: correlation-1 Timestamp: 2026-11-20 12:00:00Z`,
      error_codes: [number],
      trace_id: 'trace-1',
      correlation_id: 'correlation-1',
      ...more,
    },
    { status },
  );

/** An authority that gives access-1, access-2 … and rotates refresh tokens; `strict` takes only the latest. Its clock goes on by sleeping alone. */
export function fakeAuthority({ strict = false, lifeSeconds = 3_600 as number | string } = {}) {
  const requests: AuthorityRequest[] = [];
  /** Answered before anything else, in turn; one that gives nothing lets the request through. */
  const turns: Turn[] = [];
  const clock = { now: Date.UTC(2026, 10, 20) };
  let ids = 0;
  let issued = 0;
  const authority = {
    clock,
    requests,
    turns,
    refreshToken: 'refresh-0',
    /** When set, requests wait for it. */
    gate: undefined as Promise<void> | undefined,
    options: {
      environment: {
        now: () => clock.now,
        random: () => 0,
        randomId: () => `00000000-0000-4000-8000-${String(++ids).padStart(12, '0')}`,
        sleep: async (milliseconds: number) => {
          clock.now += milliseconds;
        },
      },
      fetch: async (url: string, init: RequestInit): Promise<Response> => {
        const [, tenant = '', , , endpoint = ''] = new URL(url).pathname.split('/');
        const form = new URLSearchParams(String(init.body));
        const request = { tenant, endpoint, form, headers: new Headers(init.headers) };
        requests.push(request);
        await (authority.gate ?? new Promise((resolve) => setImmediate(resolve)));
        return (await turns.shift()?.(request)) ?? answer(request);
      },
    },
  };

  function answer({ endpoint, form }: AuthorityRequest): Response {
    if (endpoint === 'devicecode') {
      return Response.json({
        device_code: 'device-code-1',
        user_code: 'ABCD-EFGH',
        verification_uri: 'https://microsoft.com/devicelogin',
        expires_in: 900,
        interval: 5,
        message: 'Open the page and enter ABCD-EFGH.',
      });
    }
    const used = form.get('refresh_token');
    if (strict && used !== null && used !== authority.refreshToken) return refused(70000, 'invalid_grant');
    issued += 1;
    const lasting = form.has('device_code') || (form.get('scope') ?? '').includes('offline_access');
    if (lasting) authority.refreshToken = `refresh-${issued}`;
    return Response.json({
      token_type: 'Bearer',
      access_token: `access-${issued}`,
      expires_in: lifeSeconds,
      ext_expires_in: lifeSeconds,
      ...(lasting && { refresh_token: authority.refreshToken }),
    });
  }
  return authority;
}

export const failing = (call: PromiseLike<unknown>) =>
  Promise.resolve(call).then(
    () => {
      throw new Error('It should fail.');
    },
    (error: TenantryError) => error,
  );

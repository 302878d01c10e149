import { Ingram, type IngramOptions } from '@tenantry/sdk/ingram';

export interface Seen {
  /** Method and path below the marketplace, with the query as it was sent, decoded. */
  readonly route: string;
  readonly url: URL;
  readonly headers: Headers;
  readonly body: string;
}
export type Turn = (seen: Seen) => Response | Promise<Response>;

export const ok = (body: unknown) => () => Response.json(body);

/** A failure as the platform words it. */
export const failure =
  (status: number, message: string, headers: Record<string, string> = {}) =>
  ({ url }: Seen) =>
    Response.json(
      {
        correlationId: 'correlation-1',
        status,
        message,
        path: url.pathname,
        timeStamp: '2026-11-20T12:00:00.000+00:00',
      },
      { status, headers },
    );

/** What nginx says when it has waited long enough. */
export const gatewayTimeout = () =>
  new Response('<html><head><title>504 Gateway Time-out</title></head><body><hr>nginx</body></html>', {
    status: 504,
    headers: { 'content-type': 'text/html' },
  });

export const secrets = {
  subscriptionKey: 'key~of/the+subscription=',
  username: 'api@example.com',
  password: 'Pa55wörd+with/signs=',
  clientSecret: 'client~secret/with+signs=',
};
export const basic = `Basic ${Buffer.from(`${secrets.username}:${secrets.password}`).toString('base64')}`;

/** A marketplace that gives token-1, token-2 … for so many seconds, refuses calls without key or token, and answers by route in turn; the last one stays. Its clock goes on by sleeping alone. */
export function fakeIngram(routes: Record<string, Turn[]> = {}, options: Partial<IngramOptions> = {}) {
  const seen: Seen[] = [];
  const fake = {
    seen,
    now: Date.UTC(2026, 10, 20),
    lifeSeconds: 1_500,
    issued: 0,
    expiresAt: 0,
    routesOf: (method: string) => seen.map(({ route }) => route).filter((route) => route.startsWith(method)),
    ingram: undefined as unknown as Ingram,
  };
  let ids = 0;
  const issue = () => {
    fake.issued += 1;
    fake.expiresAt = fake.now + fake.lifeSeconds * 1_000;
    return `token-${fake.issued}`;
  };
  const answer = (one: Seen): Response | Promise<Response> => {
    const name = one.route.split('?')[0] ?? '';
    if (one.url.pathname.startsWith('/auth/realms/') && routes[name] === undefined)
      return Response.json({ access_token: issue(), expires_in: fake.lifeSeconds });
    if (one.url.hostname === 'api.cloud.im') {
      if (one.headers.get('x-subscription-key') !== secrets.subscriptionKey)
        return Response.json(
          { statusCode: 401, message: 'Access denied due to invalid subscription key.' },
          { status: 401 },
        );
      if (name !== 'POST /token') {
        const live =
          one.headers.get('authorization') === `Bearer token-${fake.issued}` && fake.now < fake.expiresAt;
        if (!live) return failure(401, 'Token expired')(one);
      } else if (routes[name] === undefined) {
        if (one.headers.get('authorization') !== basic) return failure(401, 'Bad credentials')(one);
        return Response.json({ token: issue(), expiresInSeconds: fake.lifeSeconds });
      }
    }
    const turns = routes[name] ?? [];
    const turn = turns.length > 1 ? turns.shift() : turns[0];
    if (turn === undefined) throw new Error(`No answer is left for ${name}.`);
    return turn(one);
  };
  fake.ingram = new Ingram({
    ...secrets,
    region: 'na',
    ...(options.realm === undefined && { marketplace: 'us' }),
    environment: {
      now: () => fake.now,
      random: () => 0,
      randomId: () => `00000000-0000-4000-8000-${String(++ids).padStart(12, '0')}`,
      sleep: async (milliseconds) => {
        fake.now += milliseconds;
      },
    },
    fetch: async (input, init) => {
      const request = new Request(input, init);
      const url = new URL(request.url);
      const path = url.pathname.replace(/^\/marketplace\/na/, '') + decodeURIComponent(url.search);
      const one = {
        route: `${request.method} ${path}`,
        url,
        headers: request.headers,
        body: await request.text(),
      };
      seen.push(one);
      await new Promise((resolve) => setImmediate(resolve));
      return answer(one);
    },
    ...options,
  });
  return fake;
}

/** Pages of numbered rows, as the query asks for them; with or without a total. */
export const numbered =
  (count: number, { total = true } = {}): Turn =>
  ({ url }) => {
    const offset = Number(url.searchParams.get('offset') ?? 0);
    const limit = Number(url.searchParams.get('limit') ?? 10);
    const data = Array.from({ length: Math.max(0, Math.min(limit, count - offset)) }, (_, index) => ({
      id: String(offset + index),
      name: `Customer ${offset + index}`,
    }));
    return Response.json({ data, pagination: { offset, limit, ...(total && { total: count }) } });
  };

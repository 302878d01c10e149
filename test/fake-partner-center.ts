import { PartnerCenter, type PartnerCenterOptions } from '@tenantry/sdk/partner-center';

interface Seen {
  readonly route: string;
  readonly headers: Headers;
  readonly body: string;
}
export type Turn = (seen: Seen, signal: AbortSignal) => Response | Promise<Response>;

export const ok =
  (body: unknown, headers: Record<string, string> = {}) =>
  () =>
    Response.json(body, { headers });
export const status =
  (code: number, body: unknown = {}, headers: Record<string, string> = {}) =>
  () =>
    Response.json(body, { status: code, headers });

/** A client on answers in turn; the last one stays. */
export function answering(turns: Turn[], options: Partial<PartnerCenterOptions> = {}) {
  const seen: Seen[] = [];
  let now = 0;
  let ids = 0;
  const partnerCenter = new PartnerCenter({
    accessToken: 'token',
    environment: {
      now: () => now,
      random: () => 0,
      randomId: () => `id-${++ids}`,
      sleep: async (milliseconds) => {
        now += milliseconds;
      },
    },
    fetch: async (url, init) => {
      const { pathname, search } = new URL(url);
      const request = new Request(url, init);
      const one = {
        route: `${request.method} ${pathname}${decodeURIComponent(search)}`,
        headers: request.headers,
        body: await request.text(),
      };
      seen.push(one);
      const turn = turns.length > 1 ? turns.shift() : turns[0];
      if (turn === undefined) throw new Error('No answer is left.');
      return turn(one, init.signal ?? new AbortController().signal);
    },
    ...options,
  });
  return { partnerCenter, seen, sent: (header: string) => seen.map(({ headers }) => headers.get(header)) };
}

/** No answer, until the call is given up. */
export const hang: Turn = (_, signal) =>
  new Promise((_resolve, reject) => {
    const end = () => reject(signal.reason);
    if (signal.aborted) end();
    else signal.addEventListener('abort', end);
  });

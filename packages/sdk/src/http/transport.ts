import ky from 'ky';

export type Fetch = (input: Request, init?: RequestInit) => Promise<Response>;

export interface TransportRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  readonly signal: AbortSignal;
}

export type Transport = (request: TransportRequest) => Promise<Response>;

/** The only way to the network. Retries, time limits and errors are ours: each platform has its own rules. */
export function createTransport(fetch?: Fetch): Transport {
  const send = ky.create({
    retry: 0,
    timeout: false,
    throwHttpErrors: false,
    ...(fetch && { fetch: fetch as typeof globalThis.fetch }),
  });
  return ({ url, body, ...request }) =>
    send(url, { ...request, headers: { ...request.headers }, ...(body !== undefined && { body }) });
}

import ky from 'ky';

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

export interface TransportRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | FormData | undefined;
  readonly signal: AbortSignal;
}

export type Transport = (request: TransportRequest) => Promise<Response>;

/** The only way to the network. Retries, time limits and errors are ours: each platform has its own rules. */
export function createTransport(fetch: Fetch = (url, init) => globalThis.fetch(url, init)): Transport {
  return ({ url, ...init }) => {
    // Sent from its parts: a Request with a body is streamed, which costs a third of a short call.
    const send = () => fetch(url, init as RequestInit);
    return ky(url, { method: init.method, retry: 0, timeout: false, throwHttpErrors: false, fetch: send });
  };
}

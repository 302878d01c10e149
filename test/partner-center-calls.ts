import { createPlatform } from '@tenantry/mock-server';

export const platform = createPlatform({ seed: 'demo-latam', strict: true });

export interface Reply {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: answers are read field by field
  readonly body: any;
}

/** Sends what a plain HTTP client would, with headers of its own. */
export function send(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Response> {
  const { baseUrl, accessToken } = platform.credentials().partnerCenter;
  return platform.fetch(
    new Request(`${baseUrl}/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${accessToken}`, ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    }),
  );
}

export async function replyOf(response: Response): Promise<Reply> {
  const text = await response.text();
  return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
}

export async function call(...request: Parameters<typeof send>): Promise<Reply> {
  return replyOf(await send(...request));
}

/** The path of a customer of the seed. */
export async function customer(prefix = 'textilesrimac'): Promise<string> {
  const filter = JSON.stringify({ Field: 'Domain', Value: prefix, Operator: 'starts_with' });
  const { body } = await call('GET', `/customers?filter=${encodeURIComponent(filter)}`);
  return `/customers/${body.items[0].id}`;
}

import { createPlatform, inProcessOrigin } from '@tenantry/mock-server';
import { adminDocument } from '../packages/mock-server/src/generated/admin-document.gen.ts';

export const platform = createPlatform({ seed: 'demo-latam', strict: true });
export const admin = `${inProcessOrigin}/_tenantry`;
export const service = `${inProcessOrigin}/SimpleAPI/SimpleAPIService.svc/rest`;

/** The operations that were called, as their document names them. */
export const called = new Set<string>();

export async function call(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
) {
  const [template = path] = adminDocument.operations
    .map((operation) => operation.path)
    .filter((known) =>
      new RegExp(`^${known.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path.split('?')[0] ?? ''),
    );
  called.add(`${method} ${template}`);
  const response = await platform.fetch(`${admin}${path}`, {
    method,
    headers,
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

export async function signIn(headers: Record<string, string> = {}) {
  const { username, password } = platform.credentials().icp;
  const response = await platform.fetch(`${service}/GetSessionToken`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ username, password }),
  });
  return { status: response.status, text: await response.text() };
}

import type { WireRequest } from './wire.ts';

const thisMachine = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i;

/** Where the caller found this API, for links. */
export function originOf({ headers }: WireRequest): string {
  const { host = 'localhost' } = headers;
  const protocol = headers['x-forwarded-proto'] ?? (thisMachine.test(host) ? 'http' : 'https');
  return `${protocol}://${host}${headers['x-forwarded-prefix'] ?? ''}`;
}

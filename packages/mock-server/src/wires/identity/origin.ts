import { type Cloud, chinaCloud, governmentCloud, publicCloud } from '../../domain/identity/token-claims.ts';
import type { WireRequest } from '../../http/wire.ts';

/** Where the caller found this server. */
export function originOf({ headers }: WireRequest): string {
  const { host = 'login.microsoftonline.com' } = headers;
  return `${headers['x-forwarded-proto'] ?? 'http'}://${host}${headers['x-forwarded-prefix'] ?? ''}`;
}

/** The cloud whose host was called; any other host is the public one. */
export function cloudOf({ headers }: WireRequest): Cloud {
  const host = (headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
  if (host === 'login.microsoftonline.us') return governmentCloud;
  if (host.endsWith('.cn')) return chinaCloud;
  return publicCloud;
}

import { withoutSlash } from '../http/without-slash.ts';

/** The v2 scope of a resource; what is a scope already stays as it is. */
export function scopeOf(resource: string): string {
  const address = withoutSlash(resource);
  const host = address.split('://').at(-1) ?? '';
  return address.includes(' ') || host.includes('/') ? address : `${address}/.default`;
}

import { wrongInput } from './wrong-input.ts';

const suffix = '.onmicrosoft.com';

/** A tenant of a customer. The platform has no id of its own for it: subscriptions bear its domain as a parameter. */
export interface TenantKey {
  readonly customerId: string;
  /** `<prefix>.onmicrosoft.com`; absent where a customer is meant with all that it has. */
  readonly domain: string | undefined;
}

/** The full name of a domain that may be its prefix alone. */
export function domainOf(prefix: string): string {
  const name = prefix.toLowerCase();
  return name.includes('.') ? name : name + suffix;
}

/** What orders want: the name without its suffix. */
export function prefixOf(domain: string): string {
  return domain.toLowerCase().replace(suffix, '');
}

export function idOf({ customerId, domain }: TenantKey): string {
  return domain === undefined ? customerId : `${customerId}/${domain}`;
}

/** @throws ValidationError when it is no id of a tenant here */
export function tenantIn(id: string): TenantKey {
  const [, customerId, domain] = /^([^/\s]+)(?:\/([a-z0-9][a-z0-9.-]*))?$/i.exec(id) ?? [];
  if (customerId !== undefined) return { customerId, domain: domain && domainOf(domain) };
  throw wrongInput(
    'ingram.tenant_id',
    'tenant',
    `"${id}" is no id of a tenant here.`,
    'Use `<customer id>/<domain>`, as provision and list give it.',
  );
}

import type { Wire } from './wire.ts';

/** The production hosts of a wire by name: for certificates, which know no patterns. */
export function hostNamesOf(wire: Wire): readonly string[] {
  return wire.hostNames ?? wire.hosts.flatMap(({ source }) => literal(source));
}

/** The one name that a pattern without choices matches. */
function literal(pattern: string): string[] {
  const name = pattern.replace(/^\^/, '').replace(/\$$/, '').replaceAll('\\.', '.');
  return /^[a-z0-9.-]+$/i.test(name) ? [name] : [];
}

import type { Link } from '../../../generated/partner-center.gen.ts';

/** A link as resources carry it: relative, without /v1. */
export function link(uri: string, method = 'GET'): Required<Pick<Link, 'uri' | 'method' | 'headers'>> {
  return { uri, method, headers: [] };
}

/** What every resource says about itself. */
export function attributes(objectType: string, etag?: string) {
  return { objectType, ...(etag !== undefined && { etag }) };
}

/** A list in the envelope that most lists come in. */
export function collection<Item>(items: readonly Item[], self?: string) {
  return {
    totalCount: items.length,
    items: [...items],
    ...(self !== undefined && { links: { self: link(self) } }),
    attributes: attributes('Collection'),
  };
}

/** An instant as Partner Center writes it: UTC, no fraction where there is none. */
export function instant(milliseconds: number): string {
  const text = new Date(milliseconds).toISOString();
  return text.endsWith('.000Z') ? `${text.slice(0, -5)}Z` : text;
}

import type { WireResponse } from '../../http/wire.ts';

/** An answer that is no JSON: a page, or the way back to an application. */
export class Answer {
  readonly response: WireResponse;

  constructor(response: WireResponse) {
    this.response = response;
  }
}

/** Pages are for people who try the simulator: nothing on them may run, or be framed. */
const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
};

export function page(title: string, body: string, status = 200): Answer {
  const html = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${escaped(title)}</title>
<style>body{font:16px system-ui;max-width:32rem;margin:4rem auto;padding:0 1rem}label{display:block;margin:.5rem 0}</style></head>
<body><h1>${escaped(title)}</h1>${body}<p><small>Tenantry simulates this page; it never asks for a password.</small></p></body></html>`;
  return new Answer({ status, headers: pageHeaders, body: html });
}

export function redirect(location: string): Answer {
  return new Answer({
    status: 302,
    headers: { location, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' },
    body: '',
  });
}

export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** Values that a form sends along unseen. */
export function hidden(values: Iterable<readonly [string, string]>): string {
  return Array.from(
    values,
    ([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`,
  ).join('');
}

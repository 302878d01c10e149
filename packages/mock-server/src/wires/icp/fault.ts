import { Refusal } from '../../domain/refusal.ts';
import type { WireResponse } from '../../http/wire.ts';

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Text for XML; characters that XML 1.0 forbids are replaced, for a refusal may repeat what the caller sent. */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replace(/[&<>]/g, (character) => escapes[character] ?? character);
}

/** A failure as ICP writes it, whatever Accept asked for. evidence: client */
export function fault(status: number, message: string, isSessionExpired = false): WireResponse {
  const text = escaped(message);
  return {
    status,
    headers: { 'content-type': 'application/xml; charset=utf-8' },
    body: `<Fault xmlns="http://schemas.microsoft.com/ws/2005/05/envelope/none"><Code><Value>Sender</Value></Code><Reason><Text xml:lang="en-US">${text}</Text></Reason><Detail><ServiceException xmlns="http://schemas.datacontract.org/2004/07/Nervogrid.Platform.API" xmlns:i="http://www.w3.org/2001/XMLSchema-instance"><IsSessionExpired>${isSessionExpired}</IsSessionExpired><IssueToken i:nil="true"/><Message>${text}</Message></ServiceException></Detail></Fault>`,
  };
}

/** The fault for a refusal of the domain. evidence: client for 500 on a refused sign-in and 400 in general; the rest is modelled */
export function faultOf(reason: unknown): WireResponse {
  if (!(reason instanceof Refusal))
    return fault(500, reason instanceof Error ? reason.message : String(reason));
  if (reason.kind !== 'unauthenticated')
    return fault(reason.kind === 'forbidden' ? 403 : 400, reason.message);
  const expired = reason.code === 'session.expired';
  return fault(expired ? 400 : 500, reason.message, expired);
}

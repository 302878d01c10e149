import type { Environment } from '../http/environment.ts';

/** A secret of one sign-in, and what may be told of it beforehand (RFC 7636). */
export async function proofKey(
  environment: Environment,
): Promise<{ readonly codeVerifier: string; readonly challenge: string }> {
  // Two random ids: 72 characters of the allowed ones, 244 bits of chance.
  const codeVerifier = `${environment.randomId()}${environment.randomId()}`;
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(codeVerifier));
  const challenge = btoa(String.fromCharCode(...new Uint8Array(digest)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
  return { codeVerifier, challenge };
}

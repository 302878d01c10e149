/** What to do about a refusal that asks for more claims, said in `WWW-Authenticate`; undefined when it asks for none. */
export function claimsSolution(headers: Headers): string | undefined {
  const [, asked] = (headers.get('www-authenticate') ?? '').split('claims="');
  const encoded = asked?.split('"')[0];
  return encoded ? solutionForClaims(readable(encoded)) : undefined;
}

export function solutionForClaims(claims: string): string {
  return `Sign in again, in person, with these claims asked for: ${claims}`;
}

/** Microsoft sends the claims in base64; JSON as it is has been seen too. */
function readable(encoded: string): string {
  try {
    return atob(encoded.replaceAll('-', '+').replaceAll('_', '/'));
  } catch {
    return encoded;
  }
}

import { constants, type KeyObject, sign, verify } from 'node:crypto';
import { decodeProtectedHeader } from 'jose/decode/protected_header';
import { decodeJwt } from 'jose/jwt/decode';
import type { SigningKey } from './signing-keys.ts';

export type Claims = Readonly<Record<string, unknown>>;

export interface DecodedToken {
  readonly header: Claims;
  readonly claims: Claims;
  /** The part that the signature is over. */
  readonly signed: string;
  readonly signature: Uint8Array;
}

export function signToken(key: SigningKey, claims: Claims): string {
  const header = { typ: 'JWT', alg: 'RS256', x5t: key.id, kid: key.id };
  const signed = `${encoded(header)}.${encoded(claims)}`;
  return `${signed}.${sign('RSA-SHA256', Buffer.from(signed), key.privateKey).toString('base64url')}`;
}

/** A token's parts, whoever signed it; undefined when it is none. */
export function decodeToken(token: string): DecodedToken | undefined {
  try {
    const header = decodeProtectedHeader(token) as Claims;
    const claims = decodeJwt(token) as Claims;
    const end = token.lastIndexOf('.');
    return {
      header,
      claims,
      signed: token.slice(0, end),
      signature: Buffer.from(token.slice(end + 1), 'base64url'),
    };
  } catch {
    return undefined;
  }
}

/** Whether an RSA key made the signature by the algorithm that is asked for; the header's own word is never taken for it. */
export function isSignedBy(token: DecodedToken, key: KeyObject, algorithm: 'RS256' | 'PS256'): boolean {
  if (key.asymmetricKeyType !== 'rsa') return false;
  const padding =
    algorithm === 'PS256'
      ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
      : { padding: constants.RSA_PKCS1_PADDING };
  return verify('RSA-SHA256', Buffer.from(token.signed), { key, ...padding }, token.signature);
}

function encoded(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

import { ValidationError } from '../http/errors/validation-error.ts';

/** Its value, or where to get it each time, e.g. from a vault. */
export type ClientSecret = string | (() => string | Promise<string>);

/** A certificate that was uploaded to the application, with its key. */
export interface ClientCertificate {
  /** PKCS #8 (`BEGIN PRIVATE KEY`), or a key of Web Crypto that may sign. */
  readonly privateKey: string | CryptoKey;
  /** In hexadecimal: SHA-256 (64 digits), or the SHA-1 that Microsoft's portal shows (40). Not needed with `x5c`. */
  readonly thumbprint?: string;
  /** The chain, own certificate first, each as PEM or base64; needed where the application trusts a subject and issuer. */
  readonly x5c?: readonly string[];
}

/** How an application proves itself: with one of the two. */
export interface ClientAuthenticationOptions {
  readonly clientSecret?: ClientSecret;
  readonly certificate?: ClientCertificate;
}

export interface AssertionSubject {
  readonly clientId: string;
  readonly audience: string;
  /** Milliseconds since 1970, UTC. */
  readonly now: number;
  readonly id: string;
}

/** The fields of a token request that prove the application; none for a public client. */
export type ClientAuthentication = (subject: AssertionSubject) => Promise<Readonly<Record<string, string>>>;

const assertionLifeSeconds = 600;

/** @throws ValidationError when two ways are given, or none although one is `required` */
export function clientAuthentication(
  { clientSecret, certificate }: ClientAuthenticationOptions,
  required: boolean,
): ClientAuthentication {
  if (clientSecret !== undefined && certificate !== undefined)
    throw refusal('Both clientSecret and certificate were given.', 'Give one of them.');
  if (certificate !== undefined) return certified(certificate);
  if (clientSecret !== undefined) {
    return async () => ({
      client_secret: typeof clientSecret === 'string' ? clientSecret : await clientSecret(),
    });
  }
  if (required)
    throw refusal('The application has nothing to prove itself.', 'Give clientSecret or certificate.');
  return async () => ({});
}

function certified({ privateKey, thumbprint, x5c }: ClientCertificate): ClientAuthentication {
  const digits = thumbprint?.replaceAll(':', '').toLowerCase() ?? '';
  if (thumbprint === undefined ? !x5c?.length : !/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(digits)) {
    throw refusal(
      'The certificate has no thumbprint of 40 or 64 hexadecimal digits.',
      'Give its thumbprint, or the certificate itself in x5c.',
    );
  }
  if (typeof privateKey === 'string' && !privateKey.includes('BEGIN PRIVATE KEY')) {
    throw refusal(
      'The private key is not PKCS #8.',
      'Convert it: openssl pkcs8 -topk8 -nocrypt -in key.pem -out key.pkcs8.pem',
    );
  }
  const chain = x5c?.map((each) => each.replace(/-----[A-Z ]+-----|\s/g, ''));
  const algorithm =
    typeof privateKey === 'string'
      ? digits.length === 40
        ? 'RS256'
        : 'PS256'
      : privateKey.algorithm.name === 'RSA-PSS'
        ? 'PS256'
        : 'RS256';
  let key: Promise<CryptoKey> | undefined;
  return async ({ clientId, audience, now, id }) => {
    // Loaded here: who uses a secret needs none of it.
    const { SignJWT, base64url, importPKCS8 } = await import('jose');
    key ??= typeof privateKey === 'string' ? importPKCS8(privateKey, algorithm) : Promise.resolve(privateKey);
    const print = digits
      ? Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
      : await sha256(Uint8Array.from(atob(chain?.[0] ?? ''), (character) => character.charCodeAt(0)));
    const seconds = Math.floor(now / 1_000);
    const assertion = await new SignJWT()
      .setProtectedHeader({
        alg: algorithm,
        typ: 'JWT',
        [print.length === 20 ? 'x5t' : 'x5t#S256']: base64url.encode(print),
        ...(chain && { x5c: chain }),
      })
      .setIssuer(clientId)
      .setSubject(clientId)
      .setAudience(audience)
      .setJti(id)
      .setIssuedAt(seconds)
      .setNotBefore(seconds)
      .setExpirationTime(seconds + assertionLifeSeconds)
      .sign(await key);
    return {
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion,
    };
  };
}

const sha256 = async (bytes: Uint8Array<ArrayBuffer>) =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));

function refusal(message: string, remedy: string): ValidationError {
  return new ValidationError([{ code: 'authentication.client', path: [], message, remedy }], {
    platform: 'identity',
  });
}

import { timingSafeEqual } from 'node:crypto';
import type { World } from '../../world.ts';
import { type Application, applications, keyOf } from './application.ts';
import { hashOf } from './hash.ts';
import { type DecodedToken, decodeToken, isSignedBy } from './json-web-token.ts';
import { refused } from './refused.ts';
import { plain } from './resource.ts';

/** What a client says of itself. */
export interface ClientCredentials {
  readonly clientId: string;
  readonly secret?: string | undefined;
  /** A JWT that the client's certificate signed. */
  readonly assertion?: string | undefined;
  /** The addresses that an assertion may be written for. */
  readonly audiences: readonly string[];
}

/** An application that proved to be itself, and how. */
export interface AuthenticatedClient {
  readonly application: Application;
  /** As `appidacr`: 0 not at all, 1 by secret, 2 by certificate. */
  readonly method: '0' | '1' | '2';
}

const assertionAlgorithms = ['RS256', 'PS256'] as const;
/** Clocks differ. evidence: docs */
const toleranceSeconds = 300;

/** Knows an application again. @throws Refusal when it is unknown, or does not prove to be itself where it must */
export function authenticateClient(
  world: World,
  credentials: ClientCredentials,
  { mustProve }: { readonly mustProve: boolean },
): AuthenticatedClient {
  const application = world.store.of(applications).get(credentials.clientId.toLowerCase());
  if (application === undefined) {
    throw refused(
      'application_unknown',
      `Application with identifier '${credentials.clientId}' was not found in the directory.`,
      'client_id',
    );
  }
  if (credentials.assertion !== undefined) {
    checkAssertion(world, application, credentials.assertion, credentials.audiences);
    return { application, method: '2' };
  }
  if (credentials.secret !== undefined) {
    checkSecret(world, application, credentials.secret);
    return { application, method: '1' };
  }
  if (mustProve || !application.publicClient) {
    throw refused(
      'secret_missing',
      "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
    );
  }
  return { application, method: '0' };
}

function checkSecret(world: World, application: Application, secret: string): void {
  const hash = Buffer.from(hashOf(secret));
  const known = application.secrets.find((each) => timingSafeEqual(Buffer.from(each.hash), hash));
  if (known === undefined) {
    throw refused(
      'secret_wrong',
      `Invalid client secret provided for app '${application.appId}'. Send the secret's value, not its id.`,
    );
  }
  if (world.clock.now() >= known.expiresAt) {
    throw refused(
      'secret_expired',
      `The provided client secret keys for app '${application.appId}' are expired.`,
    );
  }
}

function checkAssertion(
  world: World,
  application: Application,
  assertion: string,
  audiences: readonly string[],
): void {
  const decoded = decodeToken(assertion);
  if (decoded === undefined || !isOwnSignature(application, decoded)) {
    throw refused(
      'assertion_wrong',
      'The certificate with identifier used to sign the client assertion is not registered on application, or its signature is not valid.',
    );
  }
  const { aud, iss, sub } = decoded.claims;
  if (iss !== application.appId || sub !== application.appId) {
    throw refused('assertion_wrong', "The client assertion's iss and sub must be the application's id.");
  }
  if (!audiences.includes(plain(String(aud)))) {
    throw refused('assertion_audience', 'Client assertion audience claim does not match the token endpoint.');
  }
  if (!isTimely(decoded, world.clock.now()) && !isTimely(decoded, world.clock.realTime())) {
    throw refused('assertion_expired', 'Client assertion is not within its valid time range.');
  }
}

function isOwnSignature(application: Application, decoded: DecodedToken): boolean {
  const algorithm = assertionAlgorithms.find((each) => each === decoded.header.alg);
  const { x5t, 'x5t#S256': sha256, kid } = decoded.header;
  return (
    algorithm !== undefined &&
    application.certificates
      .filter((each) =>
        [x5t, sha256, kid].some((name) => name === each.thumbprint || name === each.thumbprintSha256),
      )
      .some((certificate) => isSignedBy(decoded, keyOf(certificate), algorithm))
  );
}

/** Held against the world's clock and against real time: clients that know no virtual clock date their assertions by the latter. evidence: modelled */
function isTimely({ claims }: DecodedToken, instant: number): boolean {
  const now = instant / 1_000;
  const from = Number(claims.nbf ?? claims.iat ?? 0) - toleranceSeconds;
  return now >= from && now < Number(claims.exp) + toleranceSeconds;
}

import { type Environment, systemEnvironment } from '../http/environment.ts';
import type { Fetch } from '../http/transport.ts';
import { type Certificate, readCertificate } from './certificate.ts';
import { CertificateSource } from './certificate-source.ts';
import { parseWebhookEvent } from './parse-webhook-event.ts';
import type { WebhookEvent } from './webhook-event.ts';
import { headerOf, type WebhookRequest } from './webhook-request.ts';
import { type WebhookVerificationCode, WebhookVerificationError } from './webhook-verification-error.ts';

export interface WebhookVerifierOptions {
  /**
   * Certificates (PEM, or DER bytes) one of which must have issued the one that an event names, or be it.
   * Without them nothing is chained: that the certificate is Microsoft's then rests on its host, which TLS proves, and on the issuer's name. This form has no access to the machine's roots.
   */
  readonly trustedCertificates?: readonly (string | Uint8Array)[];
  /** Where certificates may be besides Microsoft's hosts, as whole origins: `http://127.0.0.1:4010` for the simulator. Nothing but these may be http or name a port. */
  readonly extraCertificateOrigins?: readonly string[];
  /** How old a change may be. Events come up to 48 hours late, and are tried again for some time. @default 7 days */
  readonly toleranceMs?: number;
  /** For the certificate; tests give the simulator's. @default the global fetch */
  readonly fetch?: Fetch;
  readonly environment?: Pick<Environment, 'now'>;
}

const week = 7 * 24 * 3_600_000;
const rsa = 'RSASSA-PKCS1-v1_5';
const microsoft = 'Microsoft Corporation';
/** RSA with SHA-256, -384 and -512, as DER writes their object identifiers. */
const hashes: Readonly<Record<string, string>> = {
  '2a864886f70d01010b': 'SHA-256',
  '2a864886f70d01010c': 'SHA-384',
  '2a864886f70d01010d': 'SHA-512',
};

/**
 * Tells Partner Center's events from what others send. It checks, in this order: that all three headers are there, the scheme `Signature`, the algorithm rsa-sha256 (SHA-1 is refused), the host of the certificate, that the certificate is in date, that its issuer is of Microsoft Corporation, that one of `trustedCertificates` issued it (when some are given), the signature over the bytes of the body, and the age of the change.
 * It does not check whether a certificate was revoked, nor build a chain of several.
 * A replay within the tolerance passes: a `DeliveryStore` knows it.
 * @example
 * const verifier = new WebhookVerifier();
 * const event = await verifier.verify({ headers, body });
 */
export class WebhookVerifier {
  readonly #source: CertificateSource;
  readonly #trusted: readonly Certificate[];
  readonly #environment: Pick<Environment, 'now'>;
  readonly #toleranceMs: number;

  /** @throws Error when a trusted certificate is none, TypeError when an origin is none */
  constructor(options: WebhookVerifierOptions = {}) {
    const { environment = systemEnvironment, extraCertificateOrigins = [], toleranceMs = week } = options;
    this.#environment = environment;
    this.#toleranceMs = toleranceMs;
    this.#trusted = (options.trustedCertificates ?? []).map(readCertificate);
    this.#source = new CertificateSource({
      environment,
      fetch: options.fetch,
      extraOrigins: extraCertificateOrigins,
    });
  }

  /** @throws {WebhookVerificationError} unless the request is Partner Center's, and recent */
  async verify(request: WebhookRequest): Promise<WebhookEvent> {
    const signature = signatureOf(request);
    const algorithm = headerOf(request, 'x-ms-signature-algorithm');
    const address = headerOf(request, 'x-ms-certificate-url');
    if (!algorithm || !address)
      throw refused('header_missing', 'X-MS-Certificate-Url or X-MS-Signature-Algorithm is missing.');
    if (algorithm.trim().toLowerCase() !== 'rsa-sha256')
      throw refused('algorithm_refused', 'X-MS-Signature-Algorithm is not rsa-sha256.');
    const certificate = await this.#source.at(address.trim());
    await this.#checkTrust(certificate);
    const body = bytesOf(request.body);
    if (!(await signed(certificate.publicKey, signature, body, 'SHA-256')))
      throw refused('signature_wrong', 'The signature does not belong to the body.');
    const event = parseWebhookEvent(body);
    if (this.#environment.now() - Date.parse(event.changedAt) > this.#toleranceMs)
      throw refused('event_too_old', `The change is of ${event.changedAt}, longer ago than is tolerated.`);
    return event;
  }

  async #checkTrust(certificate: Certificate): Promise<void> {
    if (!inDate(certificate, this.#environment.now()))
      throw refused('certificate_expired', 'The certificate is not in date.');
    if (!certificate.issuerOrganizations.some((name) => name.startsWith(microsoft)))
      throw refused('certificate_untrusted', `The issuer of the certificate is not ${microsoft}.`);
    if (this.#trusted.length > 0 && !(await this.#isChained(certificate)))
      throw refused('certificate_untrusted', 'No trusted certificate has issued the certificate.');
  }

  async #isChained(certificate: Certificate): Promise<boolean> {
    const hash = hashes[certificate.signatureAlgorithm];
    for (const trusted of this.#trusted) {
      if (same(trusted.der, certificate.der)) return true;
      if (hash === undefined || !same(trusted.subject, certificate.issuer)) continue;
      if (!inDate(trusted, this.#environment.now())) continue;
      if (await signed(trusted.publicKey, certificate.signature, certificate.signedPart, hash)) return true;
    }
    return false;
  }
}

/** In Authorization, or in x-ms-signature when the registration asks for that. */
function signatureOf(request: WebhookRequest): Uint8Array<ArrayBuffer> {
  const given = ['authorization', 'x-ms-signature'].flatMap((name) => headerOf(request, name) ?? []);
  if (given.length === 0)
    throw refused(
      'header_missing',
      'The signature is missing: neither Authorization nor x-ms-signature is there.',
    );
  const base64 = given.map((value) => /^signature\s+([A-Za-z0-9+/=]+)\s*$/i.exec(value)?.[1]).find(Boolean);
  if (base64 === undefined) throw refused('scheme_unknown', 'The signature is not of the scheme Signature.');
  try {
    return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  } catch {
    throw refused('scheme_unknown', 'The signature is not base64.');
  }
}

async function signed(
  publicKey: Uint8Array<ArrayBuffer>,
  signature: Uint8Array<ArrayBuffer>,
  data: Uint8Array<ArrayBuffer>,
  hash: string,
): Promise<boolean> {
  try {
    const key = await crypto.subtle.importKey('spki', publicKey, { name: rsa, hash }, false, ['verify']);
    return await crypto.subtle.verify(rsa, key, signature, data);
  } catch (cause) {
    throw new WebhookVerificationError(
      'certificate_malformed',
      'The key of a certificate is not RSA.',
      cause,
    );
  }
}

function inDate({ notBefore, notAfter }: Certificate, now: number): boolean {
  return notBefore <= now && now <= notAfter;
}

function same(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((byte, index) => byte === right[index]);
}

function bytesOf(body: string | Uint8Array): Uint8Array<ArrayBuffer> {
  return typeof body === 'string' ? new TextEncoder().encode(body) : new Uint8Array(body);
}

function refused(code: WebhookVerificationCode, message: string): WebhookVerificationError {
  return new WebhookVerificationError(code, message);
}

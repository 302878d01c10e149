import type { Environment } from '../http/environment.ts';
import type { Fetch } from '../http/transport.ts';
import { type Certificate, readCertificate } from './certificate.ts';
import { readUpTo } from './read-up-to.ts';
import { WebhookVerificationError } from './webhook-verification-error.ts';

/** The account that the documentation names; anybody can have another one of that host. */
const documentedHost = '3psostorageacct.blob.core.windows.net';
const microsoftHost = /^(?:[a-z0-9-]+\.)+microsoft\.com$/;

const largestBytes = 64 * 1024;
const timeoutMs = 5_000;
const keptMs = 24 * 3_600_000;
const mostKept = 16;

export interface CertificateSourceOptions {
  readonly fetch?: Fetch | undefined;
  readonly environment: Pick<Environment, 'now'>;
  readonly extraOrigins: readonly string[];
}

/** Fetches certificates, each once a day, from where they may be. */
export class CertificateSource {
  readonly #options: CertificateSourceOptions;
  readonly #origins: ReadonlySet<string>;
  readonly #kept = new Map<string, { readonly at: number; readonly certificate: Promise<Certificate> }>();

  constructor(options: CertificateSourceOptions) {
    this.#options = options;
    this.#origins = new Set(options.extraOrigins.map((origin) => new URL(origin).origin));
  }

  /** @throws {WebhookVerificationError} on a URL that is not let through, or what is there */
  async at(address: string): Promise<Certificate> {
    const url = this.#checked(address);
    const now = this.#options.environment.now();
    const known = this.#kept.get(url);
    if (known !== undefined && now - known.at < keptMs) return known.certificate;
    const certificate = this.#fetched(url);
    this.#kept.delete(url);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size >= mostKept && oldest !== undefined) this.#kept.delete(oldest);
    this.#kept.set(url, { at: now, certificate });
    certificate.catch(() => this.#kept.delete(url));
    return certificate;
  }

  /** Whoever sends a webhook chooses the URL: without these rules it could be one of this machine's network. */
  #checked(address: string): string {
    const refused = (why: string) =>
      new WebhookVerificationError('certificate_url_refused', `X-MS-Certificate-Url ${why}.`);
    if (!URL.canParse(address)) throw refused('is no URL');
    const url = new URL(address);
    if (url.username !== '' || url.password !== '') throw refused('has a user name in it');
    url.hash = '';
    if (this.#origins.has(url.origin)) return url.href;
    if (url.protocol !== 'https:') throw refused('is not https');
    if (url.port !== '') throw refused('names a port');
    if (url.hostname !== documentedHost && !microsoftHost.test(url.hostname))
      throw refused('is on a host that is not let through');
    return url.href;
  }

  async #fetched(url: string): Promise<Certificate> {
    const { fetch = (to, init) => globalThis.fetch(to, init) } = this.#options;
    let bytes: Uint8Array;
    try {
      // Not the SDK's transport: a redirect would lead past the rules for hosts.
      const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) });
      if (response.status !== 200) {
        await response.body?.cancel();
        throw new Error(`It was answered with ${response.status}.`);
      }
      const body = await readUpTo(largestBytes, response.body ?? []);
      if (body === undefined) throw new Error(`It has more than ${largestBytes} bytes.`);
      bytes = body;
    } catch (cause) {
      throw new WebhookVerificationError(
        'certificate_unavailable',
        'The certificate could not be fetched.',
        cause,
      );
    }
    try {
      return readCertificate(bytes);
    } catch (cause) {
      throw new WebhookVerificationError(
        'certificate_malformed',
        'What the certificate URL gives is no certificate.',
        cause,
      );
    }
  }
}

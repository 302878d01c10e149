import type { CompromisedPasswordChecker } from '../password.ts';

export interface RangeCheckerOptions {
  /** A service that answers `GET {baseUrl}/{first five hex digits of the SHA-1}` with lines `REST:COUNT`. */
  readonly baseUrl: string;
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>;
  /** What to say when the service does not answer: pass (`false`), refuse (`true`), or by default throw. */
  readonly whenUnreachable?: boolean;
}

/**
 * Asks a k-anonymity service: five characters of the password's hash are sent, never the password or its whole hash.
 * @throws Error when the service does not answer and no `whenUnreachable` is set
 * @example
 * const checker = rangeChecker({ baseUrl: 'https://breaches.example.com/range' });
 */
export function rangeChecker({
  baseUrl,
  fetch = globalThis.fetch,
  whenUnreachable,
}: RangeCheckerOptions): CompromisedPasswordChecker {
  return {
    async isCompromised(password, signal) {
      const digest = new Uint8Array(await crypto.subtle.digest('SHA-1', new TextEncoder().encode(password)));
      const hash = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0'))
        .join('')
        .toUpperCase();
      try {
        const response = await fetch(`${baseUrl}/${hash.slice(0, 5)}`, {
          headers: { 'add-padding': 'true' },
          ...(signal && { signal }),
        });
        if (!response.ok)
          throw new Error(`The service for compromised passwords answered ${response.status}.`);
        const lines = (await response.text()).split('\n').map((line) => line.trim().split(':'));
        // Padding lines have the count 0.
        return lines.some(([rest, count]) => rest?.toUpperCase() === hash.slice(5) && Number(count) > 0);
      } catch (error) {
        if (whenUnreachable === undefined) throw error;
        return whenUnreachable;
      }
    },
  };
}

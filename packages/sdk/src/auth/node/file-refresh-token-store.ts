import { readIfThere, replacePrivateFile } from '../../node/private-file.ts';
import type { RefreshTokenStore } from '../refresh-token-store.ts';

/**
 * Keeps the refresh token in a file that only its owner may read. A crash at any moment leaves the old token or the new one, never a part of one.
 * @example
 * const store = new FileRefreshTokenStore('/var/lib/billing/refresh-token');
 * const credential = new SecureApplication({ tenantId, clientId, clientSecret, store });
 */
export class FileRefreshTokenStore implements RefreshTokenStore {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  async load(): Promise<string | undefined> {
    return (await readIfThere(this.#path))?.trim() || undefined;
  }

  save(next: string): Promise<void> {
    return replacePrivateFile(this.#path, next);
  }
}

import { open, readFile, rename, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { systemEnvironment } from '../../http/environment.ts';
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
    try {
      return (await readFile(this.#path, 'utf8')).trim() || undefined;
    } catch (error) {
      if ((error as { code?: unknown }).code === 'ENOENT') return undefined;
      throw error;
    }
  }

  async save(next: string): Promise<void> {
    // Beside the file, since only within one file system a rename is a single step.
    const draft = `${this.#path}.${systemEnvironment.randomId()}.tmp`;
    try {
      await write(draft, next);
      await rename(draft, this.#path);
    } catch (error) {
      await unlink(draft).catch(() => undefined);
      throw error;
    }
    await syncFolder(dirname(this.#path));
  }
}

async function write(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Else the rename itself may be lost with the power. Windows cannot open a folder, and has no need to. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r').catch(() => undefined);
  await folder?.sync().catch(() => undefined);
  await folder?.close();
}

import type { RefreshTokenStore } from './refresh-token-store.ts';

/** Forgets with the process: for tests, and for tokens that another system keeps. */
export class InMemoryRefreshTokenStore implements RefreshTokenStore {
  #token: string | undefined;

  constructor(token?: string) {
    this.#token = token;
  }

  async load(): Promise<string | undefined> {
    return this.#token;
  }

  async save(next: string): Promise<void> {
    this.#token = next;
  }
}

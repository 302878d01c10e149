import { AuthenticationError } from '../http/errors/authentication-error.ts';
import { TenantryError } from '../http/errors/tenantry-error.ts';
import type { IssuedTokens } from './authority.ts';
import { mayBeTheToken } from './authority-errors.ts';
import type { RefreshTokenStore } from './refresh-token-store.ts';

type Redeem = (refreshToken: string) => Promise<IssuedTokens>;

/** Redeems the refresh token of a store. A new one is stored before anything that came with it is used: a crash in between leaves the old one, which Entra goes on taking. */
export class TokenRotation {
  readonly #store: RefreshTokenStore;
  /** What the store holds, as far as this process knows. */
  #held: string | undefined;
  /** What the store failed to take. */
  #unsaved: string | undefined;
  #saves: Promise<void> = Promise.resolve();
  /** First tries, which go side by side for several tenants. */
  readonly #underWay = new Set<Promise<unknown>>();
  /** Second tries, which go one after another, since each may replace the token of the next. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(store: RefreshTokenStore) {
    this.#store = store;
  }

  /** Redeems the stored token, and once more a newer one when this one was refused and replaced meanwhile, by a process or a call beside this one. */
  async redeem(redeem: Redeem): Promise<IssuedTokens> {
    await this.#turn;
    const token = await this.#load();
    const first = this.#rotate(token, redeem);
    this.#underWay.add(first);
    try {
      return await first;
    } catch (error) {
      if (!(error instanceof AuthenticationError && mayBeTheToken(error))) throw error;
      return await this.#inTurn(async () => {
        const newer = await this.#load();
        if (newer === token) throw error;
        return this.#rotate(newer, redeem);
      });
    } finally {
      this.#underWay.delete(first);
    }
  }

  /** Keeps the token of a new sign-in. */
  async keep(token: string): Promise<void> {
    await this.#saves;
    this.#held = await this.#store.load();
    await this.#save(token);
  }

  async #rotate(token: string, redeem: Redeem): Promise<IssuedTokens> {
    const issued = await redeem(token);
    if (issued.refreshToken !== undefined && issued.refreshToken !== token)
      await this.#save(issued.refreshToken);
    return issued;
  }

  async #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const before = this.#turn;
    const mine = (async () => {
      await before;
      await Promise.allSettled(this.#underWay);
      return work();
    })();
    this.#turn = mine.catch(() => undefined);
    return mine;
  }

  async #load(): Promise<string> {
    await this.#saves;
    const stored = await this.#store.load();
    const unsaved = this.#unsaved;
    // Unless somebody signed in meanwhile: then what is stored is the better one.
    if (unsaved !== undefined && stored === this.#held) {
      await this.#save(unsaved);
      return unsaved;
    }
    this.#unsaved = undefined;
    this.#held = stored;
    if (stored === undefined) {
      throw new AuthenticationError('identity: the store holds no refresh token.', {
        platform: 'identity',
        code: 'identity.no_refresh_token',
        solution: 'Sign in once, in person: authorizationUrl and redeemCode, or signInWithDeviceCode.',
      });
    }
    return stored;
  }

  /** One save at a time: the last token to be issued is the one that stays. */
  #save(next: string): Promise<void> {
    const saved = this.#saves.then(async () => {
      try {
        await this.#store.save(next, this.#held);
      } catch (cause) {
        this.#unsaved = next;
        throw new TenantryError('identity: the new refresh token was not stored.', {
          platform: 'identity',
          code: 'identity.refresh_token_not_stored',
          solution: 'The store still has the old one. Mend the store; the next call tries again.',
          cause,
        });
      }
      this.#held = next;
      this.#unsaved = undefined;
    });
    this.#saves = saved.catch(() => undefined);
    return saved;
  }
}

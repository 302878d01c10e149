/** Signs in once for all callers: concurrent calls share one sign-in, and a session that ran out is replaced once. */
export class SessionAuthentication {
  readonly #signIn: () => Promise<string>;
  #token: Promise<string> | undefined;
  #current: string | undefined;

  constructor(signIn: () => Promise<string>) {
    this.#signIn = signIn;
  }

  /** The token of the session; signs in when there is none. A failed sign-in is told to all who waited, and not remembered. No caller's signal ends it for the others. */
  token(): Promise<string> {
    // Noted once, by the sign-in itself: a caller that resumes late must not bring an old token back.
    this.#token ??= this.#signIn().then(
      (token) => (this.#current = token),
      (error: unknown) => {
        this.#token = undefined;
        throw error;
      },
    );
    return this.#token;
  }

  /** Forgets a token that is no longer taken, unless it was replaced already. */
  expire(token: string): void {
    if (this.#current !== token) return;
    this.#current = undefined;
    this.#token = undefined;
  }
}

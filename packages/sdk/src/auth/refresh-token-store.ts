/** Where the refresh token of a SecureApplication is kept between sign-ins: a vault, a database, a file. */
export interface RefreshTokenStore {
  /** What is kept now; undefined before the first sign-in. */
  load(): Promise<string | undefined>;
  /** Replaces `previous`, and resolves only when `next` is kept safely: until then `previous` must be what a new process would load. */
  save(next: string, previous: string | undefined): Promise<void>;
}

/** `GET /_tenantry/credentials`. */
export interface PlatformCredentials {
  readonly icp: {
    readonly baseUrl: string;
    readonly username: string;
    readonly password: string;
    readonly resellerAccountId: number;
  };
  /** The provider's: with a user (App+User) and of an application alone. */
  readonly partnerCenter: {
    readonly baseUrl: string;
    readonly tenantId: string;
    readonly accessToken: string;
    readonly applicationToken: string;
  };
  /** The provider's, for delegated administration: with a user and of an application alone. */
  readonly graph: {
    readonly baseUrl: string;
    readonly tenantId: string;
    readonly accessToken: string;
    readonly applicationToken: string;
  };
  /** The provider's own application and user at the simulated authority. */
  readonly identity: {
    readonly baseUrl: string;
    readonly authority: string;
    readonly tenantId: string;
    readonly clientId: string;
    readonly clientSecret: string;
    /** An application without a secret: for device codes, and for codes with PKCE alone. */
    readonly publicClientId: string;
    readonly username: string;
    readonly refreshToken: string;
  };
}

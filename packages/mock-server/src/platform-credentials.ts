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
  /** The marketplace in the United States; give them to a client as they are. */
  readonly ingram: IngramCredentials;
  /** Those in Mexico, and in Germany: another region, another currency. */
  readonly ingramMx: IngramCredentials;
  readonly ingramEu: IngramCredentials;
  /** The panels of those marketplaces' resellers: the account administrator, and by name alone its staff and the service desk, whose password is the same. */
  readonly ingramPanels: IngramPanelsCredentials;
  readonly ingramPanelsMx: IngramPanelsCredentials;
  readonly ingramPanelsEu: IngramPanelsCredentials;
}

export interface IngramPanelsCredentials {
  readonly baseUrl: string;
  readonly marketplace: string;
  readonly username: string;
  readonly password: string;
  readonly staffUsername: string;
  readonly serviceDeskUsername: string;
  /** The account that the people work for. */
  readonly resellerId: string;
}

export interface IngramCredentials {
  readonly baseUrl: string;
  /** Part of the API's path. */
  readonly region: string;
  readonly marketplace: string;
  readonly subscriptionKey: string;
  readonly username: string;
  readonly password: string;
  /** The account that the user works for. */
  readonly resellerId: string;
  /** For signing in at the realm instead, whose host is the base URL. */
  readonly realmName: string;
  readonly realmClientId: string;
  readonly realmClientSecret: string;
}

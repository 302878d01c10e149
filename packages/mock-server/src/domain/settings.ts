/** What an operator may change about the simulated platforms; the defaults are the documented rules. */
export interface WorldSettings {
  /** Days in which NCE seats can be reduced or cancelled; 7, and 3 as it was in 2022. evidence: docs */
  readonly cancelWindowDays: number;
  /** How long a provisioning takes on the world's clock. evidence: modelled */
  readonly provisioningSeconds: number;
  /** How long an ICP session lives without use. evidence: modelled, the lifetime is not published */
  readonly sessionMinutes: number;
  /** Caller addresses that ICP lets in; empty lets everybody in. evidence: client */
  readonly allowedAddresses: readonly string[];
  /** Whether Microsoft answers as in production or as in its sandbox, with its limits. evidence: docs */
  readonly profile: 'production' | 'sandbox';
  /** Partner Center's answers begin with a UTF-8 byte order mark. evidence: modelled, users report it */
  readonly byteOrderMark: boolean;
  /** Calls a minute that Partner Center lets through for each customer; 500 there, 0 counts nothing. evidence: docs */
  readonly requestsPerMinute: number;
  /** Tokens of users must come from a sign-in with MFA. evidence: docs */
  readonly enforceMultiFactor: boolean;
  /** How long an access token lives; 60 to 90 there. evidence: docs */
  readonly accessTokenMinutes: number;
  /** Days without use after which a refresh token is of no use. evidence: docs */
  readonly refreshTokenDays: number;
  /** How often a refresh token works again after it was redeemed, for a client that lost the new one. evidence: modelled */
  readonly refreshTokenReuses: number;
  /** What the tenants' conditional access asks of users: MFA of those that did without, enrolment, an outside check, or nothing gets through. evidence: modelled, the errors docs */
  readonly conditionalAccess: 'off' | 'multi-factor' | 'enrolment' | 'outside-check' | 'blocked';
  /** Minutes until a new order is listed; up to 15 there. evidence: docs */
  readonly orderListingMinutes: number;
  /** Counted up, every availability gets another id, as Microsoft's do now and then. evidence: docs for the change, modelled for its time */
  readonly availabilityGeneration: number;
  /** How long a qualification stays in review. evidence: modelled */
  readonly vettingHours: number;
  /** How long a billing export, or a run of an insights report, takes on the world's clock. evidence: modelled */
  readonly exportSeconds: number;
  /** Lines that usage exports are filled with instead of the world's own use; 0 shows the world's. evidence: modelled */
  readonly exportRows: number;
  /** Lines in a blob of an export. evidence: modelled, no number is promised */
  readonly exportBlobRows: number;
  /** How long the token for the blobs of an export works, and the link to an insights report. evidence: modelled */
  readonly exportTokenMinutes: number;
  /** Rows that price sheets are filled with, made of the market's own; 0 shows these. evidence: modelled */
  readonly priceSheetRows: number;
  /** Calls a minute that Ingram's gateway lets through for each key; 0 counts nothing. evidence: docs for a limit, modelled number */
  readonly ingramCallsPerMinute: number;
  /** Which orders at Ingram wait until their credit check is passed. evidence: guide for cancellations, modelled for sales */
  readonly ingramApproval: 'none' | 'sales' | 'cancellations' | 'all';
}

export const defaultSettings: WorldSettings = {
  cancelWindowDays: 7,
  provisioningSeconds: 2,
  sessionMinutes: 20,
  allowedAddresses: [],
  profile: 'production',
  byteOrderMark: false,
  requestsPerMinute: 0,
  enforceMultiFactor: true,
  accessTokenMinutes: 60,
  refreshTokenDays: 90,
  refreshTokenReuses: 1,
  conditionalAccess: 'off',
  orderListingMinutes: 0,
  availabilityGeneration: 0,
  vettingHours: 24,
  exportSeconds: 30,
  exportRows: 0,
  exportBlobRows: 250_000,
  exportTokenMinutes: 60,
  priceSheetRows: 0,
  ingramCallsPerMinute: 0,
  ingramApproval: 'none',
};

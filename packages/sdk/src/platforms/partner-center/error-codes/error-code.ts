/** What is known about an error code of Partner Center. */
export interface PartnerCenterErrorCode {
  /** HTTP status it is documented with; some codes come with several. */
  readonly status: number | undefined;
  readonly meaning: string;
  /** What the caller can do about it. */
  readonly remedy: string;
}

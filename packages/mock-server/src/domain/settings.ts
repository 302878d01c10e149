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
}

export const defaultSettings: WorldSettings = {
  cancelWindowDays: 7,
  provisioningSeconds: 2,
  sessionMinutes: 20,
  allowedAddresses: [],
};

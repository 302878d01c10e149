import { defineCollection } from '../../kernel/collection.ts';
import type { World } from '../../world.ts';

/**
 * How an account stands with its marketplace. pending is not verified yet; creditHold works on, and neither orders nor
 * renews; adminHold has its services suspended and cannot order. evidence: docs
 */
export type AccountStatus = 'pending' | 'active' | 'creditHold' | 'adminHold' | 'cancelled' | 'error';

export const contactTypes = ['admin', 'billing', 'technical'] as const;

/** Somebody to turn to. */
export interface AccountContact {
  readonly type: (typeof contactTypes)[number];
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  /** Country, area, number and extension, `81##18881234567#`. */
  readonly phoneNumber: string;
}

/** What a marketplace knows of a reseller or customer beside its place in the tree. */
export interface AccountProfile {
  readonly companyId: number;
  /** Code of the marketplace, such as `us`. */
  readonly marketplace: string;
  readonly status: AccountStatus;
  readonly externalId?: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly addressExtension?: string;
  readonly contacts: readonly AccountContact[];
  readonly language: string;
  /** Not the tree's VATID: that one is unique, this one is not checked. */
  readonly taxRegId?: string;
  readonly taxationProviderName?: string;
  readonly customerClass?: string;
  /** Services that an administrative hold has suspended, and its end brings back. */
  readonly heldServices?: readonly number[];
}

export const accountProfiles = defineCollection<AccountProfile>()({
  name: 'accountProfiles',
  key: (profile) => profile.companyId,
  indexes: { externalId: (profile) => profile.externalId },
});

/** The profile of a company that a marketplace knows. */
export function requireProfile(world: World, companyId: number): AccountProfile {
  const profile = world.store.of(accountProfiles).get(companyId);
  if (profile === undefined) throw new Error(`Company ${companyId} is in no marketplace.`);
  return profile;
}

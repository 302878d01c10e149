import { defineCollection } from '../../kernel/collection.ts';
import type { World } from '../../world.ts';
import type { SignIn } from '../actor.ts';

/** That somebody of a partner holds tokens: who, through which application, with MFA or without. Never a token. */
export interface SignInRecord {
  /** The partner's company. */
  readonly companyId: number;
  /** The application's name, or the user's. */
  readonly username: string;
  readonly signIn: SignIn;
  readonly multiFactor: boolean;
  readonly applicationId: string;
  readonly since: number;
}

export const signInRecords = defineCollection<SignInRecord>()({
  name: 'signInRecords',
  key: keyOf,
  indexes: { company: (record) => record.companyId },
});

function keyOf(record: Omit<SignInRecord, 'since'>): string {
  const { companyId, signIn, username, multiFactor, applicationId } = record;
  return `${companyId}:${signIn}:${username.toLowerCase()}:${multiFactor ? 'mfa' : 'pwd'}:${applicationId}`;
}

export function recordSignIn(world: World, record: Omit<SignInRecord, 'since'>): void {
  const records = world.store.of(signInRecords);
  if (!records.has(keyOf(record))) records.put({ ...record, since: world.clock.now() });
}

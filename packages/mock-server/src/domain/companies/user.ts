import { defineCollection } from '../../kernel/collection.ts';
import type { AccountState } from './company.ts';

export interface User {
  readonly id: number;
  readonly parentId: number;
  readonly state: AccountState;
  readonly username: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  /** ICP refuses API sign-in to users with MFA. */
  readonly mfa: boolean;
  readonly passwordHash?: string;
  /** The hashes of the last ten passwords, newest first. */
  readonly passwordHistory: readonly string[];
  readonly lastLogon?: number;
}

export const users = defineCollection<User>()({
  name: 'users',
  key: (user) => user.id,
  indexes: {
    parent: (user) => user.parentId,
    username: (user) => user.username.toLowerCase(),
  },
});

import { defineCollection } from '../../kernel/collection.ts';

/** A user signed in to ICP. */
export interface Session {
  readonly token: string;
  readonly userId: number;
  readonly startedAt: number;
  readonly lastUsedAt: number;
}

export const sessions = defineCollection<Session>()({
  name: 'sessions',
  key: (session) => session.token,
  indexes: { user: (session) => session.userId },
});

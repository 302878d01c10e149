import type { Permission } from './companies/role.ts';

/** Through which door a change comes in; `system` is the scheduler. */
export type Wire = 'icp' | 'partner-center' | 'graph' | 'ingram' | 'admin' | 'system';

/** An application alone, or an application in a user's name. */
export type SignIn = 'application' | 'user';

/** Who acts: every change of the world has one, and the audit names it. */
export interface Actor {
  readonly wire: Wire;
  /** The user's account id; 0 for the system. */
  readonly userId: number;
  readonly username: string;
  /** The company whose subtree the actor may see and change; undefined sees all. */
  readonly companyId: number | undefined;
  readonly permissions: ReadonlySet<Permission>;
  /** How the caller signed in to Microsoft; absent elsewhere. */
  readonly signIn?: SignIn;
  readonly multiFactor?: boolean;
}

/** The scheduler, and seeds: may do everything, everywhere. */
export const systemActor: Actor = {
  wire: 'system',
  userId: 0,
  username: 'system',
  companyId: undefined,
  permissions: new Set(),
};

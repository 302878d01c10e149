import type { Permission } from './companies/role.ts';

/** Through which door a change comes in; `system` is the scheduler. */
export type Wire =
  | 'icp'
  | 'identity'
  | 'partner-center'
  | 'graph'
  | 'ingram'
  | 'ingram-panels'
  | 'admin'
  | 'system';

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
  /** The tenant that a token of Microsoft's is of: the partner's own, or a customer's. */
  readonly tenantId?: string;
  readonly applicationId?: string;
  /** The object id of the user, or of the application. */
  readonly objectId?: string;
  /** `scp` of a token with a user, `roles` of one of an application alone. */
  readonly scopes?: readonly string[];
  /** Role templates that the user has in that tenant. */
  readonly directoryRoleIds?: readonly string[];
}

/** The scheduler, and seeds: may do everything, everywhere. */
export const systemActor: Actor = {
  wire: 'system',
  userId: 0,
  username: 'system',
  companyId: undefined,
  permissions: new Set(),
};

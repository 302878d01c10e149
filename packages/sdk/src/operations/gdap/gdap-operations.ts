import type { OperationOptions } from '../progress.ts';

/** A role of Microsoft Entra that a relationship gives. */
export interface AdminRole {
  /** Template id. */
  readonly id: string;
  readonly name: string;
  readonly privilege: 'high' | 'medium' | 'low';
}

/** As Graph has them; others may come. */
export type AdminRelationshipStatus =
  | 'created'
  | 'approvalPending'
  | 'approved'
  | 'activating'
  | 'active'
  | 'terminationRequested'
  | 'terminating'
  | 'terminated'
  | 'expiring'
  | 'expired'
  | (string & {});

/** Granular delegated admin privileges (GDAP) over a tenant. */
export interface AdminRelationship {
  readonly id: string;
  readonly platform: string;
  readonly name: string;
  readonly status: AdminRelationshipStatus;
  /** Absent in an open invitation that nobody has approved. */
  readonly tenant?: { readonly id: string; readonly name: string };
  readonly roles: readonly AdminRole[];
  /** ISO 8601, from activation to end. */
  readonly duration: string;
  readonly autoExtend: boolean;
  readonly createdAt: string;
  readonly activatedAt?: string;
  readonly endsAt?: string;
  /** What the customer's Global Administrator opens, while it waits for approval. */
  readonly approvalLink?: string;
}

/** Roles for a security group of the partner. */
export interface GroupAccess {
  /** Id or display name. */
  readonly group: string;
  /** By name or id, of the relationship's. @default all of them */
  readonly roles?: readonly string[] | undefined;
}

export interface RequestAdminRelationshipInput {
  /** At most 50 characters, unique among the partner's. Calling again with the same name goes on with what is there. */
  readonly name: string;
  /** Microsoft tenant id; without one anybody may approve. */
  readonly tenant?: string | undefined;
  /** By name or template id. */
  readonly roles: readonly string[];
  /** ISO 8601, `P1D` to `P730D`. @default 'P730D' */
  readonly duration?: string | undefined;
  /** Another 180 days at each end; not with Global Administrator. */
  readonly autoExtend?: boolean | undefined;
  /** Who gets the roles once it is active. */
  readonly groups?: readonly GroupAccess[] | undefined;
}

export interface RequestAdminRelationshipOptions extends OperationOptions {
  /** Wait until the customer has approved, and give the groups their roles; a customer may take 90 days. @default true */
  readonly waitForApproval?: boolean;
}

export interface RenewAdminRelationshipOptions extends RequestAdminRelationshipOptions {
  /** @default the old name with today's date */
  readonly name?: string;
  /** @default as before */
  readonly duration?: string;
}

export interface AdminRelationshipFilter {
  readonly status?: AdminRelationshipStatus;
  /** Microsoft tenant id. */
  readonly tenant?: string;
}

/** The roles that a task needs, and no more. */
export interface LeastPrivilege {
  readonly task: string;
  readonly roles: readonly AdminRole[];
}

export interface GdapCustomer {
  readonly id: string;
  readonly name: string;
}

/** A request whose roles were found; ids instead of names. */
export interface CheckedRequest extends Omit<RequestAdminRelationshipInput, 'roles' | 'groups' | 'duration'> {
  readonly roleIds: readonly string[];
  readonly duration: string;
  readonly groups: readonly { readonly group: string; readonly roleIds: readonly string[] }[];
}

/** What a platform does for GDAP; inputs are valid when they get here. */
export interface GdapOperations {
  request(input: CheckedRequest, options: RequestAdminRelationshipOptions): Promise<AdminRelationship>;
  list(filter: AdminRelationshipFilter, options: OperationOptions): Promise<AdminRelationship[]>;
  get(id: string, options: OperationOptions): Promise<AdminRelationship>;
  terminate(id: string, options: OperationOptions): Promise<AdminRelationship>;
  setAutoExtend(id: string, on: boolean, options: OperationOptions): Promise<AdminRelationship>;
  /** Groups that have roles of a relationship now. */
  groupsOf(id: string, options: OperationOptions): Promise<CheckedRequest['groups']>;
  /** Everybody who buys through the partner. */
  customers(options: OperationOptions): Promise<GdapCustomer[]>;
  /** By name or id; undefined when it is not known. */
  findRole(nameOrId: string): AdminRole | undefined;
  /** What tasks there are, with the roles that they need. */
  leastPrivilege(): readonly LeastPrivilege[];
}

export type GdapOperationName =
  | 'request'
  | 'list'
  | 'get'
  | 'terminate'
  | 'setAutoExtend'
  | 'renew'
  | 'analytics'
  | 'leastPrivilege'
  | 'watch';

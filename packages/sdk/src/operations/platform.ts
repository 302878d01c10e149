import type { Environment } from '../http/environment.ts';
import type { AzurePlanOperations } from './azure-plan-operations.ts';
import type { GdapOperationName, GdapOperations } from './gdap-operations.ts';
import type { SubscriptionOperations } from './subscription-operations.ts';
import type { TenantOperations } from './tenant-operations.ts';

/** What a platform can be asked, by name: `tenants.provision`. */
export type OperationName =
  | `tenants.${keyof TenantOperations & string}`
  | `subscriptions.${keyof SubscriptionOperations & string}`
  | `azurePlans.${keyof AzurePlanOperations & string}`
  | `gdap.${GdapOperationName}`;

/** Whether an operation works on a platform, and if not, why. */
export type Support = { readonly supported: true } | { readonly supported: false; readonly reason: string };

/** A client with the groups of operations mapped onto it. */
export interface Platform {
  readonly name: string;
  readonly environment: Environment;
  /** Groups are loaded when they are first used: who only reads invoices loads no buying. */
  readonly tenants: () => Promise<TenantOperations>;
  readonly subscriptions: () => Promise<SubscriptionOperations>;
  readonly azurePlans: () => Promise<AzurePlanOperations>;
  /** Absent where a whole group does not work: `unsupported` says why. */
  readonly gdap?: () => Promise<GdapOperations>;
  /** Why single operations, or a whole group, do not work here; those not named do. */
  readonly unsupported?: Readonly<Partial<Record<OperationName | 'gdap', string>>>;
}

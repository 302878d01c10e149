import type { Environment } from '../http/environment.ts';
import type { SubscriptionOperations } from './subscription-operations.ts';
import type { TenantOperations } from './tenant-operations.ts';

/** What a platform can be asked, by name: `tenants.provision`. */
export type OperationName =
  | `tenants.${keyof TenantOperations & string}`
  | `subscriptions.${keyof SubscriptionOperations & string}`;

/** Whether an operation works on a platform, and if not, why. */
export type Support = { readonly supported: true } | { readonly supported: false; readonly reason: string };

/** A client with the groups of operations mapped onto it. */
export interface Platform {
  readonly name: string;
  readonly environment: Environment;
  /** Groups are loaded when they are first used: who only reads invoices loads no buying. */
  readonly tenants: () => Promise<TenantOperations>;
  readonly subscriptions: () => Promise<SubscriptionOperations>;
  /** Why single operations do not work here; those not named do. */
  readonly unsupported?: Readonly<Partial<Record<OperationName, string>>>;
}

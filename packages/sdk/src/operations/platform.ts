import type { TenantOperations } from './tenants.ts';

/** What a platform can be asked, by name: `tenants.provision`. */
export type OperationName = `tenants.${keyof TenantOperations & string}`;

/** Whether an operation works on a platform, and if not, why. */
export type Support = { readonly supported: true } | { readonly supported: false; readonly reason: string };

/** The groups of operations that a platform maps onto its client. A group it lacks is absent. */
export interface Platform {
  readonly name: string;
  readonly tenants?: TenantOperations;
  /** Why single operations or whole groups do not work here. */
  readonly unsupported?: Readonly<Record<string, string>>;
}

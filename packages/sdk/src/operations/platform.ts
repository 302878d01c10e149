import type { Environment } from '../http/environment.ts';
import type { AzurePlanOperations } from './azure-plans/azure-plan-operations.ts';
import type { GdapOperationName, GdapOperations } from './gdap/gdap-operations.ts';
import type { PriceOperationName, PriceOperations } from './prices/price-operations.ts';
import type { ReportOperationName, ReportOperations } from './reports/report-operations.ts';
import type { SubscriptionOperations } from './subscriptions/subscription-operations.ts';
import type { TenantOperations } from './tenants/tenant-operations.ts';

/** What a platform does for each group of operations. */
export interface GroupOperations {
  readonly tenants: TenantOperations;
  readonly subscriptions: SubscriptionOperations;
  readonly azurePlans: AzurePlanOperations;
  readonly gdap: GdapOperations;
  readonly prices: PriceOperations;
  readonly reports: ReportOperations;
}

export type GroupName = keyof GroupOperations;

/** What a platform can be asked, by name: `tenants.provision`. */
export type OperationName =
  | `tenants.${keyof TenantOperations & string}`
  | `subscriptions.${Exclude<keyof SubscriptionOperations, 'estimate'> & string}`
  | `azurePlans.${keyof AzurePlanOperations & string}`
  | `gdap.${GdapOperationName}`
  | `prices.${PriceOperationName}`
  | `reports.${ReportOperationName}`;

/** Whether an operation works on a platform, and if not, why. */
export type Support = { readonly supported: true } | { readonly supported: false; readonly reason: string };

/** Groups are loaded when they are first used: who only reads invoices loads no buying. */
type LazyGroups = { readonly [Group in GroupName]: () => Promise<GroupOperations[Group]> };

/** A client with the groups of operations mapped onto it. */
export interface Platform extends Omit<LazyGroups, 'gdap'>, Partial<Pick<LazyGroups, 'gdap'>> {
  readonly name: string;
  readonly environment: Environment;
  /** Why single operations, or a whole group, do not work here; those not named do. */
  readonly unsupported?: Readonly<Partial<Record<OperationName | GroupName, string>>>;
}

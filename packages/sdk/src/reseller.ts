import { AzurePlans } from './operations/azure-plans/azure-plans.ts';
import { Gdap } from './operations/gdap/gdap.ts';
import type { GroupName, OperationName, Platform, Support } from './operations/platform.ts';
import { Prices } from './operations/prices/prices.ts';
import { Reports } from './operations/reports/reports.ts';
import { Subscriptions } from './operations/subscriptions/subscriptions.ts';
import { Tenants } from './operations/tenants/tenants.ts';
import type { Language } from './validation/issue.ts';

export interface ResellerOptions {
  /** Language of validation messages. @default 'en' */
  readonly language?: Language;
}

/**
 * What a reseller does, the same on every platform.
 * @example
 * const reseller = new Reseller(icp({ baseUrl, username, password, account: 281001 }));
 * const tenants = await reseller.tenants.list(435348);
 */
export class Reseller<P extends Platform = Platform> {
  /** The platform underneath, for what only it can do. */
  readonly platform: P;
  readonly tenants: Tenants;
  readonly subscriptions: Subscriptions;
  readonly azurePlans: AzurePlans;
  readonly gdap: Gdap;
  readonly prices: Prices;
  readonly reports: Reports;

  constructor(platform: P, options: ResellerOptions = {}) {
    this.platform = platform;
    this.tenants = new Tenants(platform, options);
    this.subscriptions = new Subscriptions(platform, options);
    this.azurePlans = new AzurePlans(platform, options);
    this.gdap = new Gdap(platform, options);
    this.prices = new Prices(platform, options);
    this.reports = new Reports(platform, options);
  }

  /** Tells beforehand whether the platform can do an operation, and if not, why. */
  supports(operation: OperationName): Support {
    const { unsupported } = this.platform;
    const [group] = operation.split('.') as [GroupName];
    const reason = unsupported?.[operation] ?? unsupported?.[group];
    return reason === undefined ? { supported: true } : { supported: false, reason };
  }
}

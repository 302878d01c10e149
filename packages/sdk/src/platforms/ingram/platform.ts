import { lazily } from '../../operations/lazily.ts';
import type { Platform } from '../../operations/platform.ts';
import { Ingram, type IngramOptions } from './client.ts';
import type { OrderParameterChooser } from './order-parameters.ts';

export interface IngramPlatformOptions extends IngramOptions {
  /** Id of a reseller below the account whose customers reports are about. @default the customers of the account itself */
  readonly reseller?: string;
  /** MPN of the product that makes a Microsoft tenant or takes one over; marketplaces name it themselves. @default 'MIC-1000' */
  readonly tenantProduct?: string;
  /** Answers parameters that a marketplace calls otherwise: no public source names those of Microsoft's products. */
  readonly parameters?: OrderParameterChooser;
  /** GDAP is on Microsoft Graph, as the same partner: `partnerCenter({ credential }).gdap`. Its tenants are Microsoft's ids. @default none */
  readonly gdap?: Platform['gdap'];
}

/** The Ingram Micro Cloud Marketplace with the groups of operations mapped onto it. */
export interface IngramPlatform extends Platform {
  readonly client: Ingram;
}

const noGdap = 'GDAP is on Microsoft Graph: pass gdap of partnerCenter({ credential }).';

/** Names of operations, with why they do not work. */
const reasons: Readonly<Record<string, string>> = {
  'tenants.retry': 'Resubmit it in the control panel, then provision again.',
  'tenants.setMpnId': 'The MPN id stays as it was ordered.',
  'subscriptions.suspend subscriptions.reactivate': 'Ingram suspends whole accounts only.',
  'subscriptions.renewNow': 'Renewal orders count from the end of the term.',
  'azurePlans.suspend azurePlans.reactivate azurePlans.suspendSubscription azurePlans.reactivateSubscription azurePlans.cancelSubscription azurePlans.createSubscription azurePlans.listSubscriptions azurePlans.cancelTransfer azurePlans.listTransfers azurePlans.requestTransfer azurePlans.getBudget azurePlans.setBudget azurePlans.buySavingsPlan azurePlans.buyReservation azurePlans.listBenefits azurePlans.benefitUtilisation azurePlans.billingModes':
    'What is below a plan is in the Azure portal.',
  'prices.lists.list prices.lists.create prices.lists.prices prices.lists.preview prices.lists.set prices.lists.allocate prices.lists.diff':
    'Margins are set in the control panel.',
  'prices.special.list prices.special.get prices.special.set prices.special.end prices.special.validate':
    'Single subscriptions have them: client.subscriptions.setSpecialPricing.',
  'reports.seatsOverTime reports.azureCost reports.invoiceAggregation reports.explain reports.salesAgainstInvoice azurePlans.usage':
    "Files of rated data alone tell it: reports.run('ratedData').",
  'reports.audit': 'The log is in the control panel.',
};

/**
 * The Ingram Micro Cloud Marketplace as a platform of a `Reseller`. Ids of tenants are `<customer id>/<domain>`, ids of subscriptions the platform's own.
 * @example
 * const reseller = new Reseller(ingram({ region: 'na', marketplace: 'us', subscriptionKey, username, password }));
 * const tenants = await reseller.tenants.list(customerId);
 */
export function ingram({
  reseller,
  tenantProduct = 'MIC-1000',
  parameters,
  gdap,
  ...options
}: IngramPlatformOptions): IngramPlatform {
  const client = new Ingram(options);
  const settings = { tenantProduct, parameters, reseller };
  return {
    name: 'ingram',
    client,
    environment: client.client.environment,
    tenants: lazily(async () => new (await import('./tenants.ts')).IngramTenants(client, settings)),
    subscriptions: lazily(
      async () => new (await import('./platform-subscriptions.ts')).IngramSubscriptions(client, settings),
    ),
    ...(gdap && { gdap }),
    azurePlans: lazily(async () => new (await import('./azure-plans.ts')).IngramAzurePlans(client, settings)),
    prices: lazily(async () => new (await import('./prices.ts')).IngramPrices(client)),
    reports: lazily(async () => new (await import('./reports.ts')).IngramReports(client, settings)),
    unsupported: {
      ...(!gdap && { gdap: noGdap, 'reports.expiringAdminRelationships': noGdap }),
      ...Object.fromEntries(
        Object.entries(reasons).flatMap(([names, reason]) => names.split(' ').map((name) => [name, reason])),
      ),
    },
  };
}

import { type MicrosoftSignInOptions, microsoftSignIn } from '../../auth/microsoft-sign-in.ts';
import { ApiClient, type ClientOptions } from '../../http/api-client.ts';
import { UnsupportedOperationError } from '../../http/errors/unsupported-operation-error.ts';
import { withoutSlash } from '../../http/without-slash.ts';
import { decodeError } from './decode-error.ts';
import { Agreements } from './resources/agreements.ts';
import { Analytics } from './resources/analytics.ts';
import { AuditRecords } from './resources/audit-records.ts';
import { AzureEntitlements } from './resources/azure-entitlements.ts';
import { Budgets } from './resources/budgets.ts';
import { Carts } from './resources/carts.ts';
import { Customers } from './resources/customers.ts';
import { DelegatedAdmin } from './resources/delegated-admin.ts';
import { Devices } from './resources/devices.ts';
import { Domains } from './resources/domains.ts';
import { Entitlements } from './resources/entitlements.ts';
import { FraudEvents } from './resources/fraud-events.ts';
import { Insights } from './resources/insights.ts';
import { Invoices } from './resources/invoices.ts';
import { Margins } from './resources/margins.ts';
import { Migrations } from './resources/migrations.ts';
import { Offers } from './resources/offers.ts';
import { Orders } from './resources/orders.ts';
import { PriceSheets } from './resources/price-sheets.ts';
import { ProductUpgrades } from './resources/product-upgrades.ts';
import { Products } from './resources/products.ts';
import { Profiles } from './resources/profiles.ts';
import { Promotions } from './resources/promotions.ts';
import { RateCards } from './resources/rate-cards.ts';
import { Relationships } from './resources/relationships.ts';
import { Security } from './resources/security.ts';
import { SelfServePolicies } from './resources/self-serve-policies.ts';
import { ServiceCosts } from './resources/service-costs.ts';
import { ServiceRequests } from './resources/service-requests.ts';
import { Subscriptions } from './resources/subscriptions.ts';
import { Transfers } from './resources/transfers.ts';
import { Usage } from './resources/usage.ts';
import { Users } from './resources/users.ts';
import { Validations } from './resources/validations.ts';
import { Webhooks } from './resources/webhooks.ts';

export interface PartnerCenterOptions extends ClientOptions, MicrosoftSignInOptions {
  /** The mock server's, or a proxy's; `/v1` is added. @default that of the cloud: 'https://api.partnercenter.microsoft.com' */
  readonly baseUrl?: string;
  /** The host of `delegatedAdmin`. It is a name that anybody may take once Microsoft gives it up, so that no token goes there unasked. @default `baseUrl`, where there is one */
  readonly delegatedAdminUrl?: string;
  /** Of titles and messages, e.g. `es-PE`. @default Partner Center's own: en-US */
  readonly language?: string;
}

/**
 * Microsoft Partner Center, the commerce part (REST v1): every operation with its own names.
 * Calls are repeated by themselves when they fail without a clear answer, changes too: all tries of a call carry one MS-RequestId, and Partner Center does it once. What failed within a success is thrown as a PartialFailureError.
 * @example
 * const credential = new EntraApplication({ tenantId, clientId, clientSecret });
 * const partnerCenter = new PartnerCenter({ credential });
 * for await (const customer of partnerCenter.customers.list()) console.log(customer.companyProfile.companyName);
 */
export class PartnerCenter {
  readonly customers: Customers;
  readonly agreements: Agreements;
  readonly users: Users;
  readonly relationships: Relationships;
  readonly profiles: Profiles;
  readonly security: Security;
  readonly products: Products;
  readonly offers: Offers;
  readonly promotions: Promotions;
  readonly carts: Carts;
  readonly orders: Orders;
  readonly subscriptions: Subscriptions;
  readonly azureEntitlements: AzureEntitlements;
  readonly entitlements: Entitlements;
  readonly usage: Usage;
  readonly budgets: Budgets;
  readonly invoices: Invoices;
  readonly serviceCosts: ServiceCosts;
  readonly productUpgrades: ProductUpgrades;
  readonly migrations: Migrations;
  readonly transfers: Transfers;
  readonly selfServePolicies: SelfServePolicies;
  readonly serviceRequests: ServiceRequests;
  readonly priceSheets: PriceSheets;
  readonly rateCards: RateCards;
  readonly margins: Margins;
  readonly devices: Devices;
  readonly validations: Validations;
  readonly domains: Domains;
  readonly auditRecords: AuditRecords;
  readonly analytics: Analytics;
  readonly insights: Insights;
  /** Insights of the commercial marketplace, for publishers. */
  readonly marketplaceInsights: Insights;
  readonly #delegatedAdmin: DelegatedAdmin | undefined;
  readonly fraudEvents: FraudEvents;
  readonly webhooks: Webhooks;
  /** Sends the calls; its environment is where waiting is done. */
  readonly client: ApiClient;

  /** @throws ValidationError unless exactly one of `accessToken` and `credential` is given */
  constructor({ language, ...options }: PartnerCenterOptions) {
    const signIn = microsoftSignIn(options, 'partner-center', 'partnerCenter');
    const base = withoutSlash(options.baseUrl ?? signIn.baseUrl);
    const root = base.endsWith('/v1') ? base : `${base}/v1`;
    const client = new ApiClient(
      {
        platform: 'partner-center',
        headers: language === undefined ? {} : { 'X-Locale': language },
        authorize: signIn.authorize,
        expire: signIn.expire,
        decodeError,
        repeats: () => true,
      },
      options,
    );
    this.client = client;
    this.customers = new Customers(client, root);
    this.agreements = new Agreements(client, root);
    this.users = new Users(client, root);
    this.relationships = new Relationships(client, root);
    this.profiles = new Profiles(client, root);
    this.security = new Security(client, root);
    this.products = new Products(client, root);
    this.offers = new Offers(client, root);
    this.promotions = new Promotions(client, root);
    this.carts = new Carts(client, root);
    this.orders = new Orders(client, root);
    this.subscriptions = new Subscriptions(client, root);
    this.azureEntitlements = new AzureEntitlements(client, root);
    this.entitlements = new Entitlements(client, root);
    this.usage = new Usage(client, root);
    this.budgets = new Budgets(client, root);
    this.invoices = new Invoices(client, root);
    this.serviceCosts = new ServiceCosts(client, root);
    this.productUpgrades = new ProductUpgrades(client, root);
    this.migrations = new Migrations(client, root);
    this.transfers = new Transfers(client, root);
    this.selfServePolicies = new SelfServePolicies(client, root);
    this.serviceRequests = new ServiceRequests(client, root);
    // Sheets stand on a host of their own, the mock server's or a proxy's on the same.
    const sales = root.replace(/\/v1$/, '/v1.0/sales').replace('//api.partnercenter.', '//api.partner.');
    this.priceSheets = new PriceSheets(client, sales);
    this.rateCards = new RateCards(client, root);
    this.margins = new Margins(client, root);
    this.devices = new Devices(client, root);
    this.validations = new Validations(client, root);
    this.domains = new Domains(client, root);
    const origin = root.slice(0, -3);
    this.analytics = new Analytics(client, origin);
    this.insights = new Insights(client, `${origin}/insights/v1/mpn`);
    this.marketplaceInsights = new Insights(client, `${origin}/insights/v1.1/cmp`);
    const admin = options.delegatedAdminUrl ?? (options.baseUrl === undefined ? undefined : origin);
    if (admin !== undefined)
      this.#delegatedAdmin = new DelegatedAdmin(
        client,
        `${withoutSlash(admin)}/CustomerServiceAdminApi/Web/v1`,
      );
    this.fraudEvents = new FraudEvents(client, root);
    this.auditRecords = new AuditRecords(client, origin);
    this.webhooks = new Webhooks(client, root.replace(/v1$/, 'webhooks/v1'));
  }

  /** What is left of delegated admin privileges (DAP). @throws {UnsupportedOperationError} unless its host is named */
  get delegatedAdmin(): DelegatedAdmin {
    if (this.#delegatedAdmin !== undefined) return this.#delegatedAdmin;
    throw new UnsupportedOperationError(
      'partner-center: delegatedAdmin has a host that is to be retired; pass delegatedAdminUrl if Microsoft still documents it.',
      { platform: 'partner-center' },
    );
  }
}

import { SessionAuthentication } from '../../auth/session-authentication.ts';
import { ApiClient, type ClientOptions } from '../../http/api-client.ts';
import { withoutSlash } from '../../http/without-slash.ts';
import { decodeFault } from './fault.ts';
import { Companies } from './resources/companies.ts';
import { Credit } from './resources/credit.ts';
import { CustomActions } from './resources/custom-actions.ts';
import { Departments } from './resources/departments.ts';
import { Invoices } from './resources/invoices.ts';
import { MarketplaceServices } from './resources/marketplace-services.ts';
import { Marketplaces } from './resources/marketplaces.ts';
import { Renewals } from './resources/renewals.ts';
import { Reports } from './resources/reports.ts';
import { Resellers } from './resources/resellers.ts';
import { SecurityRoles } from './resources/security-roles.ts';
import { Services } from './resources/services.ts';
import { Session } from './resources/session.ts';
import { SpecialDeals } from './resources/special-deals.ts';
import { Subscriptions } from './resources/subscriptions.ts';
import { Upgrades } from './resources/upgrades.ts';
import { Users } from './resources/users.ts';

export interface IcpOptions extends ClientOptions {
  /** The marketplace's host, e.g. `https://marketplacexpe.example.com`; the API's path is added. */
  readonly baseUrl: string;
  /** A user without MFA. */
  readonly username: string;
  /** Or a function that fetches it from a vault when it is needed. */
  readonly password: string | (() => string | Promise<string>);
}

const servicePath = '/SimpleAPI/SimpleAPIService.svc/rest/';
const scheme = 'CCPSessionId ';

/**
 * The API of the Intcomex Cloud Platform (and of marketplaces on the same engine), every operation with its own names.
 * Signs in by itself, once for all calls, and again when the session runs out.
 * @example
 * const icp = new Icp({ baseUrl, username, password });
 * const customers = await icp.companies.list();
 */
export class Icp {
  // Declared only: the constructor names each again, and fields that are emitted would double that in a bundle.
  declare readonly session: Session;
  declare readonly companies: Companies;
  declare readonly resellers: Resellers;
  declare readonly departments: Departments;
  declare readonly users: Users;
  declare readonly securityRoles: SecurityRoles;
  declare readonly services: Services;
  declare readonly subscriptions: Subscriptions;
  declare readonly customActions: CustomActions;
  declare readonly upgrades: Upgrades;
  declare readonly renewals: Renewals;
  declare readonly marketplaces: Marketplaces;
  declare readonly marketplaceServices: MarketplaceServices;
  declare readonly specialDeals: SpecialDeals;
  declare readonly credit: Credit;
  declare readonly invoices: Invoices;
  declare readonly reports: Reports;
  /** Sends the calls; its environment is where waiting is done. */
  declare readonly client: ApiClient;

  constructor({ baseUrl, username, password, ...options }: IcpOptions) {
    const base = withoutSlash(baseUrl);
    const root = base + (base.endsWith('/rest') ? '/' : servicePath);
    const session = new SessionAuthentication(async () => {
      const secret = typeof password === 'string' ? password : await password();
      return tokenIn(await this.session.getToken(username, secret));
    });
    this.client = new ApiClient(
      {
        platform: 'icp',
        headers: { 'content-type': 'application/json;charset=UTF8' },
        authorize: async () => ({ authenticate: scheme + (await session.token()) }),
        expire: (headers) => session.expire(headers.authenticate?.slice(scheme.length) ?? ''),
        decodeError: decodeFault,
        // Every operation is a POST: only those that merely look are sent again.
        repeats: (effect) => effect === 'read',
      },
      options,
    );
    const { client } = this;
    this.session = new Session(client, root);
    this.companies = new Companies(client, root);
    this.resellers = new Resellers(client, root);
    this.departments = new Departments(client, root);
    this.users = new Users(client, root);
    this.securityRoles = new SecurityRoles(client, root);
    this.services = new Services(client, root);
    this.subscriptions = new Subscriptions(client, root);
    this.customActions = new CustomActions(client, root);
    this.upgrades = new Upgrades(client, root);
    this.renewals = new Renewals(client, root);
    this.marketplaces = new Marketplaces(client, root);
    this.marketplaceServices = new MarketplaceServices(client, root);
    this.specialDeals = new SpecialDeals(client, root);
    this.credit = new Credit(client, root);
    this.invoices = new Invoices(client, root);
    this.reports = new Reports(client, root);
  }
}

/** The token of a sign-in: a bare JSON string, plain text, or wrapped in an object. */
function tokenIn(answer: unknown): string {
  if (typeof answer === 'string') return answer;
  const wrapped = Object.values(answer ?? {})[0];
  return typeof wrapped === 'string' ? wrapped : '';
}

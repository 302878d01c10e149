import { bearerAuthentication } from '../../../auth/bearer-authentication.ts';
import { ApiClient, type ClientOptions } from '../../../http/api-client.ts';
import type { Dialect } from '../../../http/dialect.ts';
import { AuthenticationError } from '../../../http/errors/authentication-error.ts';
import { ValidationError } from '../../../http/errors/validation-error.ts';
import { type Secret, Secrets } from '../secrets.ts';
import { panelsAddress } from './address.ts';
import { decodeError } from './decode-error.ts';
import { Accounting } from './resources/accounting.ts';
import { BrandingSettings } from './resources/branding.ts';
import { PanelCustomers } from './resources/customers.ts';
import { Finances } from './resources/finances.ts';
import { Log } from './resources/log.ts';
import { Messages } from './resources/messages.ts';
import { OrderReports } from './resources/orders.ts';
import { OwnAccounts } from './resources/own-account.ts';
import { OwnLog } from './resources/own-log.ts';
import { PriceManager } from './resources/prices.ts';
import { SecurityQuestions } from './resources/security-question.ts';
import { ServiceDesk } from './resources/service-desk.ts';
import { Services } from './resources/services.ts';
import { PanelSession } from './resources/session.ts';
import { Shop } from './resources/shop.ts';
import { Staff } from './resources/staff.ts';
import { PanelUsers } from './resources/users.ts';

/** Who signs in to a panel: a person by its password, or whoever holds a one-time token. */
export type PanelSignIn =
  | { readonly username: string; readonly password: Secret; readonly oneTimeToken?: undefined }
  | { readonly oneTimeToken: string; readonly username?: undefined; readonly password?: undefined };

export type IngramPanelsOptions = ClientOptions &
  (PanelSignIn | { readonly username?: undefined; readonly oneTimeToken?: undefined }) & {
    /** A mock server of Tenantry; `/modelled/ingram-panels` is added. There is no default: the vendor has no such API. */
    readonly baseUrl: string;
  };

/**
 * The reseller and customer control panels of the Ingram Micro Cloud Marketplace.
 * Modelled: no public API. The vendor offers these capabilities in its portal only; this client speaks to Tenantry's simulator, and to nothing else.
 * Signs in by itself; a one-time token opens one session, which is not renewed. Reads are repeated by themselves, writes are not.
 * @example
 * const panels = new IngramPanels({ baseUrl, username, password });
 * for await (const { id, name, status } of panels.customers.find({ status: 'creditHold' })) console.log(id, name, status);
 */
export class IngramPanels {
  /** No public source: designed by Tenantry. */
  readonly modelled = true;
  readonly evidence = 'modelled';
  readonly session: PanelSession;
  readonly customers: PanelCustomers;
  readonly accounting: Accounting;
  readonly orders: OrderReports;
  readonly prices: PriceManager;
  readonly staff: Staff;
  readonly branding: BrandingSettings;
  readonly messages: Messages;
  readonly securityQuestion: SecurityQuestions;
  readonly serviceDesk: ServiceDesk;
  readonly log: Log;
  readonly ownAccount: OwnAccounts;
  readonly users: PanelUsers;
  readonly services: Services;
  readonly shop: Shop;
  readonly finances: Finances;
  readonly ownLog: OwnLog;
  /** Sends the calls; its environment is where waiting is done. */
  readonly client: ApiClient;

  /** @throws ValidationError when the address is the vendor's, which has no such API */
  constructor(options: IngramPanelsOptions) {
    const root = panelsAddress(options.baseUrl);
    const secrets = new Secrets();
    let used = false;
    const token = async (): Promise<string> => {
      if (options.username !== undefined) {
        const { username, password } = options;
        const secret = await secrets.get('password', password);
        return (await this.session.signIn({ username, password: secret })).token;
      }
      if (options.oneTimeToken === undefined || used) throw notSignedIn(used);
      used = true;
      return (await this.session.signInOnce(options.oneTimeToken)).token;
    };
    const dialect: Dialect = {
      platform: 'ingram-panels',
      headers: {},
      ...bearerAuthentication(token),
      decodeError: (response) => {
        const decoded = decodeError(response);
        return { ...decoded, message: secrets.redact(decoded.message) };
      },
      repeats: (effect) => effect === 'read',
    };
    const client = new ApiClient(dialect, options);
    this.client = client;
    this.session = new PanelSession(client, root, secrets);
    this.customers = new PanelCustomers(client, root, (oneTimeToken) => {
      const { username: _, password: __, ...rest } = { password: undefined, ...options };
      return new IngramPanels({ ...rest, oneTimeToken });
    });
    this.accounting = new Accounting(client, root);
    this.orders = new OrderReports(client, root);
    this.prices = new PriceManager(client, root);
    this.staff = new Staff(client, root);
    this.branding = new BrandingSettings(client, root);
    this.messages = new Messages(client, root);
    this.securityQuestion = new SecurityQuestions(client, root);
    this.serviceDesk = new ServiceDesk(client, root);
    this.log = new Log(client, root);
    this.ownAccount = new OwnAccounts(client, root);
    this.users = new PanelUsers(client, root);
    this.services = new Services(client, root);
    this.shop = new Shop(client, root);
    this.finances = new Finances(client, root);
    this.ownLog = new OwnLog(client, root);
  }
}

function notSignedIn(used: boolean): AuthenticationError | ValidationError {
  if (used) {
    return new AuthenticationError('ingram-panels: the session of the one-time token has ended.', {
      platform: 'ingram-panels',
      code: 'session.expired',
      solution: 'Ask for another token: customers.signInTo, or session.createPanelLink.',
    });
  }
  return new ValidationError(
    [
      {
        code: 'authentication.missing',
        path: [],
        message: 'Nobody is given who signs in.',
        remedy: 'Give username and password, or a oneTimeToken.',
      },
    ],
    { platform: 'ingram-panels' },
  );
}

import { bearerAuthentication } from '../../auth/bearer-authentication.ts';
import { CachedToken, type ExpiringToken } from '../../auth/cached-token.ts';
import { ApiClient, type ClientOptions } from '../../http/api-client.ts';
import type { Dialect } from '../../http/dialect.ts';
import { withoutSlash } from '../../http/without-slash.ts';
import { type AddressOptions, addressOf } from './address.ts';
import { decodeError } from './decode-error.ts';
import { issuedToken } from './issued-token.ts';
import type { IngramRealm } from './realm.ts';
import { Customers } from './resources/customers.ts';
import { Orders } from './resources/orders.ts';
import { Plans } from './resources/plans.ts';
import { Products } from './resources/products.ts';
import { Reports } from './resources/reports.ts';
import { Resellers } from './resources/resellers.ts';
import { Subscriptions } from './resources/subscriptions.ts';
import { Token } from './resources/token.ts';
import { Validation } from './resources/validation.ts';
import { type Secret, Secrets } from './secrets.ts';
import { wrongInput } from './wrong-input.ts';

export interface IngramOptions extends ClientOptions, AddressOptions {
  /** Goes with every call. The product 'Marketplace API' gives it, with an API user of its own. */
  readonly subscriptionKey: string;
  /** The API user; people cannot sign in here. */
  readonly username: string;
  readonly password: Secret;
  /** Code of the marketplace, such as `us`: the user signs in at the API. */
  readonly marketplace?: string;
  /** In place of `marketplace`: the user signs in at an OAuth 2 realm, as newer tenants have it. */
  readonly realm?: IngramRealm;
  /** Given by support to partners with applications of their own; sent as `X-Client-Id`. */
  readonly clientId?: string;
}

/**
 * The Ingram Micro Cloud Marketplace (CloudBlue Commerce), every operation with its own names.
 * Signs in by itself, once for all calls, and again before the token runs out. Reads are repeated by themselves, writes are not.
 * @example
 * const ingram = new Ingram({ region: 'na', marketplace: 'us', subscriptionKey, username, password });
 * for await (const { id, name } of ingram.customers.list()) console.log(id, name);
 */
export class Ingram {
  readonly customers: Customers;
  readonly resellers: Resellers;
  readonly products: Products;
  readonly plans: Plans;
  readonly orders: Orders;
  readonly subscriptions: Subscriptions;
  readonly validation: Validation;
  readonly reports: Reports;
  readonly token: Token;
  /** Sends the calls; its environment is where waiting is done. */
  readonly client: ApiClient;

  /** @throws ValidationError when the address cannot be told, or two ways to sign in are given */
  constructor(options: IngramOptions) {
    const { subscriptionKey, username, password, marketplace, realm, clientId } = options;
    if (marketplace !== undefined && realm !== undefined) {
      const both = 'Both marketplace and realm were given.';
      throw wrongInput('authentication.exactly_one', '', both, 'Give one of them.');
    }
    const root = addressOf(options);
    const secrets = new Secrets();
    secrets.keep('key', subscriptionKey);
    const common: Omit<Dialect, 'authorize' | 'expire'> = {
      platform: 'ingram',
      headers: {},
      decodeError: (response) => {
        const decoded = decodeError(response);
        return { ...decoded, message: secrets.redact(decoded.message) };
      },
      repeats: (effect) => effect === 'read',
    };
    // Of hosts that are not the API's: they must not see key or token.
    const elsewhere = new ApiClient(
      { ...common, authorize: async () => ({}), expire: () => undefined },
      options,
    );
    const atMarketplace = async (): Promise<ExpiringToken> => {
      const request = marketplace === undefined ? {} : { marketplace };
      const begun = elsewhere.environment.now();
      const secret = await secrets.get('password', password);
      const { data, ...answer } = await this.token.generate(username, secret, request).withResponse();
      const details = {
        platform: 'ingram',
        operation: 'generateAuthToken',
        requestId: answer.requestId,
        attempts: answer.attempts,
      };
      return issuedToken(data?.token, data?.expiresInSeconds, begun, { ...answer, details });
    };
    const atRealm = async (own: IngramRealm): Promise<ExpiringToken> => {
      const user = { username, password: await secrets.get('password', password) };
      const { realmSignIn } = await import('./realm.ts');
      const { path, ...call } = await realmSignIn(own, user, secrets);
      const begun = elsewhere.environment.now();
      return elsewhere.call<ExpiringToken>({
        ...call,
        url: withoutSlash(own.host) + path,
        read: (data, answer) => {
          const { access_token: token, expires_in: seconds } = (data ?? {}) as Record<string, unknown>;
          return issuedToken(token, seconds, begun, answer);
        },
      });
    };
    const cached = new CachedToken(
      elsewhere.environment,
      async () => {
        const issued = await (realm ? atRealm(realm) : atMarketplace());
        secrets.keep('token', issued.accessToken);
        return issued;
      },
      (error) =>
        options.logger?.warn('ingram: the token was not renewed early; it is valid until it expires', {
          reason: error instanceof Error ? error.message : undefined,
        }),
    );
    const client = new ApiClient(
      {
        ...common,
        headers: {
          'X-Subscription-Key': subscriptionKey,
          ...(clientId !== undefined && { 'X-Client-Id': clientId }),
        },
        ...bearerAuthentication({ accessToken: (renew) => cached.token(renew) }),
      },
      options,
    );
    this.client = client;
    this.customers = new Customers(client, root);
    this.resellers = new Resellers(client, root);
    this.products = new Products(client, root);
    this.plans = new Plans(client, root);
    this.orders = new Orders(client, root);
    this.subscriptions = new Subscriptions(client, root, this.orders);
    this.validation = new Validation(client, root);
    this.reports = new Reports(client, root, elsewhere, secrets);
    this.token = new Token(client, root, secrets);
  }
}

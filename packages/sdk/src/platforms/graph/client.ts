import { type MicrosoftSignInOptions, microsoftSignIn } from '../../auth/microsoft-sign-in.ts';
import { ApiClient, type ClientOptions } from '../../http/api-client.ts';
import { withoutSlash } from '../../http/without-slash.ts';
import { decodeError } from './decode-error.ts';
import { Billing } from './resources/billing.ts';
import { DelegatedAdminCustomers } from './resources/delegated-admin-customers.ts';
import { DelegatedAdminRelationships } from './resources/delegated-admin-relationships.ts';
import { Groups } from './resources/groups.ts';
import { SubscribedSkus } from './resources/subscribed-skus.ts';
import { Users } from './resources/users.ts';

export interface GraphOptions extends ClientOptions, MicrosoftSignInOptions {
  /** The mock server's, or a proxy's; `/v1.0` is added. @default that of the cloud: 'https://graph.microsoft.com' */
  readonly baseUrl?: string;
}

/**
 * The part of Microsoft Graph (v1.0) that delegated administration (GDAP) and exports of billing need, with its own names.
 * Reads are repeated by themselves when they fail without a clear answer; changes only where they name the version that they change.
 * @example
 * const graph = new Graph({ accessToken });
 * for await (const { displayName, status } of graph.delegatedAdminRelationships.list()) console.log(displayName, status);
 */
export class Graph {
  readonly delegatedAdminRelationships: DelegatedAdminRelationships;
  readonly delegatedAdminCustomers: DelegatedAdminCustomers;
  readonly groups: Groups;
  readonly users: Users;
  readonly subscribedSkus: SubscribedSkus;
  readonly billing: Billing;
  /** Sends the calls; its environment is where waiting is done. */
  readonly client: ApiClient;

  /** @throws ValidationError unless exactly one of `accessToken` and `credential` is given */
  constructor(options: GraphOptions) {
    const signIn = microsoftSignIn(options, 'graph', 'graph');
    const base = withoutSlash(options.baseUrl ?? signIn.baseUrl);
    const root = base.endsWith('/v1.0') ? base : `${base}/v1.0`;
    const client = new ApiClient(
      {
        platform: 'graph',
        // Else a value that is younger than its enum comes as unknownFutureValue.
        headers: { Prefer: 'include-unknown-enum-members' },
        authorize: signIn.authorize,
        expire: signIn.expire,
        decodeError,
        repeats: (effect, headers = {}) => effect === 'read' || headers['If-Match'] !== undefined,
      },
      options,
    );
    this.client = client;
    this.delegatedAdminRelationships = new DelegatedAdminRelationships(client, root);
    this.delegatedAdminCustomers = new DelegatedAdminCustomers(client, root);
    this.groups = new Groups(client, root);
    this.users = new Users(client, root);
    this.subscribedSkus = new SubscribedSkus(client, root);
    this.billing = new Billing(client, root, options.fetch);
  }
}

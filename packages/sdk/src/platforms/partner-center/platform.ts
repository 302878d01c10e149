import { lazily } from '../../operations/lazily.ts';
import type { Platform } from '../../operations/platform.ts';
import type { GraphOptions } from '../graph/client.ts';
import { PartnerCenter, type PartnerCenterOptions } from './client.ts';

export interface PartnerCenterPlatformOptions extends PartnerCenterOptions {
  /** How Microsoft Graph is signed in to, for `gdap`. @default the same credential; with an `accessToken` there is none */
  readonly graph?: Pick<GraphOptions, 'accessToken' | 'credential' | 'baseUrl' | 'cloud'>;
}

/** Partner Center with the groups of operations mapped onto it. */
export interface PartnerCenterPlatform extends Platform {
  readonly client: PartnerCenter;
}

const noGraph = 'GDAP is on Microsoft Graph: pass a credential, or graph with an access token for it.';

/**
 * Microsoft Partner Center as a platform of a `Reseller`. A customer is its tenant: ids of tenants are Microsoft's tenant ids, ids of subscriptions `<tenant id>/<subscription id>`.
 * @example
 * const reseller = new Reseller(partnerCenter({ accessToken }));
 * const subscriptions = await reseller.subscriptions.list(customerId);
 */
export function partnerCenter({ graph, ...options }: PartnerCenterPlatformOptions): PartnerCenterPlatform {
  const client = new PartnerCenter(options);
  const graphOptions = graphOptionsOf(options, graph);
  return {
    name: 'partner-center',
    client,
    environment: client.client.environment,
    tenants: lazily(async () => new (await import('./tenants.ts')).PartnerCenterTenants(client)),
    subscriptions: lazily(
      async () => new (await import('./platform-subscriptions.ts')).PartnerCenterSubscriptions(client),
    ),
    ...(graphOptions && {
      gdap: lazily(async () => {
        const [{ Graph }, { PartnerCenterGdap }] = await Promise.all([
          import('../graph/client.ts'),
          import('./gdap.ts'),
        ]);
        return new PartnerCenterGdap(new Graph(graphOptions), client);
      }),
    }),
    azurePlans: lazily(async () => new (await import('./azure-plans.ts')).PartnerCenterAzurePlans(client)),
    prices: lazily(async () => new (await import('./prices.ts')).PartnerCenterPrices(client)),
    reports: lazily(async () => new (await import('./reports.ts')).PartnerCenterReports(client)),
    unsupported: {
      ...withoutOwnPrices(),
      ...(!graphOptions && { gdap: noGraph, 'reports.expiringAdminRelationships': noGraph }),
      'tenants.retry': 'A customer is created at once, or refused.',
      'tenants.setMpnId': 'The reseller of record stands on each subscription: pass `reseller` when buying.',
      'subscriptions.renewNow': 'Partner Center renews at the end of the term only.',
      'azurePlans.createSubscription':
        'A plan comes with one Azure subscription; further ones are made in the Azure portal or by the Azure billing API.',
      'azurePlans.benefitUtilisation': "Only Azure's own Consumption API tells it.",
    },
  };
}

function graphOptionsOf(
  { accessToken: _, credential, baseUrl, language: __, ...shared }: PartnerCenterOptions,
  graph: PartnerCenterPlatformOptions['graph'],
): GraphOptions | undefined {
  if (graph?.accessToken === undefined && graph?.credential === undefined && credential === undefined)
    return undefined;
  return {
    ...shared,
    // Where Partner Center stands elsewhere, the mock server or a proxy, Graph does too.
    ...(baseUrl !== undefined && { baseUrl: baseUrl.replace(/\/v1\/?$/, '') }),
    ...(graph?.accessToken === undefined && credential !== undefined && { credential }),
    ...graph,
  };
}

/** It tells what partners pay, and keeps nothing of what they take. */
function withoutOwnPrices(): Platform['unsupported'] {
  const reason = 'Partner Center keeps no prices of its partners: it tells what they pay, by price sheets.';
  const lists = ['list', 'create', 'prices', 'preview', 'set', 'allocate'].map((name) => `lists.${name}`);
  const special = ['list', 'get', 'set', 'end', 'validate'].map((name) => `special.${name}`);
  return Object.fromEntries([...lists, ...special].map((name) => [`prices.${name}`, reason]));
}

import { requireDirectory } from '../../../domain/identity/grants.ts';
import { issuerOf } from '../../../domain/identity/token-claims.ts';
import type { Configuration, Instance, Keys } from '../../../generated/identity.gen.ts';
import type { Call, OperationHandler } from '../../../http/wire.ts';
import { cloudOf, originOf } from '../origin.ts';

const publicAliases = [
  'login.microsoftonline.com',
  'login.windows.net',
  'login.microsoft.com',
  'sts.windows.net',
];
const anyTenant = new Set(['common', 'organizations', 'consumers']);

export const discoveryOperations = {
  DiscoverInstance: ({ request }: Call): Instance => {
    const asked = new URLSearchParams(request.query).get('authorization_endpoint');
    const hosts = [
      asked !== null && URL.canParse(asked) ? new URL(asked).host : '',
      request.headers.host ?? '',
    ];
    const own = [...new Set(hosts)].filter((host) => host !== '' && !isMicrosofts(host));
    return {
      tenant_discovery_endpoint: `${originOf(request)}/common/v2.0/.well-known/openid-configuration`,
      'api-version': '1.1',
      metadata: [
        ...own.map(alone),
        {
          preferred_network: 'login.microsoftonline.com',
          preferred_cache: 'login.windows.net',
          aliases: publicAliases,
        },
        {
          preferred_network: 'login.partner.microsoftonline.cn',
          preferred_cache: 'login.partner.microsoftonline.cn',
          aliases: ['login.partner.microsoftonline.cn', 'login.chinacloudapi.cn'],
        },
        alone('login.microsoftonline.us'),
      ],
    };
  },
  DiscoverConfigurationV1: (call: Call) => configurationOf(call, 1),
  DiscoverConfigurationV2: (call: Call) => configurationOf(call, 2),
  ListKeysV1: (call: Call) => keysOf(call),
  ListKeysV2: (call: Call) => keysOf(call),
} satisfies Record<string, OperationHandler>;

function alone(host: string) {
  return { preferred_network: host, preferred_cache: host, aliases: [host] };
}

function isMicrosofts(host: string): boolean {
  return /(^|\.)(microsoftonline\.(com|us|cn)|chinacloudapi\.cn|windows\.net|microsoft\.com)$/.test(host);
}

function configurationOf({ world, request, parameters }: Call, version: 1 | 2): Configuration {
  const named = parameters.tenant ?? '';
  const tenant = anyTenant.has(named.toLowerCase())
    ? named.toLowerCase()
    : requireDirectory(world, named).tenantId;
  const issuer = issuerOf(cloudOf(request), tenant, version);
  const base = `${originOf(request)}/${tenant}`;
  const path = version === 1 ? 'oauth2' : 'oauth2/v2.0';
  return {
    token_endpoint: `${base}/${path}/token`,
    token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
    jwks_uri: `${base}/discovery/${version === 1 ? 'keys' : 'v2.0/keys'}`,
    response_modes_supported: ['query', 'fragment', 'form_post'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    response_types_supported: ['code'],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    // Where a tenant is not known yet, Microsoft's own answer has a placeholder. evidence: docs
    issuer: anyTenant.has(tenant) ? issuer.replace(tenant, '{tenantid}') : issuer,
    authorization_endpoint: `${base}/${path}/authorize`,
    device_authorization_endpoint: `${base}/${path}/devicecode`,
    claims_supported: [
      'sub',
      'iss',
      'aud',
      'exp',
      'iat',
      'nonce',
      'preferred_username',
      'name',
      'tid',
      'ver',
    ],
    tenant_region_scope: 'SA',
    cloud_instance_name: 'microsoftonline.com',
    cloud_graph_host_name: 'graph.windows.net',
    msgraph_host: 'graph.microsoft.com',
  };
}

function keysOf({ world }: Call): Keys {
  const { id, publicKey } = world.signingKeys.current;
  const { kty = 'RSA', n = '', e = '' } = publicKey.export({ format: 'jwk' });
  return { keys: [{ kty, use: 'sig', alg: 'RS256', kid: id, x5t: id, n, e }] };
}

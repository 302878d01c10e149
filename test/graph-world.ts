import type { Platform } from '@tenantry/mock-server';
import { Graph } from '@tenantry/sdk/graph';
import {
  type AdminRelationship,
  adminRelationships,
} from '../packages/mock-server/src/domain/gdap/admin-relationship.ts';
import { signedToken } from '../packages/mock-server/src/domain/partners/access-token.ts';
import { partners } from '../packages/mock-server/src/domain/partners/partner.ts';

export const roles = {
  globalAdministrator: '62e90394-69f5-4237-9190-012177145e10',
  globalReader: 'f2ef992c-3afb-46b9-b7cf-a126ee74c451',
  directoryReaders: '88d8e3e3-8f55-4a1e-953a-9b9898b8876b',
  helpdesk: '729827e3-9c14-49f7-bb1b-9608f156bbb8',
  userAdministrator: 'fe930be7-5e62-47db-91af-98c3a49a38b1',
} as const;

const everything = ['DelegatedAdminRelationship.ReadWrite.All', 'Directory.Read.All'];

interface TokenOptions {
  readonly kind?: 'indirect-provider' | 'indirect-reseller';
  /** A customer's tenant. */
  readonly tenant?: string;
  readonly signIn?: 'application' | 'user';
  readonly scopes?: readonly string[];
  readonly audience?: string;
}

/** A token for Graph of a partner of the world. */
export function graphToken(on: Platform, options: TokenOptions = {}): string {
  const { kind = 'indirect-provider', signIn = 'user', scopes = everything, tenant } = options;
  const [partner] = on.world.store.of(partners).find('kind', kind);
  if (partner === undefined) throw new Error(`The world has no ${kind}.`);
  return signedToken(on.world, partner, {
    companyId: partner.companyId,
    username: signIn === 'user' ? `cloud@${partner.domain}` : 'Tenantry integration',
    signIn,
    multiFactor: true,
    audience: options.audience ?? 'https://graph.microsoft.com',
    scopes,
    roles: scopes,
    ...(tenant !== undefined && { tenant }),
  }).token;
}

/** A client over HTTP, or in process; its waits move the clock of the world. */
export function graphAt(baseUrl: string, on: Platform, options: TokenOptions = {}): Graph {
  return new Graph({ baseUrl, accessToken: graphToken(on, options), environment: on.environment });
}

/** What a customer does behind the approval link. */
export async function asCustomer(
  baseUrl: string,
  id: string,
  action: 'approve' | 'reject' | 'terminate',
  body?: object,
): Promise<number> {
  const { status } = await fetch(`${baseUrl}/_tenantry/world/gdap/${id}/${action}`, {
    method: 'POST',
    ...(body && { body: JSON.stringify(body) }),
  });
  return status;
}

/** Relationships of the world in a status, the provider's. */
export function inStatus(on: Platform, status: AdminRelationship['status']): AdminRelationship[] {
  const [provider] = on.world.store.of(partners).find('kind', 'indirect-provider');
  return on.world.store
    .of(adminRelationships)
    .find('status', status)
    .filter(({ partnerId }) => partnerId === provider?.companyId);
}

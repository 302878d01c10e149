import type { ClientOptions } from '../http/api-client.ts';
import type { ClientAuthenticationOptions } from './client-authentication.ts';
import type { Cloud } from './clouds.ts';

export interface EntraApplicationOptions extends ClientAuthenticationOptions, ClientOptions {
  /** The partner's. */
  readonly tenantId: string;
  readonly clientId: string;
  /** @default clouds.public */
  readonly cloud?: Cloud;
  /** In place of the cloud's: the mock server's address. */
  readonly authorityHost?: string;
}

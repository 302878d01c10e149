import type { WorldSettings } from './domain/settings.ts';
import type { ListenOptions } from './http/node-server.ts';
import type { Wire } from './http/wire.ts';
import type { SeedName } from './seeds/index.ts';
import type { World } from './world.ts';

export interface PlatformOptions {
  /** What the world starts with; `demo-latam` unless another is named. A function fills an empty world itself. */
  readonly seed?: SeedName | ((world: World) => void);
  /** A SQLite file that keeps the world: loaded when it exists, made otherwise. */
  readonly data?: string;
  /** Answers that do not fit their document become errors. */
  readonly strict?: boolean;
  /** Let the clock move on with real time. In process it stands still otherwise. */
  readonly flowing?: boolean;
  /** The world's first instant (ISO 8601, UTC) for seeds that do not set one. */
  readonly start?: string;
  /** The number that ids and chance come from. */
  readonly randomSeed?: number;
  readonly settings?: Partial<WorldSettings>;
  /** The platforms to simulate, all of them unless named. */
  readonly wires?: readonly Wire[];
  /** How many requests the journal keeps. @default 1000 */
  readonly journalSize?: number;
  /** Answer the admin API to other machines too. */
  readonly openAdmin?: boolean;
  /** Takes webhooks in place of the network. */
  readonly deliverWebhook?: (request: Request) => Promise<Response>;
}

/** Where a platform is served, and whether with TLS. */
export interface PlatformListenOptions extends Omit<ListenOptions, 'secure'> {
  /**
   * Serves TLS too, on the same port, with a certificate for localhost and every production host; and answers CONNECT
   * for those hosts, so that HTTPS_PROXY leads a client here whose hosts are fixed.
   */
  readonly https?: boolean;
  /** Where the certificate authority is kept; with the user's own data unless said otherwise. */
  readonly caFolder?: string;
}

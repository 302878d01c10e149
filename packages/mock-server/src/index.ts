import { interception } from './http/interception.ts';
import { Platform } from './platform.ts';
import type { PlatformOptions } from './platform-options.ts';

export type { WorldSettings } from './domain/settings.ts';
export type { FaultEffect, FaultMatch, FaultRule, Faults } from './faults/faults.ts';
export type { Wire } from './http/wire.ts';
export type { Journal, JournalEntry, JournalQuery } from './journal/journal.ts';
export { inProcessOrigin, Platform } from './platform.ts';
export type { PlatformCredentials } from './platform-credentials.ts';
export type { PlatformListenOptions, PlatformOptions } from './platform-options.ts';
export { World, type WorldOptions, type WorldSnapshot } from './world.ts';

/**
 * Starts a simulated chain of platforms in this process.
 * @example
 * const platform = createPlatform({ seed: 'demo-latam' });
 * const { url } = await platform.listen({ port: 0 });
 */
export function createPlatform(options: PlatformOptions = {}): Platform {
  return new Platform(options, interception);
}

import { SigningKeys } from './domain/identity/signing-keys.ts';
import type { PlatformOptions } from './platform-options.ts';
import { seedNamed } from './seeds/index.ts';
import { World, type WorldSnapshot, type WorldState } from './world.ts';

/** What a file has besides the entities: with the key that signs, so that tokens outlive a restart. No snapshot has it. */
export interface KeptState extends WorldState {
  readonly signingKey?: string;
}

export function keptOf(world: World): { readonly store: World['store']; state(): KeptState } {
  return {
    store: world.store,
    state() {
      const signingKey = world.signingKeys.exported();
      return { ...world.state(), ...(signingKey !== undefined && { signingKey }) };
    },
  };
}

export function newWorld(options: PlatformOptions, snapshot: (WorldSnapshot & KeptState) | undefined): World {
  const seed = typeof options.seed === 'function' ? options.seed : seedNamed(options.seed ?? 'demo-latam');
  return new World({
    seed,
    ...(snapshot && { snapshot, signingKeys: new SigningKeys(snapshot.signingKey) }),
    ...(options.flowing !== undefined && { flowing: options.flowing }),
    ...(options.start !== undefined && { start: options.start }),
    ...(options.randomSeed !== undefined && { randomSeed: options.randomSeed }),
    ...(options.settings && { settings: options.settings }),
  });
}

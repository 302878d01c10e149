import type { World } from '../world.ts';
import { seedDemo } from './demo-latam.ts';
import { seedEmpty } from './empty.ts';
import { seedLarge } from './large.ts';

export const seedNames = ['empty', 'demo-latam', 'large'] as const;
export type SeedName = (typeof seedNames)[number] | `large:${number}`;

export function isSeedName(name: string): name is SeedName {
  return (seedNames as readonly string[]).includes(name) || /^large:[1-9]\d{0,6}$/.test(name);
}

/** What fills a new world: `empty`, the guide's own case with history, or as many customers as are wanted. */
export function seedNamed(name: SeedName): (world: World) => void {
  if (name === 'empty') return seedEmpty;
  if (name === 'demo-latam') return seedDemo;
  const customers = name === 'large' ? 10_000 : Number(name.slice('large:'.length));
  return (world) => seedLarge(world, customers);
}

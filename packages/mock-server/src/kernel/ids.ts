import { Random, type RandomState } from './random.ts';

export interface IdState {
  readonly random: RandomState;
  readonly sequences: Readonly<Record<string, number>>;
}

/** Every id of a world: sequences and random ids from one seeded source. */
export class Ids {
  #random: Random;
  #sequences: Record<string, number>;

  constructor(state: IdState) {
    this.#random = new Random(state.random);
    this.#sequences = { ...state.sequences };
  }

  static seeded(seed: number): Ids {
    return new Ids({ random: new Random(seed).state, sequences: {} });
  }

  get state(): IdState {
    return { random: this.#random.state, sequences: { ...this.#sequences } };
  }

  get random(): Random {
    return this.#random;
  }

  restore(state: IdState): void {
    this.#random = new Random(state.random);
    this.#sequences = { ...state.sequences };
  }

  /** The next number of a named sequence, from `first` on. */
  sequence(name: string, first = 1): number {
    const next = this.#sequences[name] ?? first;
    this.#sequences[name] = next + 1;
    return next;
  }

  /** Keeps a sequence clear of a number that a seed has taken. */
  reserve(name: string, taken: number): void {
    this.#sequences[name] = Math.max(this.#sequences[name] ?? 0, taken + 1);
  }

  uuid(): string {
    const bytes = this.#random.bytes(16);
    bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
    bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
    const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  }

  /** An opaque base64 token, as sessions carry. */
  token(byteLength = 31): string {
    return btoa(String.fromCharCode(...this.#random.bytes(byteLength)));
  }
}

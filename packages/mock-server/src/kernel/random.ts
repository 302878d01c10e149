/** The four words of an sfc32 generator: small enough to store with every commit of a world. */
export type RandomState = readonly [number, number, number, number];

/** Seeded chance: the same seed gives the same bytes, on every machine. */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #counter: number;

  constructor(seed: number | RandomState) {
    if (typeof seed === 'number') {
      [this.#a, this.#b, this.#c, this.#counter] = [seed | 0, 0x9e3779b9 | 0, 0x243f6a88 | 0, 1];
      for (let round = 0; round < 15; round += 1) this.#next();
    } else {
      [this.#a, this.#b, this.#c, this.#counter] = seed;
    }
  }

  get state(): RandomState {
    return [this.#a, this.#b, this.#c, this.#counter];
  }

  /** A number in [0, 1). */
  fraction(): number {
    return this.#next() / 4294967296;
  }

  /** A whole number from minimum to maximum, both included. */
  integer(minimum: number, maximum: number): number {
    return minimum + Math.floor(this.fraction() * (maximum - minimum + 1));
  }

  pick<T>(choices: readonly T[]): T {
    const chosen = choices[this.integer(0, choices.length - 1)];
    if (chosen === undefined) throw new RangeError('There is nothing to pick from an empty list.');
    return chosen;
  }

  bytes(length: number): Uint8Array<ArrayBuffer> {
    const bytes = new Uint8Array(length);
    for (let index = 0; index < length; index += 1) bytes[index] = this.#next() & 0xff;
    return bytes;
  }

  #next(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + sum;
    this.#c |= 0;
    return sum >>> 0;
  }
}

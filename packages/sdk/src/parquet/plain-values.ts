import { longDecimalBytes, type StoredValue } from './stored-value.ts';

const encoder = new TextEncoder();
/** What a text of so many UTF-16 units takes at most: three bytes each. */
const bytesPerUnit = 3;
/** Longer texts are encoded faster by the runtime than unit by unit. */
const shortText = 96;

/** Values one behind the other, as Parquet's PLAIN encoding has them. Its memory is used again: nothing is left for the collector. */
export class PlainValues {
  #bytes = new Uint8Array(256);
  #view = new DataView(this.#bytes.buffer);
  #length = 0;
  #count = 0;
  readonly #isLong: boolean;

  /** @param isLong whether whole numbers are decimals of 128 bits */
  constructor(isLong: boolean) {
    this.#isLong = isLong;
  }

  get count(): number {
    return this.#count;
  }

  get length(): number {
    return this.#length;
  }

  get bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  clear(): void {
    this.#length = 0;
    this.#count = 0;
  }

  add(value: Exclude<StoredValue, null>): void {
    if (typeof value === 'string') this.#addText(value);
    else if (typeof value === 'boolean') this.#addBit(value);
    else if (typeof value === 'number') {
      this.#reserve(4);
      this.#view.setInt32(this.#length, value, true);
      this.#length += 4;
    } else if (this.#isLong) {
      this.#reserve(longDecimalBytes);
      this.#view.setBigInt64(this.#length, value >> 64n);
      // It takes the lower half by itself.
      this.#view.setBigUint64(this.#length + 8, value);
      this.#length += longDecimalBytes;
    } else {
      this.#reserve(8);
      this.#view.setBigInt64(this.#length, value, true);
      this.#length += 8;
    }
    this.#count += 1;
  }

  /** One of another's values, from where to where its bytes are. */
  copy(other: PlainValues, from: number, to: number): void {
    this.#reserve(to - from);
    this.#bytes.set(other.#bytes.subarray(from, to), this.#length);
    this.#length += to - from;
    this.#count += 1;
  }

  #addBit(value: boolean): void {
    const bit = this.#count % 8;
    if (bit === 0) {
      this.#reserve(1);
      this.#bytes[this.#length] = 0;
      this.#length += 1;
    }
    if (value) this.#bytes[this.#length - 1] = (this.#bytes[this.#length - 1] ?? 0) | (1 << bit);
  }

  #addText(text: string): void {
    this.#reserve(4 + text.length * bytesPerUnit);
    const start = this.#length + 4;
    const written = this.#writeAscii(text, start) ? text.length : this.#encode(text, start);
    this.#view.setUint32(this.#length, written, true);
    this.#length = start + written;
  }

  /** Whether that was all of it. */
  #writeAscii(text: string, start: number): boolean {
    if (text.length > shortText) return false;
    const bytes = this.#bytes;
    for (let at = 0; at < text.length; at += 1) {
      const unit = text.charCodeAt(at);
      if (unit > 127) return false;
      bytes[start + at] = unit;
    }
    return true;
  }

  #encode(text: string, start: number): number {
    return encoder.encodeInto(text, this.#bytes.subarray(start)).written;
  }

  #reserve(more: number): void {
    const needed = this.#length + more;
    if (needed <= this.#bytes.byteLength) return;
    const larger = new Uint8Array(Math.max(needed, this.#bytes.byteLength * 2));
    larger.set(this.bytes);
    this.#bytes = larger;
    this.#view = new DataView(larger.buffer);
  }
}

import { IncompleteFileError } from './incomplete-file-error.ts';

const quote = 34;
const comma = 44;
const lineFeed = 10;
const carriageReturn = 13;
const space = 32;
/** More than any record has: a quote that is never closed must not fill the memory. */
const longestRecord = 1_048_576;

/** Splits CSV that comes in pieces, cut anywhere, into records: quoted values, doubled quotes, line breaks within values. */
export class CsvRecords {
  #rest = '';
  #text = '';
  #at = 0;
  #isLast = false;

  /** The records that the text completes. @throws IncompleteFileError */
  push(text: string): string[][] {
    return this.#read(text, false);
  }

  /**
   * The last record, which may lack its line break.
   * @param isWhole no byte is missing for certain; otherwise a last value without quotes may be cut off, and is refused
   * @throws IncompleteFileError when it breaks off
   */
  end(isWhole: boolean): string[][] {
    if (!isWhole && this.#rest !== '' && !/" *\r?$/.test(this.#rest))
      throw new IncompleteFileError('The CSV ended without a line break, and without saying how long it is.');
    const records = this.#read('', true);
    if (this.#rest !== '')
      throw new IncompleteFileError('The CSV ended within a quoted value: it is truncated.');
    return records;
  }

  #read(text: string, isLast: boolean): string[][] {
    this.#text = this.#rest + text;
    this.#at = 0;
    this.#isLast = isLast;
    const records: string[][] = [];
    let done = 0;
    while (this.#at < this.#text.length) {
      const record = this.#record();
      if (record === undefined) break;
      done = this.#at;
      if (record.length > 1 || record[0] !== '') records.push(record);
    }
    this.#rest = this.#text.slice(done);
    this.#text = '';
    if (this.#rest.length > longestRecord)
      throw new IncompleteFileError(`A record of the CSV has more than ${longestRecord} characters.`);
    return records;
  }

  /** The next record, or undefined when it has not come whole. */
  #record(): string[] | undefined {
    const text = this.#text;
    const record: string[] = [];
    for (;;) {
      const value = text.charCodeAt(this.#at) === quote ? this.#quoted() : this.#bare();
      if (value === undefined) return undefined;
      record.push(value);
      const next = text.charCodeAt(this.#at);
      if (next === comma) {
        this.#at += 1;
        if (this.#at === text.length && !this.#isLast) return undefined;
        continue;
      }
      if (next === lineFeed) {
        this.#at += 1;
        return record;
      }
      if (next === carriageReturn) {
        if (text.charCodeAt(this.#at + 1) === lineFeed) {
          this.#at += 2;
          return record;
        }
        if (this.#at + 1 === text.length) {
          if (!this.#isLast) return undefined;
          this.#at += 1;
          return record;
        }
      }
      if (this.#at >= text.length) return this.#isLast ? record : undefined;
      throw new IncompleteFileError('A quoted value of the CSV is followed by more text.');
    }
  }

  #quoted(): string | undefined {
    const text = this.#text;
    const start = this.#at + 1;
    let end = text.indexOf('"', start);
    let doubled = false;
    while (end >= 0 && text.charCodeAt(end + 1) === quote) {
      doubled = true;
      end = text.indexOf('"', end + 2);
    }
    if (end < 0) return undefined;
    let at = end + 1;
    // Some files have blanks between a closing quote and the line's end.
    while (text.charCodeAt(at) === space) at += 1;
    if (at >= text.length && !this.#isLast) return undefined;
    this.#at = at;
    const value = text.slice(start, end);
    return doubled ? value.replaceAll('""', '"') : value;
  }

  #bare(): string | undefined {
    const text = this.#text;
    const start = this.#at;
    let at = start;
    for (; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code === comma || code === lineFeed) break;
      if (code === carriageReturn && (at + 1 >= text.length || text.charCodeAt(at + 1) === lineFeed)) break;
    }
    if (at === text.length && !this.#isLast) return undefined;
    this.#at = at;
    return text.slice(start, at);
  }
}

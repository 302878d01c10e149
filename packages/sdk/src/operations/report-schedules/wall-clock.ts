import { day } from '../calendar.ts';

/** The clock on the wall of a zone. Its readings are milliseconds as if the zone were UTC. */
export class WallClock {
  readonly #format: Intl.DateTimeFormat;

  constructor(timeZone: string) {
    this.#format = new Intl.DateTimeFormat('en-US', {
      calendar: 'gregory',
      numberingSystem: 'latn',
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  }

  readingAt(instant: number): number {
    const parts = this.#format.formatToParts(instant);
    const field = (type: Intl.DateTimeFormatPartTypes) =>
      Number(parts.find((part) => part.type === type)?.value);
    return Date.UTC(
      field('year'),
      field('month') - 1,
      field('day'),
      field('hour'),
      field('minute'),
      field('second'),
    );
  }

  /** When the clock shows a reading: the first time of two; of a reading that it leaps over, as much later as it leaps. */
  instantOf(reading: number): number {
    const [before, after] = [this.#offsetAt(reading - day), this.#offsetAt(reading + day)];
    const shown = [reading - before, reading - after].filter(
      (instant) => this.readingAt(instant) === reading,
    );
    return shown.length > 0 ? Math.min(...shown) : reading - before;
  }

  #offsetAt(instant: number): number {
    return this.readingAt(instant) - instant;
  }
}

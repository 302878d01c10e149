/** Where a flowing clock takes the real time from; tests pass their own. */
export type TimeSource = () => number;

const wallClock: TimeSource = () => Date.now();

export interface ClockOptions {
  /** The world's first instant, in milliseconds since 1970 (UTC). */
  readonly start: number;
  /** A flowing clock moves on with real time; a still one moves only when it is told to. */
  readonly flowing?: boolean;
  readonly timeSource?: TimeSource;
}

/** The only source of now in a world; it never goes back. */
export class Clock {
  readonly flowing: boolean;
  readonly #timeSource: TimeSource;
  #set: number;
  #setAtRealTime: number;

  constructor(options: ClockOptions) {
    this.flowing = options.flowing ?? false;
    this.#timeSource = options.timeSource ?? wallClock;
    this.#set = options.start;
    this.#setAtRealTime = this.flowing ? this.#timeSource() : 0;
  }

  /** Milliseconds since 1970, UTC. */
  now(): number {
    return this.#set;
  }

  /** The instant that real time has brought a flowing clock to; the scheduler moves it there job by job. */
  reached(): number {
    if (!this.flowing) return this.#set;
    return this.#set + Math.max(0, this.#timeSource() - this.#setAtRealTime);
  }

  /** Real time, whatever the clock shows: what clients date things by that know no other. */
  realTime(): number {
    return this.#timeSource();
  }

  /** @throws RangeError when the instant lies in the world's past */
  moveTo(instant: number): void {
    if (instant < this.#set) {
      throw new RangeError(
        `The clock stands at ${new Date(this.#set).toISOString()} and cannot go back to ${new Date(instant).toISOString()}; reset the world or restore a snapshot instead.`,
      );
    }
    const gained = instant - this.#set;
    this.#set = instant;
    if (this.flowing) this.#setAtRealTime += Math.min(gained, this.#timeSource() - this.#setAtRealTime);
  }

  /** Sets the clock to a stored instant: only for restoring a world. */
  restore(instant: number): void {
    this.#set = instant;
    if (this.flowing) this.#setAtRealTime = this.#timeSource();
  }
}

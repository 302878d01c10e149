/** Where time and chance come from: the only place, so that a test can hold both still. */
export interface Environment {
  /** Milliseconds since 1970, UTC. */
  now(): number;
  /** Waits, or less when the signal is aborted or the time is more than 24 days: whoever sleeps looks at the signal and the clock next. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
  /** A number in [0, 1). */
  random(): number;
  randomId(): string;
}

/** A timer set for longer fires at once: whoever waits so long would not wait at all. */
export const longestTimerMs = 2 ** 31 - 1;

export const systemEnvironment: Environment = {
  now: () => Date.now(),
  sleep: (milliseconds, signal) =>
    new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, signal?.aborted ? 0 : Math.min(milliseconds, longestTimerMs));
      signal?.addEventListener('abort', done);
    }),
  random: () => Math.random(),
  randomId: () => crypto.randomUUID(),
};

/** Where time and chance come from: the only place, so that a test can hold both still. */
export interface Environment {
  /** Milliseconds since 1970, UTC. */
  now(): number;
  /** Waits, unless the signal ends it. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
  /** A number in [0, 1). */
  random(): number;
  randomId(): string;
}

export const systemEnvironment: Environment = {
  now: () => Date.now(),
  sleep: (milliseconds, signal) =>
    new Promise((resolve, reject) => {
      const stop = () => {
        clearTimeout(timer);
        reject(signal?.reason);
      };
      const timer = setTimeout(() => {
        signal?.removeEventListener('abort', stop);
        resolve();
      }, milliseconds);
      if (signal?.aborted) stop();
      else signal?.addEventListener('abort', stop, { once: true });
    }),
  random: () => Math.random(),
  randomId: () => crypto.randomUUID(),
};

import type { Environment } from './environment.ts';

/** Keeps the calls of a client few, and those of a lane quiet while the platform has asked for it. */
export class RateLimit {
  readonly #environment: Environment;
  #free: number;
  readonly #waiting: (() => void)[] = [];
  readonly #resumeAt = new Map<string, number>();

  constructor(environment: Environment, concurrency: number) {
    this.#environment = environment;
    this.#free = concurrency;
  }

  /** Waits until the lane is open and a place is free; call the returned function to give the place back. @throws 'held back' at once when the lane opens after the deadline */
  async enter(lane: string, signal: AbortSignal, deadline: number): Promise<() => void> {
    for (let placed = false; ; ) {
      const resumeAt = this.#resumeAt.get(lane) ?? 0;
      const wait = resumeAt - this.#environment.now();
      if (wait > 0 || signal.aborted) {
        // Whoever waits for a lane holds no place: calls of other lanes go on.
        if (placed) this.#exit();
        placed = false;
        signal.throwIfAborted();
        if (resumeAt > deadline) throw 'held back';
        await this.#environment.sleep(wait, signal);
      } else if (placed) return this.#exit;
      else {
        await this.#place(signal);
        placed = true;
      }
    }
  }

  /** Nobody of the lane sends again before then. */
  pause(lane: string, untilMs: number): void {
    this.#resumeAt.set(lane, Math.max(this.#resumeAt.get(lane) ?? 0, untilMs));
  }

  readonly #exit = (): void => {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#free += 1;
  };

  #place(signal: AbortSignal): Promise<void> | undefined {
    if (this.#free > 0) {
      this.#free -= 1;
      return undefined;
    }
    return new Promise((resolve, reject) => {
      const admit = () => {
        signal.removeEventListener('abort', leave);
        resolve();
      };
      const leave = () => {
        this.#waiting.splice(this.#waiting.indexOf(admit), 1);
        reject(signal.reason);
      };
      this.#waiting.push(admit);
      signal.addEventListener('abort', leave);
    });
  }
}

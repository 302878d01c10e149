import type { Environment } from './environment.ts';

interface Lane {
  active: number;
  resumeAt: number;
  readonly waiting: (() => void)[];
}

/** Keeps the calls of each key few, and all of them quiet while a platform has asked for it. */
export class RateLimit {
  readonly #environment: Environment;
  readonly #concurrency: number;
  readonly #lanes = new Map<string, Lane>();

  constructor(environment: Environment, concurrency: number) {
    this.#environment = environment;
    this.#concurrency = concurrency;
  }

  /** Waits for a place; call the returned function to give it back. */
  async enter(key: string, signal: AbortSignal): Promise<() => void> {
    const lane = this.#lane(key);
    if (lane.active >= this.#concurrency) {
      await new Promise<void>((resolve, reject) => {
        const admit = () => {
          signal.removeEventListener('abort', leave);
          resolve();
        };
        const leave = () => {
          lane.waiting.splice(lane.waiting.indexOf(admit), 1);
          reject(signal.reason);
        };
        lane.waiting.push(admit);
        signal.addEventListener('abort', leave, { once: true });
      });
    } else lane.active += 1;
    const exit = () => {
      const next = lane.waiting.shift();
      if (next) next();
      else lane.active -= 1;
    };
    try {
      for (
        let wait = lane.resumeAt - this.#environment.now();
        wait > 0;
        wait = lane.resumeAt - this.#environment.now()
      ) {
        await this.#environment.sleep(wait, signal);
        signal.throwIfAborted();
      }
    } catch (reason) {
      exit();
      throw reason;
    }
    return exit;
  }

  /** Nobody of the key sends again before then. */
  pause(key: string, untilMs: number): void {
    const lane = this.#lane(key);
    lane.resumeAt = Math.max(lane.resumeAt, untilMs);
  }

  #lane(key: string): Lane {
    let lane = this.#lanes.get(key);
    if (lane === undefined) {
      lane = { active: 0, resumeAt: 0, waiting: [] };
      this.#lanes.set(key, lane);
    }
    return lane;
  }
}

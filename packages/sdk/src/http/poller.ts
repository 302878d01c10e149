import type { Environment } from './environment.ts';
import { TimeoutError } from './errors/timeout-error.ts';

export interface PollOptions<State> {
  readonly environment: Environment;
  check(): Promise<State>;
  isDone(state: State): boolean;
  /** Called after each look that is not the last. */
  readonly onProgress?: ((state: State, elapsedMs: number) => void) | undefined;
  /** The first wait; later ones grow by half, up to ten times as long. @default 1000 */
  readonly intervalMs?: number | undefined;
  /** @default 900000 */
  readonly totalTimeoutMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** What is waited for, for the error. */
  readonly what: string;
}

/** Looks again and again until something is done. @throws TimeoutError when it takes too long; nothing is undone then */
export async function poll<State>(options: PollOptions<State>): Promise<State> {
  const { environment, intervalMs = 1_000, totalTimeoutMs = 900_000 } = options;
  const started = environment.now();
  for (let wait = intervalMs; ; wait = Math.min(wait * 1.5, intervalMs * 10)) {
    const state = await options.check();
    const elapsed = environment.now() - started;
    if (options.isDone(state)) return state;
    if (elapsed + wait > totalTimeoutMs) {
      throw new TimeoutError(`${options.what} was not done after ${elapsed} ms.`, {
        solution: 'It goes on at the platform: look again later.',
      });
    }
    options.onProgress?.(state, elapsed);
    await environment.sleep(wait, options.signal);
  }
}

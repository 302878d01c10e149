import type { RequestOptions } from '../../http/request-options.ts';

/** How long and how often to look; calls under way are told by their own options. */
export interface WaitOptions<State> extends Omit<RequestOptions, 'requestId'> {
  /** Called after each look that is not the last. */
  readonly onProgress?: (state: State, elapsedMs: number) => void;
  /** The first wait; later ones grow by half, up to ten times as long. @default 5000 */
  readonly intervalMs?: number;
  /** For the whole wait. @default 900000 */
  readonly totalTimeoutMs?: number;
}

import type { RequestOptions } from '../../http/request-options.ts';
import type { OperationOptions } from '../../operations/progress.ts';

/** How long and how often to look; calls under way are told by their own options. */
export interface WaitOptions<State> extends Omit<RequestOptions, 'requestId'> {
  /** Called after each look that is not the last. */
  readonly onProgress?: (state: State, elapsedMs: number) => void;
  /** The first wait; later ones grow by half, up to ten times as long. */
  readonly intervalMs?: number;
  /** For the whole wait. */
  readonly totalTimeoutMs?: number;
}

/** How a wait within an operation is told the operation's own limits. */
export function waitOptionsOf({ signal, totalTimeoutMs }: OperationOptions) {
  return { ...(signal && { signal }), ...(totalTimeoutMs !== undefined && { totalTimeoutMs }) };
}

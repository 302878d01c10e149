import type { Environment } from '../../http/environment.ts';
import type { OperationOptions } from '../progress.ts';

/** The options of each call that an operation is made of: the time that is left is for all of them together. */
export function countdown(
  { signal, totalTimeoutMs, onProgress }: OperationOptions,
  environment: Environment,
): () => OperationOptions {
  const deadline = totalTimeoutMs === undefined ? undefined : environment.now() + totalTimeoutMs;
  return () => ({
    ...(signal && { signal }),
    ...(onProgress && { onProgress }),
    // None at all would be no limit.
    ...(deadline !== undefined && { totalTimeoutMs: Math.max(1, deadline - environment.now()) }),
  });
}

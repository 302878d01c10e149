/** One thing that happened while an operation runs; `message` is for people, `step` for programs. */
export interface ProgressStep {
  readonly step: string;
  readonly message: string;
  /** Ids that are worth keeping if the process dies now. */
  readonly details?: Readonly<Record<string, string | number | boolean>>;
}

export type OnProgress = (step: ProgressStep) => void;

/** How long and how an operation may run. */
export interface OperationOptions {
  readonly signal?: AbortSignal;
  /** The whole operation, waiting included. */
  readonly totalTimeoutMs?: number;
  readonly onProgress?: OnProgress;
}

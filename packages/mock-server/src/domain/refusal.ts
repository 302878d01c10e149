/** Why a rule of the domain said no. A wire translates the code to its own error; the message names field, rule and remedy. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  /** Stable, dotted: `subscription.cancel_window_closed`. */
  readonly code: string;
  readonly kind: RefusalKind;
  /** The input field that the rule is about, as the domain names it. */
  readonly field: string | undefined;

  constructor(kind: RefusalKind, code: string, message: string, field?: string) {
    super(message);
    this.kind = kind;
    this.code = code;
    this.field = field;
  }
}

/** What a change or check comes to, or why it was refused. @throws what is no refusal: a fault of ours */
export function attempt<Result>(work: () => Result): Result | Refusal {
  try {
    return work();
  } catch (reason) {
    if (reason instanceof Refusal) return reason;
    throw reason;
  }
}

export type RefusalKind = 'invalid' | 'unauthenticated' | 'forbidden' | 'not-found' | 'conflict';

import type { Random } from '../kernel/random.ts';

/** What goes wrong. `commit-then-fail` lets the request take effect and loses the answer. */
export type FaultEffect =
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly body?: string;
      readonly contentType?: string;
      readonly retryAfterSeconds?: number;
    }
  | { readonly kind: 'latency'; readonly milliseconds: number }
  | { readonly kind: 'reset' }
  | { readonly kind: 'truncate' }
  | { readonly kind: 'hang' }
  | { readonly kind: 'html504' }
  | { readonly kind: 'commit-then-fail'; readonly failure: 'reset' | 'hang' | 'html504' | 'truncate' };

/** When it goes wrong: every given condition must hold. */
export interface FaultMatch {
  readonly platform?: string;
  readonly operationId?: string;
  readonly path?: string;
  /** Only the nth request that matches the rest, counted from 1. */
  readonly nth?: number;
  /** At most so many times. */
  readonly times?: number;
  /** 0 to 1, from the world's own chance. */
  readonly probability?: number;
}

export interface FaultRule {
  readonly id: string;
  readonly match: FaultMatch;
  readonly effect: FaultEffect;
}

interface FaultTarget {
  readonly platform: string | undefined;
  readonly operationId: string | undefined;
  readonly path: string;
}

/** Rules that make requests fail on purpose; none unless somebody adds them. */
export class Faults {
  #rules: { readonly rule: FaultRule; seen: number; struck: number }[] = [];
  #sequence = 0;

  get active(): boolean {
    return this.#rules.length > 0;
  }

  list(): readonly (FaultRule & { readonly struck: number })[] {
    return this.#rules.map(({ rule, struck }) => ({ ...rule, struck }));
  }

  add(rule: Omit<FaultRule, 'id'> & { readonly id?: string | undefined }): FaultRule {
    this.#sequence += 1;
    const added = { id: rule.id ?? `fault-${this.#sequence}`, match: rule.match, effect: rule.effect };
    this.#rules = [
      ...this.#rules.filter((known) => known.rule.id !== added.id),
      { rule: added, seen: 0, struck: 0 },
    ];
    return added;
  }

  remove(id: string): boolean {
    const before = this.#rules.length;
    this.#rules = this.#rules.filter(({ rule }) => rule.id !== id);
    return this.#rules.length < before;
  }

  clear(): void {
    this.#rules = [];
  }

  /** The rule that strikes this request, if one does; the first added wins. */
  strike(target: FaultTarget, random: Random): FaultRule | undefined {
    for (const known of this.#rules) {
      const { match } = known.rule;
      if (match.platform !== undefined && match.platform !== target.platform) continue;
      if (match.operationId !== undefined && match.operationId !== target.operationId) continue;
      if (match.path !== undefined && match.path !== target.path) continue;
      known.seen += 1;
      if (match.nth !== undefined && known.seen !== match.nth) continue;
      if (match.times !== undefined && known.struck >= match.times) continue;
      if (match.probability !== undefined && random.fraction() >= match.probability) continue;
      known.struck += 1;
      return known.rule;
    }
    return undefined;
  }
}

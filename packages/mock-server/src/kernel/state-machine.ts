/** A diagram of states: what may follow what. */
export class StateMachine<State extends string> {
  readonly name: string;
  readonly #next: Readonly<Record<State, readonly State[]>>;

  constructor(name: string, next: Readonly<Record<State, readonly State[]>>) {
    this.name = name;
    this.#next = next;
  }

  get states(): readonly State[] {
    return Object.keys(this.#next) as State[];
  }

  allows(from: State, to: State): boolean {
    return this.#next[from].includes(to);
  }

  /** The new state. @throws Error on a step outside the diagram: a fault of ours, never of a caller */
  move(from: State, to: State): State {
    if (!this.allows(from, to)) throw new Error(`A ${this.name} cannot go from ${from} to ${to}.`);
    return to;
  }
}

import type { Clock } from './clock.ts';
import { defineCollection } from './collection.ts';
import type { Store } from './store.ts';

/** Work that is due at an instant of the world's clock. The key names what it is about, so that a change can move or cancel it. */
export interface Job {
  readonly key: string;
  readonly kind: string;
  readonly due: number;
  readonly sequence: number;
  /** The id of the entity that the job is about. */
  readonly subject: string | number;
}

export interface FiredJob {
  readonly key: string;
  readonly kind: string;
  readonly at: number;
  readonly subject: string | number;
  /** What a handler threw: the clock goes on, the report says so. */
  readonly error?: string;
}

export type RunJob = (job: Job) => void;

export const jobs = defineCollection<Job>()({
  name: 'jobs',
  key: (job) => job.key,
  indexes: {},
});

/** Due work in order. The stored jobs are the truth; the heap is only the way to the next one. */
export class Scheduler {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #run: RunJob;
  #heap: Job[] | undefined;
  #sequence = 0;

  constructor(store: Store, clock: Clock, run: RunJob) {
    this.#store = store;
    this.#clock = clock;
    this.#run = run;
  }

  /** Plans a job; one with the same key is replaced. */
  schedule(job: Omit<Job, 'sequence'>): void {
    const heap = this.#readyHeap();
    this.#sequence += 1;
    push(heap, this.#store.of(jobs).put({ ...job, sequence: this.#sequence }));
  }

  cancel(key: string): boolean {
    return this.#store.of(jobs).delete(key);
  }

  get(key: string): Job | undefined {
    return this.#store.of(jobs).get(key);
  }

  /** The instant of the next due job, if there is one. */
  next(): Job | undefined {
    const heap = this.#readyHeap();
    for (let top = heap[0]; top !== undefined; top = heap[0]) {
      if (this.#store.of(jobs).get(top.key) === top) return top;
      pop(heap);
    }
    return undefined;
  }

  /** Moves the clock to an instant and runs what falls due on the way, in order, each job at its own time. */
  advanceTo(instant: number): FiredJob[] {
    const fired: FiredJob[] = [];
    for (let job = this.next(); job !== undefined && job.due <= instant; job = this.next()) {
      this.#clock.moveTo(Math.max(job.due, this.#clock.now()));
      fired.push(this.#fire(job));
    }
    this.#clock.moveTo(instant);
    return fired;
  }

  /** Forgets the heap after the store's content was replaced or rolled back. */
  rebuild(): void {
    this.#heap = undefined;
  }

  #fire(job: Job): FiredJob {
    const report = { key: job.key, kind: job.kind, at: this.#clock.now(), subject: job.subject };
    this.#store.of(jobs).delete(job.key);
    try {
      this.#store.transact(() => this.#run(job));
      return report;
    } catch (error) {
      return { ...report, error: error instanceof Error ? error.message : String(error) };
    }
  }

  #readyHeap(): Job[] {
    if (this.#heap === undefined) {
      this.#heap = [...this.#store.of(jobs).all()].sort(byDue);
      this.#sequence = this.#heap.reduce((highest, job) => Math.max(highest, job.sequence), this.#sequence);
    }
    return this.#heap;
  }
}

function byDue(left: Job, right: Job): number {
  return left.due - right.due || left.sequence - right.sequence;
}

function push(heap: Job[], job: Job): void {
  let index = heap.push(job) - 1;
  while (index > 0) {
    const parentIndex = (index - 1) >> 1;
    const parent = heap[parentIndex];
    if (parent === undefined || byDue(parent, job) <= 0) break;
    heap[index] = parent;
    index = parentIndex;
  }
  heap[index] = job;
}

function pop(heap: Job[]): void {
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return;
  let index = 0;
  for (;;) {
    let childIndex = index * 2 + 1;
    let child = heap[childIndex];
    if (child === undefined) break;
    const right = heap[childIndex + 1];
    if (right !== undefined && byDue(right, child) < 0) {
      child = right;
      childIndex += 1;
    }
    if (byDue(last, child) <= 0) break;
    heap[index] = child;
    index = childIndex;
  }
  heap[index] = last;
}

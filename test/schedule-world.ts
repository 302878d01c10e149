import type { Environment, ReportSchedule } from '@tenantry/sdk';
import type { ReportDelivery, ReportSource, ScheduleStore, StoredSchedule } from '@tenantry/sdk/schedules';

/** A clock that stands until it is moved; who sleeps wakes in order. */
export class StandingClock implements Environment {
  #now: number;
  #ids = 0;
  readonly #sleepers = new Set<{ readonly until: number; readonly wake: () => void }>();

  constructor(now: string) {
    this.#now = Date.parse(now);
  }

  now(): number {
    return this.#now;
  }

  random(): number {
    return 0.5;
  }

  randomId(): string {
    this.#ids += 1;
    return `id-${this.#ids}`;
  }

  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        this.#sleepers.delete(sleeper);
        resolve();
      };
      const sleeper = { until: this.#now + milliseconds, wake };
      this.#sleepers.add(sleeper);
      signal?.addEventListener('abort', wake, { once: true });
    });
  }

  /** The machine is asleep, or nobody is there: time goes by, and nobody is woken on the way. */
  jumpTo(instant: string | number): void {
    this.#now = typeof instant === 'number' ? instant : Date.parse(instant);
  }

  async advanceTo(instant: string): Promise<void> {
    const end = Date.parse(instant);
    for (;;) {
      await settled();
      const [next] = [...this.#sleepers].sort((left, right) => left.until - right.until);
      if (next === undefined || next.until > end) break;
      this.#now = Math.max(this.#now, next.until);
      next.wake();
    }
    this.#now = end;
    await settled();
  }
}

/** A file that takes no time, for a clock that stands. */
export function storeInMemory(): ScheduleStore & { readonly kept: () => readonly StoredSchedule[] } {
  let text = '[]';
  const kept = (): readonly StoredSchedule[] => JSON.parse(text);
  return {
    kept,
    load: async () => kept(),
    save: async (schedules) => {
      text = JSON.stringify(schedules);
    },
  };
}

/** Until what was begun waits for something else. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** A source whose reports tell what they were asked. */
export function askedReports(): ReportSource & { readonly asked: Readonly<Record<string, unknown>>[] } {
  const asked: Readonly<Record<string, unknown>>[] = [];
  return {
    asked,
    run: async (report, parameters) => {
      asked.push(parameters);
      return { columns: [{ name: 'report' }, { name: 'asked' }], rows: rowsOf(report, parameters) };
    },
  };
}

async function* rowsOf(report: string, parameters: object): AsyncGenerator<object> {
  yield { report, asked: JSON.stringify(parameters) };
}

export function scheduleNamed(name: string, rest: Partial<ReportSchedule> = {}): ReportSchedule {
  return {
    name,
    report: 'seats',
    parameters: {},
    every: 'day',
    at: '07:30',
    timeZone: 'UTC',
    format: 'csv',
    recipients: ['ana@example.com'],
    ...rest,
  };
}

export async function textOf({ body }: Pick<ReportDelivery, 'body'>): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const bytes of body) text += decoder.decode(bytes, { stream: true });
  return text + decoder.decode();
}

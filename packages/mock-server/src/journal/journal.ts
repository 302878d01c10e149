import type { ContractViolation, WireRequest, WireResponse } from '../http/wire.ts';
import { isoOf } from '../kernel/calendar.ts';
import { redactForm, redactHeaders, redactRequest, redactResponse } from './redaction.ts';

/** A request as it was handled: references only, so that writing it down costs next to nothing. */
export interface JournalRecord {
  readonly at: number;
  readonly platform: string | undefined;
  readonly operationId: string | undefined;
  readonly request: WireRequest;
  readonly response: WireResponse | undefined;
  readonly fault?: string | undefined;
  readonly violations?: readonly ContractViolation[] | undefined;
  readonly nearest?: readonly string[] | undefined;
  /** What went wrong inside the simulator. */
  readonly error?: string | undefined;
  /** The client came back before the time that Retry-After asked for. */
  readonly tooEarly?: boolean | undefined;
}

/** A request as people read it: secrets are gone. */
export interface JournalEntry {
  readonly id: number;
  readonly at: string;
  readonly platform?: string;
  readonly operationId?: string;
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly status?: number;
  readonly requestHeaders: Readonly<Record<string, string>>;
  readonly requestBody?: unknown;
  readonly responseBody?: unknown;
  readonly fault?: string;
  readonly violations?: readonly ContractViolation[];
  readonly nearest?: readonly string[];
  readonly error?: string;
  readonly tooEarly?: boolean;
}

export interface JournalQuery {
  readonly platform?: string;
  readonly operationId?: string;
  readonly status?: number;
  /** Only requests at this instant of the world's clock or later. */
  readonly since?: number;
  /** Only requests that no operation answered. */
  readonly unmatched?: boolean;
  readonly limit?: number;
}

const longestKept = 200_000;

/** The last requests, newest kept: who called what, and how it went. */
export class Journal {
  readonly #capacity: number;
  #records: JournalRecord[] = [];
  #next = 0;

  constructor(capacity = 1_000) {
    this.#capacity = capacity;
  }

  /** How many requests were written down since the start or the last clearing, dropped ones included. */
  get total(): number {
    return this.#next;
  }

  write(record: JournalRecord): void {
    this.#records[this.#next % this.#capacity] = withoutLongBodies(record);
    this.#next += 1;
  }

  clear(): void {
    this.#records = [];
    this.#next = 0;
  }

  /** Entries that fit, newest first. */
  find(query: JournalQuery = {}): JournalEntry[] {
    const found: JournalEntry[] = [];
    const limit = query.limit ?? 100;
    for (const [id, record] of this.#newestFirst()) {
      if (found.length >= limit) break;
      if (fits(record, query)) found.push(entryOf(id, record));
    }
    return found;
  }

  /** How many of the entries still kept fit. */
  count(query: Omit<JournalQuery, 'limit'> = {}): number {
    let count = 0;
    for (const [, record] of this.#newestFirst()) if (fits(record, query)) count += 1;
    return count;
  }

  *#newestFirst(): Iterable<[number, JournalRecord]> {
    for (let id = this.#next; id > Math.max(0, this.#next - this.#capacity); id -= 1) {
      const record = this.#records[(id - 1) % this.#capacity];
      if (record !== undefined) yield [id, record];
    }
  }
}

/** A thousand references to long bodies would keep gigabytes alive. */
function withoutLongBodies(record: JournalRecord): JournalRecord {
  const { request, response } = record;
  const longRequest = request.body.length > longestKept;
  const longResponse = response !== undefined && response.body.length > longestKept;
  if (!longRequest && !longResponse) return record;
  return {
    ...record,
    request: longRequest ? { ...request, body: tooLong(request.body.length) } : request,
    response: longResponse ? { ...response, body: tooLong(response.body.length) } : response,
  };
}

function tooLong(length: number): string {
  return JSON.stringify(`[${length} characters, too long to keep]`);
}

function fits(record: JournalRecord, query: JournalQuery): boolean {
  return (
    (query.platform === undefined || record.platform === query.platform) &&
    (query.operationId === undefined || record.operationId === query.operationId) &&
    (query.status === undefined || record.response?.status === query.status) &&
    (query.since === undefined || record.at >= query.since) &&
    (query.unmatched !== true || record.operationId === undefined)
  );
}

function entryOf(id: number, record: JournalRecord): JournalEntry {
  const { request, response, operationId } = record;
  const requestBody = redactRequest(request.body);
  const responseBody =
    typeof response?.body === 'string' ? redactResponse(response.body, operationId) : undefined;
  return {
    id,
    at: isoOf(record.at),
    ...(record.platform !== undefined && { platform: record.platform }),
    ...(operationId !== undefined && { operationId }),
    method: request.method,
    path: request.path,
    ...(request.query !== '' && { query: redactForm(request.query) }),
    ...(response && { status: response.status }),
    requestHeaders: redactHeaders(request.headers),
    ...(requestBody !== undefined && { requestBody }),
    ...(responseBody !== undefined && { responseBody }),
    ...(record.fault !== undefined && { fault: record.fault }),
    ...(record.violations && { violations: record.violations }),
    ...(record.nearest && { nearest: record.nearest }),
    ...(record.error !== undefined && { error: record.error }),
    ...(record.tooEarly && { tooEarly: true }),
  };
}

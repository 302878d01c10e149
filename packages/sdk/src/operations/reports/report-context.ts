import { sideBySide } from '../../streaming/side-by-side.ts';
import type { Platform } from '../platform.ts';
import type { OperationOptions } from '../progress.ts';
import type { ReportCustomer, ReportOperations } from './report-operations.ts';

/** A customer whose part of a report could not be had. */
export interface ReportFailure {
  readonly customer: ReportCustomer;
  readonly error: unknown;
}

export interface ReportOptions extends OperationOptions {
  /** Customers that are asked about at once. @default 8 */
  readonly concurrency?: number;
  /** Told of each customer that fails; the report goes on. Without it, it ends with a `PartialReportError`, after the last row. */
  readonly onFailure?: (failure: ReportFailure) => void;
}

/** What a report is made with. */
export interface ReportContext {
  readonly platform: Platform;
  readonly operations: ReportOperations;
  readonly options: OperationOptions;
  readonly concurrency: number;
  readonly fail: (failure: ReportFailure) => void;
}

/** What is read of each customer, side by side; of one that fails, what came before, and word of it. */
export async function* ofEachCustomer<Item>(
  context: ReportContext,
  customers: Iterable<ReportCustomer> | AsyncIterable<ReportCustomer>,
  read: (customer: ReportCustomer, options: OperationOptions) => Promise<Iterable<Item>>,
): AsyncGenerator<Item, void, undefined> {
  const { options, concurrency, fail } = context;
  const starts: ((stopped: AbortSignal) => AsyncGenerator<Item>)[] = [];
  for await (const customer of customers) {
    starts.push(async function* (stopped) {
      try {
        yield* await read(customer, { ...options, signal: stopped });
      } catch (error) {
        if (stopped.aborted) throw error;
        fail({ customer, error });
      }
    });
  }
  yield* sideBySide(starts, { concurrency, signal: options.signal });
}

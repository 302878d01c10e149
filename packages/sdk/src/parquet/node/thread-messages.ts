import type { BillingManifest } from '../../generated/graph.gen.ts';
import type { ErrorDetails } from '../../http/errors/tenantry-error.ts';
import type { PartLayout, WrittenPart } from './part-writer.ts';

/** What a thread is told at its begin. */
export interface ExportTask {
  readonly manifest: BillingManifest;
  readonly layout: PartLayout;
  readonly reading: { readonly maxRetries?: number; readonly stallTimeoutMs?: number };
}

/** An error on its way between threads, where its class is lost. */
export interface SentError extends ErrorDetails {
  readonly name: string;
  readonly message: string;
  /** Of a value that its column cannot hold. */
  readonly column?: string;
  readonly type?: string;
}

export type ToThread =
  | { readonly kind: 'write'; readonly blob: string }
  | { readonly kind: 'abort' }
  | { readonly kind: 'manifest'; readonly manifest: BillingManifest }
  | { readonly kind: 'no-manifest'; readonly error: SentError };

export type FromThread =
  | { readonly kind: 'written'; readonly part: WrittenPart }
  | { readonly kind: 'failed'; readonly error: SentError }
  /** The token has run out: only the client, in the other thread, gets another. */
  | { readonly kind: 'refresh' };

import { TenantryError } from '../../http/errors/tenantry-error.ts';
import type { Quote } from './quote.ts';

/**
 * A line of a quote could not be ordered, or kept: the lines before it are ordered. Keep `quote`, mend the cause, and accept `quote` again.
 * @example
 * try {
 *   await reseller.prices.quotes.accept(quote);
 * } catch (error) {
 *   if (error instanceof QuoteOrderError) console.log(error.line, error.quote.lines, error.cause);
 * }
 */
export class QuoteOrderError extends TenantryError {
  /** As far as it got. */
  readonly quote: Quote;
  /** From 1. */
  readonly line: number;

  constructor(quote: Quote, line: number, cause: unknown) {
    const known = cause instanceof TenantryError ? cause : undefined;
    const { product } = quote.lines[line - 1] ?? {};
    const why = cause instanceof Error ? cause.message : String(cause);
    super(
      `Line ${line} of ${quote.lines.length} (${product}) of quote ${quote.id} was not finished: ${why}`,
      {
        platform: quote.platform,
        operation: 'prices.quotes.accept',
        status: known?.status,
        code: known?.code,
        requestId: known?.requestId,
        correlationId: known?.correlationId,
        attempts: known?.attempts,
        mayHaveApplied: known?.mayHaveApplied ?? false,
        solution: `Keep error.quote. ${known?.solution ?? 'Mend the cause.'} Then accept error.quote again: what was ordered is found, and never ordered twice.`,
        cause,
      },
    );
    this.quote = quote;
    this.line = line;
  }
}

import type { OperationOptions } from '../progress.ts';
import type {
  BuyOptions,
  BuySubscriptionInput,
  Subscription,
} from '../subscriptions/subscription-operations.ts';
import { frozen } from './frozen.ts';
import type { AcceptQuoteOptions, Quote } from './quote.ts';
import { QuoteOrderError } from './quote-order-error.ts';

/** Orders the lines that are not ordered yet, one after the other; each has a key of its own that it keeps, so that no line is ordered twice. @throws QuoteOrderError */
export async function orderLines(
  accepted: Quote,
  options: AcceptQuoteOptions,
  inTime: () => OperationOptions,
  buy: (input: BuySubscriptionInput, options: BuyOptions) => Promise<Subscription>,
): Promise<Quote> {
  const { save, onProgress, acceptConditions, reseller } = options;
  let quote = frozen(accepted);
  await save?.(quote);
  for (const [index, line] of quote.lines.entries()) {
    if (line.subscription !== undefined) continue;
    const { product, term, billingCycle, quantity } = line;
    const tenant = quote.tenant ?? quote.customer;
    const idempotencyKey = `${quote.id}/${quote.version}/${index + 1}`;
    const details = { line: index + 1, lines: quote.lines.length, idempotencyKey };
    const where = `line ${index + 1} of ${quote.lines.length}, ${quantity} × ${line.name}`;
    try {
      onProgress?.({ step: 'ordering', message: `Ordering ${where}.`, details });
      const { id } = await buy(
        {
          tenant,
          product,
          term,
          billingCycle,
          quantity,
          ...(acceptConditions && { acceptConditions }),
          ...(reseller !== undefined && { reseller }),
        },
        { ...inTime(), idempotencyKey, quote: quote.id },
      );
      quote = withSubscription(quote, index, id);
      onProgress?.({
        step: 'line-ordered',
        message: `Ordered ${where}.`,
        details: { ...details, subscription: id },
      });
      await save?.(quote);
    } catch (error) {
      throw new QuoteOrderError(quote, index + 1, error);
    }
  }
  return quote;
}

function withSubscription(quote: Quote, index: number, subscription: string): Quote {
  const lines = quote.lines.map((line, each) => (each === index ? { ...line, subscription } : line));
  const isWhole = lines.every((line) => line.subscription !== undefined);
  return frozen({ ...quote, lines, status: isWhole ? 'ordered' : 'accepted' });
}

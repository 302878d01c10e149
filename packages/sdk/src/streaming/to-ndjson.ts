import { encoded } from './encoded.ts';

/**
 * Writes rows as JSON, one a line, in pieces and as they come.
 * @throws what reading the rows throws
 * @example
 * const rates = partnerCenter.priceSheets.fxRates();
 * for await (const bytes of toNdjson(rates)) console.log(bytes.byteLength);
 */
export function toNdjson(
  rows: Iterable<unknown> | AsyncIterable<unknown>,
): AsyncGenerator<Uint8Array, void, undefined> {
  return encoded(lines(rows));
}

async function* lines(rows: Iterable<unknown> | AsyncIterable<unknown>): AsyncGenerator<string> {
  for await (const row of rows) yield `${JSON.stringify(row)}\n`;
}

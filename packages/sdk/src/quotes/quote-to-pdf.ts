import { TenantryError } from '../http/errors/tenantry-error.ts';
import type { Quote } from '../operations/quotes/quote.ts';
import type { Language } from '../validation/issue.ts';
import { labels } from './labels.ts';
import { loadPdfKit } from './load-pdfkit.ts';
import { QuotePages } from './quote-pages.ts';

export interface QuotePdfOptions {
  /** Of the labels; what the quote says itself stays as it is. @default 'en' */
  readonly language?: Language;
  /** A TrueType or OpenType font, for names beyond Western European letters. */
  readonly font?: Uint8Array;
}

/** What PDF's own fonts can write (WinAnsi). Source: ISO 32000-1, annex D. */
const western = /^[\n\r\t\x20-\x7e\xa0-\xff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]*$/;

/**
 * A quote as PDF for the customer, A4: sale prices only. The same quote gives the same bytes. Needs the package `pdfkit`.
 * @throws {TenantryError} when pdfkit is not installed, or a name needs a `font`
 * @example
 * await writeFile('quote.pdf', await quoteToPdf(quote, { language: 'es' }));
 */
export async function quoteToPdf(quote: Quote, options: QuotePdfOptions = {}): Promise<Uint8Array> {
  const { language = 'en', font } = options;
  if (font === undefined) mustBeWestern(quote);
  const PdfDocument = await loadPdfKit();
  const document = new PdfDocument({
    size: 'A4',
    margin: 50,
    bufferPages: true,
    lang: language,
    info: {
      Title: `${labels[language].quote} ${quote.id}`,
      Producer: 'Tenantry',
      Creator: 'Tenantry',
      // Of the document's own, it would be today's; its id is made of it too.
      CreationDate: new Date(quote.createdAt),
    },
  });
  const written = new Promise<Uint8Array>((resolve, reject) => {
    const pieces: Uint8Array[] = [];
    document.on('data', (piece: Uint8Array) => pieces.push(piece));
    document.on('end', () => resolve(joined(pieces)));
    document.on('error', reject);
  });
  new QuotePages(document, labels[language], font).write(quote);
  document.end();
  return written;
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.byteLength, 0));
  let offset = 0;
  for (const piece of pieces) {
    whole.set(piece, offset);
    offset += piece.byteLength;
  }
  return whole;
}

function mustBeWestern({ title, notes, seller, buyer, lines }: Quote): void {
  const texts = [title, notes, seller, buyer, ...lines.map(({ name }) => name)];
  const beyond = texts.find((text) => text !== undefined && !western.test(text));
  if (beyond === undefined) return;
  throw new TenantryError(`PDF's own fonts cannot write "${beyond}".`, {
    code: 'quotes.font_missing',
    solution: 'Give quoteToPdf the bytes of a font that can, as font.',
  });
}

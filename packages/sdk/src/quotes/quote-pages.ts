import type { Quote, QuoteLine, QuoteTotals } from '../operations/quotes/quote.ts';
import type { Amount, BillingCycle } from '../operations/subscriptions/subscription-operations.ts';
import type { labels } from './labels.ts';

type Document = InstanceType<typeof import('pdfkit')>;
type Labels = (typeof labels)[keyof typeof labels];

/** From the left margin, in points; widths come to what A4 has between its margins. */
const columns = [
  { x: 50, width: 30, align: 'left' },
  { x: 80, width: 225, align: 'left' },
  { x: 305, width: 50, align: 'right' },
  { x: 355, width: 95, align: 'right' },
  { x: 450, width: 95, align: 'right' },
] as const;
const right = 545;
const width = 495;
const totalsWidth = 390;
/** Below the lines of a page: where its number stands. */
const footer = 785;
const rowGap = 6;

/** Writes a quote on as many pages as it takes; the heads of the columns are on each. */
export class QuotePages {
  readonly #document: Document;
  readonly #labels: Labels;
  readonly #regular: string;
  readonly #bold: string;

  constructor(document: Document, words: Labels, font: Uint8Array | undefined) {
    this.#document = document;
    this.#labels = words;
    if (font !== undefined) document.registerFont('given', font);
    this.#regular = font === undefined ? 'Helvetica' : 'given';
    this.#bold = font === undefined ? 'Helvetica-Bold' : 'given';
  }

  write(quote: Quote): void {
    this.#head(quote);
    this.#columnHeads();
    for (const [index, line] of quote.lines.entries()) this.#line(line, index);
    for (const totals of quote.totals.sale) this.#totals(totals);
    this.#closing(quote);
    this.#pageNumbers(quote);
  }

  #head(quote: Quote): void {
    const { quote: name, version, date, validUntil, seller, buyer } = this.#labels;
    const document = this.#document;
    document
      .font(this.#bold)
      .fontSize(18)
      .text(quote.title || name);
    document.moveDown(0.5).font(this.#regular).fontSize(10);
    document.text(`${name} ${quote.id}, ${version} ${quote.version}`);
    document.text(`${date}: ${quote.createdAt.slice(0, 10)}`);
    document.font(this.#bold).text(`${validUntil}: ${quote.validUntil}`).font(this.#regular);
    if (quote.seller) document.text(`${seller}: ${quote.seller}`);
    if (quote.buyer) document.text(`${buyer}: ${quote.buyer}`);
    document.moveDown();
  }

  #columnHeads(): void {
    this.#document.font(this.#bold).fontSize(9);
    this.#row(this.#labels.columns);
    const y = this.#document.y - rowGap / 2;
    this.#document.moveTo(columns[0].x, y).lineTo(right, y).lineWidth(0.5).stroke();
    this.#document.font(this.#regular);
  }

  #line(line: QuoteLine, index: number): void {
    const { terms, cycles, undiscounted, discount } = this.#labels;
    const price = line.unit.undiscounted;
    const product = [
      line.name,
      `${terms[line.term]}, ${cycles[line.billingCycle]}`,
      ...(price ? [`${undiscounted} ${told(price)}, ${discount} ${line.discount} %`] : []),
    ].join('\n');
    const cells = [
      String(index + 1),
      product,
      grouped(String(line.quantity)),
      told(line.unit.sale),
      told(line.total.sale),
    ];
    this.#document.font(this.#regular).fontSize(9);
    if (this.#document.y + this.#heightOf(cells) > footer - rowGap) {
      this.#document.addPage();
      this.#columnHeads();
    }
    this.#row(cells);
  }

  #heightOf(cells: readonly string[]): number {
    const heights = columns.map((column, index) =>
      this.#document.heightOfString(cells[index] ?? '', { width: column.width }),
    );
    return Math.max(...heights);
  }

  #row(cells: readonly string[]): void {
    const { y } = this.#document;
    const height = this.#heightOf(cells);
    for (const [index, { x, width: cellWidth, align }] of columns.entries())
      this.#document.text(cells[index] ?? '', x, y, { width: cellWidth, align });
    this.#document.x = columns[0].x;
    this.#document.y = y + height + rowGap;
  }

  #totals(totals: QuoteTotals): void {
    const names = Object.keys(this.#labels.totals) as (BillingCycle | 'firstYear')[];
    for (const name of names) {
      const amount = totals[name];
      if (amount === undefined) continue;
      this.#document.font(this.#bold).fontSize(10);
      this.#makeRoom(this.#document.currentLineHeight());
      const { y } = this.#document;
      this.#document.text(this.#labels.totals[name], columns[0].x, y, { width: totalsWidth, align: 'right' });
      const x = columns[0].x + totalsWidth;
      const sum = told({ amount, currency: totals.currency });
      this.#document.text(sum, x, y, { width: right - x, align: 'right' });
      this.#document.x = columns[0].x;
    }
    this.#document.moveDown(0.5);
  }

  #closing({ notes }: Quote): void {
    const { taxes, firstYearNote, notes: heading } = this.#labels;
    const paragraphs = [taxes, firstYearNote, ...(notes ? [`${heading}: ${notes}`] : [])];
    this.#document.font(this.#regular).fontSize(9);
    for (const paragraph of paragraphs) {
      this.#makeRoom(this.#document.currentLineHeight());
      this.#document.text(paragraph, columns[0].x, this.#document.y, { width });
      this.#document.moveDown(0.5);
    }
  }

  #makeRoom(height: number): void {
    if (this.#document.y + height > footer - rowGap) this.#document.addPage();
  }

  #pageNumbers({ id, version }: Quote): void {
    const { page, of, quote: name, version: versionName } = this.#labels;
    const { start, count } = this.#document.bufferedPageRange();
    for (let index = start; index < start + count; index += 1) {
      this.#document.switchToPage(index);
      // Below the margin, where it would otherwise begin a page of its own.
      this.#document.page.margins.bottom = 0;
      const text = `${name} ${id}, ${versionName} ${version}. ${page} ${index + 1} ${of} ${count}`;
      this.#document.font(this.#regular).fontSize(8);
      this.#document.text(text, columns[0].x, footer + rowGap, { width, align: 'center', lineBreak: false });
    }
  }
}

function told({ amount, currency }: Amount): string {
  return `${grouped(amount)} ${currency}`;
}

/** A point and spaces, as ISO 80000-1 writes numbers: a comma is read otherwise in Lima than in Bogotá. */
function grouped(amount: string): string {
  const [whole = '', ...fraction] = amount.split('.');
  const digits = fraction.map((each) => each.padEnd(2, '0'));
  return [whole.replace(/\B(?=(?:\d{3})+$)/g, ' '), ...digits].join('.');
}

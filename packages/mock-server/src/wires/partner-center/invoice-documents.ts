import { createRequire } from 'node:module';
import type { PartnerInvoice } from '../../domain/billing/partner-invoices.ts';
import { fromMinor } from '../../domain/money.ts';
import type { Partner } from '../../domain/partners/partner.ts';
import { dateOf } from '../../kernel/calendar.ts';

type Pdf = typeof import('pdfkit');
type PdfDocument = InstanceType<Pdf>;

/** What makes PDFs takes a while to load, and few worlds ask for one. */
let loaded: Pdf | undefined;
function pdfkit(): Pdf {
  // Packed for either kind of module.
  const require = createRequire(typeof __filename === 'undefined' ? import.meta.url : __filename);
  // As either kind of module it comes: which one, the loader decides.
  const found = require('pdfkit') as Pdf & { readonly default?: Pdf };
  loaded ??= found.default ?? found;
  return loaded;
}

/** A document whose bytes are the same each time: its date is the invoice's, and nothing in it is compressed, so that it is there at once. */
function written(
  title: string,
  { postedAt }: PartnerInvoice,
  write: (document: PdfDocument) => void,
): Uint8Array {
  const Document = pdfkit();
  const document = new Document({
    size: 'A4',
    margin: 40,
    compress: false,
    info: { Title: title, Producer: 'Tenantry', Creator: 'Tenantry', CreationDate: new Date(postedAt) },
  });
  write(document);
  document.end();
  return new Uint8Array(document.read() as Buffer);
}

function heading(document: PdfDocument, title: string, rows: readonly string[]): void {
  document.font('Helvetica-Bold').fontSize(18).text(title);
  document.moveDown(0.5).font('Helvetica').fontSize(10);
  for (const row of rows) document.text(row);
  document.moveDown();
}

function factsOf(partner: Partner, invoice: PartnerInvoice): string[] {
  return [
    'Simulated by Tenantry; not a document of Microsoft.',
    `Billed to: ${partner.name} (MPN ${partner.mpnId})`,
    `Invoice date: ${dateOf(invoice.postedAt)}`,
    `Billing period: ${dateOf(invoice.periodStart)} to ${dateOf(invoice.periodEnd - 1)}`,
  ];
}

function money(minor: number, currency: string): string {
  return `${fromMinor(minor, currency)} ${currency}`;
}

/** An invoice on paper: what it is of, its lines, its total. evidence: modelled */
export function statementDocument(partner: Partner, invoice: PartnerInvoice): Uint8Array {
  const { id, currency, charges, total } = invoice;
  return written(`Invoice ${id}`, invoice, (document) => {
    heading(document, `Invoice ${id}`, factsOf(partner, invoice));
    document.fontSize(8);
    for (const { line, subscription } of charges) {
      const days = `${dateOf(line.periodStart)} to ${dateOf(line.periodEnd)}`;
      document.text(
        `${subscription.displayName}, ${days}: ${line.quantity} x ${line.unitCost}, ${line.daysBilled} of ${line.daysInPeriod} days = ${money(line.cost, currency)}`,
      );
    }
    document
      .moveDown()
      .font('Helvetica-Bold')
      .fontSize(12)
      .text(`Total: ${money(total, currency)}`);
  });
}

/** A receipt for the tax of an invoice, which is none here. evidence: modelled */
export function receiptDocument(partner: Partner, invoice: PartnerInvoice, receiptId: string): Uint8Array {
  const title = `Tax receipt ${receiptId}`;
  return written(title, invoice, (document) => {
    heading(document, title, [...factsOf(partner, invoice), `Invoice: ${invoice.id}`]);
    document.text(`Total: ${money(invoice.total, invoice.currency)}`);
    document.text(`Tax: ${money(0, invoice.currency)}`);
  });
}

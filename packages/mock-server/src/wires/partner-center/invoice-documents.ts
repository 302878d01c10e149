import type { PartnerInvoice } from '../../domain/billing/partner-invoices.ts';
import { fromMinor } from '../../domain/money.ts';
import type { Partner } from '../../domain/partners/partner.ts';
import { dateOf } from '../../kernel/calendar.ts';
import { pdfDocument, pdfHeading } from '../pdf-document.ts';

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
  return pdfDocument(`Invoice ${id}`, invoice.postedAt, (document) => {
    pdfHeading(document, `Invoice ${id}`, factsOf(partner, invoice));
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
  return pdfDocument(title, invoice.postedAt, (document) => {
    pdfHeading(document, title, [...factsOf(partner, invoice), `Invoice: ${invoice.id}`]);
    document.text(`Total: ${money(invoice.total, invoice.currency)}`);
    document.text(`Tax: ${money(0, invoice.currency)}`);
  });
}

import { fromMinor } from '../../domain/money.ts';
import { type AccountDocument, amountFor, unitAmountFor } from '../../domain/panels/account-documents.ts';
import { dateOf } from '../../kernel/calendar.ts';
import { pdfDocument, pdfHeading } from '../pdf-document.ts';

/** An invoice or a credit on paper. evidence: modelled */
export function accountDocumentFile(
  document: AccountDocument,
  nameOf: (companyId: number) => string,
): Uint8Array {
  const { id, type, company, date, dueAt, currency, amount, lines } = document;
  const title = `${type === 'credit' ? 'Credit' : 'Invoice'} ${id}`;
  return pdfDocument(title, date, (paper) => {
    pdfHeading(paper, title, [
      'Simulated by Tenantry; not a document of the marketplace.',
      `Account: ${company.name} (${company.id})`,
      `Date: ${dateOf(date)}`,
      ...(dueAt === undefined ? [] : [`Due: ${dateOf(dueAt)}`]),
    ]);
    paper.fontSize(8);
    for (const line of lines) {
      const days = `${dateOf(line.periodStart)} to ${dateOf(line.periodEnd)}`;
      const sum = fromMinor(amountFor(company, line), line.currency);
      paper.text(
        `${nameOf(line.companyId)}, ${line.productName}, ${days}: ${line.quantity} x ${unitAmountFor(company, line)} = ${sum} ${line.currency}`,
      );
    }
    paper
      .moveDown()
      .font('Helvetica-Bold')
      .fontSize(12)
      .text(`Total: ${fromMinor(amount, currency)} ${currency}`);
  });
}

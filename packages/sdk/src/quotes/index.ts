export { type QuoteCsvOptions, quoteToCsv } from './quote-to-csv.ts';
export { type QuotePdfOptions, quoteToPdf } from './quote-to-pdf.ts';

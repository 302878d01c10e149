import { createRequire } from 'node:module';

type Pdf = typeof import('pdfkit');
export type PdfDocument = InstanceType<Pdf>;

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

/** A document whose bytes are the same each time: its date is given, and nothing in it is compressed, so that it is there at once. */
export function pdfDocument(
  title: string,
  writtenAt: number,
  write: (document: PdfDocument) => void,
): Uint8Array {
  const Document = pdfkit();
  const document = new Document({
    size: 'A4',
    margin: 40,
    compress: false,
    info: { Title: title, Producer: 'Tenantry', Creator: 'Tenantry', CreationDate: new Date(writtenAt) },
  });
  write(document);
  document.end();
  return new Uint8Array(document.read() as Buffer);
}

export function pdfHeading(document: PdfDocument, title: string, rows: readonly string[]): void {
  document.font('Helvetica-Bold').fontSize(18).text(title);
  document.moveDown(0.5).font('Helvetica').fontSize(10);
  for (const row of rows) document.text(row);
  document.moveDown();
}

import { TenantryError } from '../http/errors/tenantry-error.ts';

type PdfKit = typeof import('pdfkit');

/** Loaded when a PDF is made, so that only who makes them installs it. @throws TenantryError that names the package */
export async function loadPdfKit(): Promise<PdfKit> {
  // The catch also tells bundlers that it may be missing.
  const loaded = await import('pdfkit').catch((cause: unknown) => {
    throw new TenantryError('quoteToPdf needs the package pdfkit, which could not be loaded.', {
      code: 'quotes.pdfkit_missing',
      solution: 'Install it: npm install pdfkit',
      cause,
    });
  });
  return loaded.default;
}

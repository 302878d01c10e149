import type { Company } from '../../../domain/companies/company.ts';
import { companies } from '../../../domain/companies/company.ts';
import type { AccountDocument } from '../../../domain/panels/account-documents.ts';
import { balanceOf, documentNamed, documentsFor, ownCompany } from '../../../domain/panels/balance.ts';
import { customerNamed } from '../../../domain/panels/customer-accounts.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Call, OperationHandler } from '../../../http/wire.ts';
import { accountDocumentFile } from '../document-file.ts';
import { asked, askedPeriod, pageOf, panelActor } from '../panel-call.ts';
import { FileAnswer } from '../respond.ts';
import { hasFile, toBalance, toDocument, toDocumentDetailed } from '../shapes/document.ts';

const own = (call: Call): Company => ownCompany(call.world, panelActor(call));
const customer = (call: Call): Company =>
  customerNamed(call.world, panelActor(call), call.parameters.customerId ?? '').company;

const balance = (whose: (call: Call) => Company) => (call: Call) =>
  toBalance(balanceOf(call.world, panelActor(call), whose(call)));

const documents = (whose: (call: Call) => Company) => (call: Call) => {
  const filter = { type: asked(call, 'type'), ...askedPeriod(call) };
  return pageOf(call, documentsFor(call.world, panelActor(call), whose(call), filter), toDocument);
};

function named(call: Call): AccountDocument {
  return documentNamed(call.world, panelActor(call), call.parameters.documentId ?? '');
}

const document = (call: Call) => toDocumentDetailed(call.world, named(call));

function file(call: Call): FileAnswer {
  const found = named(call);
  if (!hasFile(found)) {
    throw new Refusal(
      'not-found',
      'document.no_file',
      `Document ${found.id} is a payment: there is no PDF of it.`,
      'documentId',
    );
  }
  const nameOf = (id: number) => call.world.store.of(companies).get(id)?.name ?? '';
  return new FileAnswer('application/pdf', accountDocumentFile(found, nameOf));
}

export const accountingOperations = {
  getBalance: balance(own),
  getCustomerBalance: balance(customer),
  listDocuments: documents(own),
  listCustomerDocuments: documents(customer),
  getDocument: document,
  getDocumentFile: file,
  getOwnBalance: balance(own),
  listOwnDocuments: documents(own),
  getOwnDocument: document,
  getOwnDocumentFile: file,
} satisfies Record<string, OperationHandler>;

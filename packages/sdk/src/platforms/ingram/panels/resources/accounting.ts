import type {
  AccountDocument,
  AccountDocumentDetailed,
  Balance,
} from '../../../../generated/ingram-panels.gen.ts';
import type { ApiPromise } from '../../../../http/api-client.ts';
import type { PagePromise } from '../../../../http/paging.ts';
import { path } from '../../../../http/path.ts';
import type { RequestOptions } from '../../../../http/request-options.ts';
import type { PageParams } from '../../resource.ts';
import { PanelResource } from '../panel-resource.ts';

/** What lists of documents can be asked for. */
export interface DocumentParams extends PageParams {
  /** invoice, credit or payment. */
  readonly type?: string;
  /** First day, yyyy-mm-dd. */
  readonly from?: string;
  /** Last day, yyyy-mm-dd. */
  readonly to?: string;
}

/** Balances and documents, the reseller's own and those of its customers. Modelled: no public API. */
export class Accounting extends PanelResource {
  /**
   * Tells the reseller's own balance.
   * `GET /reseller/balance`
   * What is billed and not paid, what is charged and not billed, and whether the account can order.
   * Modelled: no public API.
   * @throws {PermissionError} when the role is not allowed it
   * @example
   * const { billed, canOrder } = await panels.accounting.balance();
   * console.log(billed.amount, billed.currency, canOrder);
   */
  balance(options?: RequestOptions): ApiPromise<Balance> {
    return this.value('getBalance', 'GET /reseller/balance', {}, options);
  }

  /**
   * Tells the balance of a customer.
   * `GET /reseller/customers/{customerId}/balance`
   * At the prices that the customer pays.
   * Modelled: no public API.
   * @throws {PermissionError} when the role is not allowed it
   * @throws {NotFoundError} when there is none, or it is another's
   */
  customerBalance(customerId: string, options?: RequestOptions): ApiPromise<Balance> {
    return this.value('getCustomerBalance', path`GET /reseller/customers/${customerId}/balance`, {}, options);
  }

  /**
   * Lists the reseller's own documents, page by page.
   * `GET /reseller/documents`
   * Invoices, credits and payments, newest first.
   * Modelled: no public API.
   * @throws {PermissionError} when the role is not allowed it
   */
  documents(params: DocumentParams = {}, options?: RequestOptions): PagePromise<AccountDocument> {
    return this.pages('listDocuments', 'GET /reseller/documents', params, options);
  }

  /**
   * Lists the documents of a customer, page by page.
   * `GET /reseller/customers/{customerId}/documents`
   * Invoices, credits and payments, newest first.
   * Modelled: no public API.
   * @throws {PermissionError} when the role is not allowed it
   * @throws {NotFoundError} when there is none, or it is another's
   */
  customerDocuments(
    customerId: string,
    params: DocumentParams = {},
    options?: RequestOptions,
  ): PagePromise<AccountDocument> {
    return this.pages(
      'listCustomerDocuments',
      path`GET /reseller/customers/${customerId}/documents`,
      params,
      options,
    );
  }

  /**
   * Reads a document with its lines.
   * `GET /reseller/documents/{documentId}`
   * One's own, or of a customer.
   * Modelled: no public API.
   * @throws {PermissionError} when the role is not allowed it
   * @throws {NotFoundError} when there is none, or it is another's
   */
  document(documentId: string, options?: RequestOptions): ApiPromise<AccountDocumentDetailed> {
    return this.value('getDocument', path`GET /reseller/documents/${documentId}`, {}, options);
  }

  /**
   * Downloads a document as PDF.
   * `GET /reseller/documents/{documentId}/file`
   * Invoices and credits have one, payments have none.
   * Modelled: no public API.
   * @throws {NotFoundError} when there is none, or it has no file
   * @example
   * for await (const { id, hasFile } of panels.accounting.documents({ type: 'invoice' }))
   *   if (hasFile) await writeFile(`${id}.pdf`, Buffer.from(await (await panels.accounting.file(id)).arrayBuffer()));
   */
  file(documentId: string, options?: RequestOptions): ApiPromise<Blob> {
    return this.download('getDocumentFile', path`GET /reseller/documents/${documentId}/file`, options);
  }
}

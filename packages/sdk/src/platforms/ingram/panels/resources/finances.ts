import type {
  AccountDocument,
  AccountDocumentDetailed,
  Balance,
} from '../../../../generated/ingram-panels.gen.ts';
import type { ApiPromise } from '../../../../http/api-client.ts';
import type { PagePromise } from '../../../../http/paging.ts';
import { path } from '../../../../http/path.ts';
import type { RequestOptions } from '../../../../http/request-options.ts';
import { PanelResource } from '../panel-resource.ts';
import type { DocumentParams } from './accounting.ts';

/** What a customer owes. Closed to limited administrators. Modelled: no public API. */
export class Finances extends PanelResource {
  /**
   * Tells the customer's own balance.
   * `GET /customer/balance`
   * As its reseller bills it.
   * Modelled: no public API.
   * @throws {PermissionError} when the role is not allowed it
   */
  balance(options?: RequestOptions): ApiPromise<Balance> {
    return this.value('getOwnBalance', 'GET /customer/balance', {}, options);
  }

  /**
   * Lists the customer's own documents, page by page.
   * `GET /customer/documents`
   * Invoices, credits and payments, newest first.
   * Modelled: no public API.
   * @throws {PermissionError} when the role is not allowed it
   */
  documents(params: DocumentParams = {}, options?: RequestOptions): PagePromise<AccountDocument> {
    return this.pages('listOwnDocuments', 'GET /customer/documents', params, options);
  }

  /**
   * Reads a document of the customer with its lines.
   * `GET /customer/documents/{documentId}`
   * Of the own account only.
   * Modelled: no public API.
   * @throws {PermissionError} when the role is not allowed it
   * @throws {NotFoundError} when there is none, or it is another's
   */
  document(documentId: string, options?: RequestOptions): ApiPromise<AccountDocumentDetailed> {
    return this.value('getOwnDocument', path`GET /customer/documents/${documentId}`, {}, options);
  }

  /**
   * Downloads a document of the customer as PDF.
   * `GET /customer/documents/{documentId}/file`
   * Invoices and credits have one, payments have none.
   * Modelled: no public API.
   * @throws {NotFoundError} when there is none, or it has no file
   */
  file(documentId: string, options?: RequestOptions): ApiPromise<Blob> {
    return this.download('getOwnDocumentFile', path`GET /customer/documents/${documentId}/file`, options);
  }
}

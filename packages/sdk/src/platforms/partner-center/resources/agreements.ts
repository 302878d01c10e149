import type {
  Agreement,
  AgreementDocument,
  AgreementMetaData,
  DirectSignedCustomerAgreementStatus,
  NewAgreement,
} from '../../../generated/partner-center.gen.ts';
import type { ApiPromise } from '../../../http/api-client.ts';
import { path } from '../../../http/path.ts';
import type { RequestOptions } from '../../../http/request-options.ts';
import { Resource } from '../resource.ts';

/** The customer's agreement with Microsoft. */
export class Agreements extends Resource {
  /**
   * Lists the agreements that there are.
   * `GET /v1/agreements`
   * `agreementType` narrows it; `*` stands for all.
   * App+User only.
   * Source: Partner Center developer documentation: get-agreement-metadata
   * @throws {ApiError} with the code of Partner Center
   * @example
   * const [agreement] = await partnerCenter.agreements.listMetadata({ agreementType: 'MicrosoftCustomerAgreement' });
   */
  listMetadata(
    params: { agreementType?: string } = {},
    options?: RequestOptions,
  ): ApiPromise<AgreementMetaData[]> {
    return this.items('ListAgreementMetadata', path`GET /agreements`, { params }, options);
  }

  /**
   * Gives links to the text of an agreement.
   * `GET /v1/agreementtemplates/{templateId}/document`
   * The links live for five minutes. Country codes are case-sensitive; US and en-US unless told otherwise.
   * Source: Partner Center developer documentation: download-customer-agreement-template
   * @throws {ApiError} with the code of Partner Center
   */
  getDocument(
    templateId: string,
    params: { language?: string; country?: string } = {},
    options?: RequestOptions,
  ): ApiPromise<AgreementDocument> {
    return this.value(
      'GetAgreementDocument',
      path`GET /agreementtemplates/${templateId}/document`,
      { params },
      options,
    );
  }

  /**
   * Lists the confirmed agreements of a customer.
   * `GET /v1/customers/{customerId}/agreements`
   * App+User only.
   * Source: Partner Center developer documentation: get-confirmation-of-customer-agreement
   * @throws {ApiError} with the code of Partner Center
   * @example
   * const confirmed = await partnerCenter.agreements.list(customerId);
   */
  list(
    customerId: string,
    params: { agreementType?: string } = {},
    options?: RequestOptions,
  ): ApiPromise<Agreement[]> {
    return this.items('ListAgreements', path`GET /customers/${customerId}/agreements`, { params }, options);
  }

  /**
   * Confirms that a customer accepted the Microsoft Customer Agreement.
   * `POST /v1/customers/{customerId}/agreements`
   * Nothing can be bought before. Confirming the same contact twice is refused (600061).
   * Safe to repeat: all tries carry one MS-RequestId, and Partner Center does it once.
   * Source: Partner Center developer documentation: confirm-customer-consent-customer-agreement
   * @throws {ApiError} with the code of Partner Center
   * @example
   * const [template] = await partnerCenter.agreements.listMetadata({ agreementType: 'MicrosoftCustomerAgreement' });
   * await partnerCenter.agreements.create(customerId, {
   *   type: 'MicrosoftCustomerAgreement', templateId: template?.templateId ?? '', dateAgreed: '2026-11-20T00:00:00Z',
   *   primaryContact: { firstName: 'Ana', lastName: 'Ruiz', email: 'ana@example.com', phoneNumber: '5112345678' },
   * });
   */
  create(customerId: string, agreement: NewAgreement, options?: RequestOptions): ApiPromise<Agreement> {
    return this.value(
      'CreateAgreement',
      path`POST /customers/${customerId}/agreements`,
      { body: agreement },
      options,
    );
  }

  /**
   * Tells whether the customer signed the agreement with Microsoft itself.
   * `GET /v1/customers/{customerId}/directSignedMicrosoftCustomerAgreementStatus`
   * Source: Partner Center developer documentation: get-direct-sign-status-of-customer-agreement
   * @throws {ApiError} with the code of Partner Center
   */
  getDirectSignedStatus(
    customerId: string,
    options?: RequestOptions,
  ): ApiPromise<DirectSignedCustomerAgreementStatus> {
    return this.value(
      'GetDirectSignedStatus',
      path`GET /customers/${customerId}/directSignedMicrosoftCustomerAgreementStatus`,
      {},
      options,
    );
  }
}

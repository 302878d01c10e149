import type { Company, CompanyAccount, CompanyUpdate } from '../../../generated/icp.gen.ts';
import type { ApiPromise } from '../../../http/api-client.ts';
import type { RequestOptions } from '../../../http/request-options.ts';
import { Resource } from '../resource.ts';

/** Customer companies below a reseller. Source of all operations: openapi/icp.yaml. */
export class Companies extends Resource {
  /**
   * Creates a customer company below a reseller.
   * `POST /CreateCompany`
   * Not idempotent: two calls make two companies. The new company has an AccountId and another, separate Numeric ID.
   * Never repeated by itself: an error with `mayHaveApplied` asks to look first.
   * @throws {ApiError} with the message of the platform
   */
  create(companyAccount: CompanyAccount, options?: RequestOptions): ApiPromise<Company> {
    return this.write('CreateCompany', { companyAccount }, options);
  }

  /**
   * Changes a company.
   * `POST /UpdateCompany`
   * Refuses reseller accounts. Address, city, zip, name, domains and e-mail must always be sent.
   * Never repeated by itself: an error with `mayHaveApplied` asks to look first.
   * @throws {ApiError} with the message of the platform
   */
  update(company: CompanyUpdate, options?: RequestOptions): ApiPromise<void> {
    return this.write('UpdateCompany', { company }, options);
  }

  /**
   * Reads a company.
   * `POST /GetCompany`
   * Answers a list with one element; without accountId the own company.
   * @throws {ApiError} with the message of the platform
   */
  get(accountId?: number, options?: RequestOptions): ApiPromise<Company[]> {
    return this.read('GetCompany', { accountId }, options);
  }

  /**
   * Lists the companies directly below an account.
   * `POST /GetCompanies`
   * First level only, and whole: nothing is paged.
   * @throws {ApiError} with the message of the platform
   * @example
   * const customers = await icp.companies.list(281001);
   */
  list(parentAccountId?: number, options?: RequestOptions): ApiPromise<Company[]> {
    return this.read('GetCompanies', { parentAccountId }, options);
  }

  /**
   * Finds companies by tax id.
   * `POST /GetCompanyByVatId`
   * Answers an empty list when there is none.
   * @throws {ApiError} with the message of the platform
   */
  findByVatId(vatId: string, options?: RequestOptions): ApiPromise<Company[]> {
    return this.read('GetCompanyByVatId', { vatId }, options);
  }
}

import type { Department, DepartmentAccount, DepartmentUpdate } from '../../../generated/icp.gen.ts';
import type { ApiPromise } from '../../../http/api-client.ts';
import type { RequestOptions } from '../../../http/request-options.ts';
import { Resource } from '../resource.ts';

/** Departments of a company. Source of all operations: openapi/icp.yaml. */
export class Departments extends Resource {
  /**
   * Creates a department of a company.
   * `POST /CreateDepartment`
   * Not idempotent.
   * Never repeated by itself: an error with `mayHaveApplied` asks to look first.
   * @throws {ApiError} with the message of the platform
   */
  create(departmentAccount: DepartmentAccount, options?: RequestOptions): ApiPromise<Department> {
    return this.write('CreateDepartment', { departmentAccount }, options);
  }

  /**
   * Changes a department.
   * `POST /UpdateDepartment`
   * Only what is sent changes.
   * Never repeated by itself: an error with `mayHaveApplied` asks to look first.
   * @throws {ApiError} with the message of the platform
   */
  update(department: DepartmentUpdate, options?: RequestOptions): ApiPromise<void> {
    return this.write('UpdateDepartment', { department }, options);
  }

  /**
   * Reads a department.
   * `POST /GetDepartment`
   * One object, unlike GetCompany.
   * @throws {ApiError} with the message of the platform
   */
  get(accountId: number, options?: RequestOptions): ApiPromise<Department> {
    return this.read('GetDepartment', { accountId }, options);
  }

  /**
   * Lists the departments directly below a company.
   * `POST /GetDepartments`
   * First level only.
   * @throws {ApiError} with the message of the platform
   */
  list(parentAccountId: number, options?: RequestOptions): ApiPromise<Department[]> {
    return this.read('GetDepartments', { parentAccountId }, options);
  }
}

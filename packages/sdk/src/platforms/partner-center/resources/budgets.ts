import type { SpendingBudget } from '../../../generated/partner-center.gen.ts';
import type { ApiPromise } from '../../../http/api-client.ts';
import { path } from '../../../http/path.ts';
import type { RequestOptions } from '../../../http/request-options.ts';
import { Resource } from '../resource.ts';

/** What Azure may cost a customer in a month, as advice. */
export class Budgets extends Resource {
  /**
   * Reads a customer's spending budget for Azure.
   * `GET /v1/customers/{customerId}/usagebudget`
   * Without an amount where none is set. In US dollars where the customer has an Azure plan.
   * Source: Partner Center developer documentation: get-a-customer-s-usage-spending-budget
   * @throws {ApiError} with the code of Partner Center
   * @example
   * const { amount } = await partnerCenter.budgets.get(customerId);
   */
  get(customerId: string, options?: RequestOptions): ApiPromise<SpendingBudget> {
    return this.value('GetUsageBudget', path`GET /customers/${customerId}/usagebudget`, {}, options);
  }

  /**
   * Sets a customer's spending budget for Azure.
   * `PATCH /v1/customers/{customerId}/usagebudget`
   * Advice only: Azure is never stopped. An amount of null takes the budget away, which has no public source.
   * Safe to repeat: all tries carry one MS-RequestId, and Partner Center does it once.
   * Source: Partner Center developer documentation: update-a-customer-s-usage-spending-budget
   * @throws {ApiError} with the code of Partner Center
   * @example
   * await partnerCenter.budgets.set(customerId, 500);
   */
  set(customerId: string, amount: number | null, options?: RequestOptions): ApiPromise<SpendingBudget> {
    return this.value(
      'UpdateUsageBudget',
      path`PATCH /customers/${customerId}/usagebudget`,
      { body: { amount, attributes: { objectType: 'SpendingBudget' } } },
      options,
    );
  }
}

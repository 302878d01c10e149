import type { ServicePlan, ServicePlanDetailed } from '../../../generated/ingram.gen.ts';
import type { ApiPromise } from '../../../http/api-client.ts';
import type { PagePromise } from '../../../http/paging.ts';
import { path } from '../../../http/path.ts';
import type { RequestOptions } from '../../../http/request-options.ts';
import { type PageParams, Resource } from '../resource.ts';

/** Service plans: what is offered as one subscription. */
export class Plans extends Resource {
  /**
   * Lists service plans, page by page.
   * `GET /plans`
   * Source: public contract of the API
   * @throws {ApiError} with the message of the platform
   */
  list(params: PageParams = {}, options?: RequestOptions): PagePromise<ServicePlan> {
    return this.pages('getServicePlans', 'GET /plans', params, options);
  }

  /**
   * Reads a service plan, with the changes of plan and period that it allows.
   * `GET /plans/{id}`
   * planId of a switch is a number here; an order wants it as a string.
   * Source: public contract of the API
   * @throws {NotFoundError} when there is none
   * @example
   * const { planSwitches = [] } = await ingram.plans.get('10005');
   * for (const { planId, whenEffective } of planSwitches) console.log(planId, whenEffective);
   */
  get(planId: string | number, options?: RequestOptions): ApiPromise<ServicePlanDetailed> {
    return this.value('getServicePlanById', path`GET /plans/${planId}`, {}, options);
  }
}

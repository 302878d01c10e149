import type {
  FraudEvent,
  FraudEventStatus,
  FraudEventStatusUpdate,
} from '../../../generated/partner-center.gen.ts';
import type { ApiPromise } from '../../../http/api-client.ts';
import { path } from '../../../http/path.ts';
import type { RequestOptions } from '../../../http/request-options.ts';
import { Resource } from '../resource.ts';

const headers = { 'X-NewEventsModel': 'true' };

/** Misuse that Microsoft saw in Azure subscriptions. */
export class FraudEvents extends Resource {
  /**
   * Lists what Microsoft saw of misuse in Azure subscriptions.
   * `GET /v1/fraudEvents`
   * In the new model: all types of events, with severity and affected resources. Pages are counted from 1.
   * App+User only.
   * Source: Partner Center developer documentation: get-fraud-events
   * @throws {ApiError} with the code of Partner Center
   * @example
   * const open = await partnerCenter.fraudEvents.list({ EventStatus: 'Active' });
   */
  list(
    params: {
      EventStatus?: FraudEventStatus;
      SubscriptionId?: string;
      EventType?: string;
      PageSize?: number;
      PageNumber?: number;
    } = {},
    options?: RequestOptions,
  ): ApiPromise<FraudEvent[]> {
    return this.items('ListFraudEvents', path`GET /fraudEvents`, { params, headers }, options);
  }

  /**
   * Says what became of fraud events of an Azure subscription.
   * `POST /v1/fraudEvents/subscription/{azureSubscriptionId}/status`
   * A label only: it stops nothing, cancel the Azure subscription for that. Without `EventIds` all of its events get it.
   * App+User only.
   * Safe to repeat: all tries carry one MS-RequestId, and Partner Center does it once.
   * Source: Partner Center developer documentation: update-fraud-events-status
   * @throws {ApiError} with the code of Partner Center
   */
  updateStatus(
    azureSubscriptionId: string,
    update: FraudEventStatusUpdate,
    options?: RequestOptions,
  ): ApiPromise<FraudEvent[]> {
    return this.items(
      'UpdateFraudEventStatus',
      path`POST /fraudEvents/subscription/${azureSubscriptionId}/status`,
      { body: { EventIds: [], ...update }, headers },
      options,
    );
  }
}

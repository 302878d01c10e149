import type {
  CustomTermEndDate,
  Overage,
  Subscription,
  SubscriptionUpdate,
  SupportContact,
} from '../../../generated/partner-center.gen.ts';
import type { ApiPromise } from '../../../http/api-client.ts';
import { ConflictError } from '../../../http/errors/conflict-error.ts';
import type { PagePromise } from '../../../http/paging.ts';
import { path } from '../../../http/path.ts';
import type { RequestOptions } from '../../../http/request-options.ts';
import { asNewCall } from '../resource.ts';
import { SubscriptionTransitions } from './subscription-transitions.ts';

/** Fields to change, or a function that makes them from the subscription as it is. Instructions are removed by null. */
export type SubscriptionChange = SubscriptionUpdate | ((current: Subscription) => SubscriptionUpdate);

const repeatsOfStale = 3;

/** Subscriptions of a customer: quantity, term, renewal, end. */
export class Subscriptions extends SubscriptionTransitions {
  /**
   * Lists the subscriptions of a customer.
   * `GET /v1/customers/{customerId}/subscriptions`
   * Not paged; those of a reseller come by `listByPartner`. 500 calls a minute for each customer.
   * Source: Partner Center developer documentation: get-all-of-a-customer-s-subscriptions
   * @throws {ApiError} with the code of Partner Center
   * @example
   * const subscriptions = await partnerCenter.subscriptions.list(customerId);
   */
  list(
    customerId: string,
    params: { order_id?: string } = {},
    options?: RequestOptions,
  ): ApiPromise<Subscription[]> {
    return this.items(
      'ListSubscriptions',
      path`GET /customers/${customerId}/subscriptions`,
      { params },
      options,
    );
  }

  /**
   * Lists the days that a first term can end on.
   * `GET /v1/customers/{customerId}/subscriptions/customTermEndDates`
   * A bare array on the wire.
   * Source: Partner Center developer documentation: custom-term-end-dates
   * @throws {ApiError} with the code of Partner Center
   * @example
   * const dates = await partnerCenter.subscriptions.listCustomTermEndDates(customerId, { term_duration: 'P1Y' });
   */
  listCustomTermEndDates(
    customerId: string,
    params: { term_duration?: string; term_start_date?: string; target_coterm_subscription_id?: string } = {},
    options?: RequestOptions,
  ): ApiPromise<CustomTermEndDate[]> {
    return this.items(
      'ListCustomTermEndDates',
      path`GET /customers/${customerId}/subscriptions/customTermEndDates`,
      { params },
      options,
    );
  }

  /**
   * Tells who pays for overage.
   * `GET /v1/customers/{customerId}/subscriptions/overage`
   * Source: Partner Center developer documentation: get-subscription-overage
   * @throws {ApiError} with the code of Partner Center
   */
  listOverage(customerId: string, options?: RequestOptions): ApiPromise<Overage[]> {
    return this.items('GetOverage', path`GET /customers/${customerId}/subscriptions/overage`, {}, options);
  }

  /**
   * Sets who pays for overage.
   * `PUT /v1/customers/{customerId}/subscriptions/overage`
   * Safe to repeat: all tries carry one MS-RequestId, and Partner Center does it once.
   * Source: Partner Center developer documentation: update-subscription-overage
   * @throws {ApiError} with the code of Partner Center
   */
  updateOverage(customerId: string, overage: Overage, options?: RequestOptions): ApiPromise<Overage> {
    return this.value(
      'UpdateOverage',
      path`PUT /customers/${customerId}/subscriptions/overage`,
      { body: overage },
      options,
    );
  }

  /**
   * Reads a subscription.
   * `GET /v1/customers/{customerId}/subscriptions/{subscriptionId}`
   * Source: Partner Center developer documentation: get-a-subscription-by-id
   * @throws {ApiError} with the code of Partner Center
   * @example
   * const { quantity, refundableQuantity } = await partnerCenter.subscriptions.get(customerId, subscriptionId);
   */
  get(customerId: string, subscriptionId: string, options?: RequestOptions): ApiPromise<Subscription> {
    return this.value(
      'GetSubscription',
      path`GET /customers/${customerId}/subscriptions/${subscriptionId}`,
      {},
      options,
    );
  }

  /**
   * Sends a changed subscription back.
   * `PATCH /v1/customers/{customerId}/subscriptions/{subscriptionId}`
   * What is left out is reset: auto-renew is turned off, scheduled changes are deleted. Use `update`, which reads first.
   * Safe to repeat: all tries carry one MS-RequestId, and Partner Center does it once.
   * Source: Partner Center developer documentation: update-a-subscription-by-id
   * @throws {ApiError} with the code of Partner Center
   * @example
   * const subscription = await partnerCenter.subscriptions.get(customerId, subscriptionId);
   * await partnerCenter.subscriptions.patch(customerId, subscriptionId, { ...subscription, friendlyName: 'Lima' }, { etag: subscription.attributes?.etag ?? '' });
   */
  patch(
    customerId: string,
    subscriptionId: string,
    subscription: SubscriptionUpdate,
    params: { etag?: string } = {},
    options?: RequestOptions,
  ): ApiPromise<Subscription> {
    return this.value(
      'UpdateSubscription',
      path`PATCH /customers/${customerId}/subscriptions/${subscriptionId}`,
      { body: subscription, ...params },
      options,
    );
  }

  /**
   * Lists the add-ons of a legacy subscription.
   * `GET /v1/customers/{customerId}/subscriptions/{subscriptionId}/addons`
   * Source: Partner Center developer documentation: get-a-list-of-add-ons-for-a-subscription
   * @deprecated Of legacy commerce, or withdrawn by Microsoft.
   * @throws {ApiError} with the code of Partner Center
   */
  listAddons(
    customerId: string,
    subscriptionId: string,
    options?: RequestOptions,
  ): ApiPromise<Subscription[]> {
    return this.items(
      'ListSubscriptionAddons',
      path`GET /customers/${customerId}/subscriptions/${subscriptionId}/addons`,
      {},
      options,
    );
  }

  /**
   * Reads who supports a subscription.
   * `GET /v1/customers/{customerId}/subscriptions/{subscriptionId}/supportcontact`
   * App+User only.
   * Source: Partner Center developer documentation: get-a-subscription-s-support-contact
   * @throws {ApiError} with the code of Partner Center
   */
  getSupportContact(
    customerId: string,
    subscriptionId: string,
    options?: RequestOptions,
  ): ApiPromise<SupportContact> {
    return this.value(
      'GetSupportContact',
      path`GET /customers/${customerId}/subscriptions/${subscriptionId}/supportcontact`,
      {},
      options,
    );
  }

  /**
   * Sets who supports a subscription.
   * `PUT /v1/customers/{customerId}/subscriptions/{subscriptionId}/supportcontact`
   * It must be one of the partner's resellers.
   * App+User only.
   * Safe to repeat: all tries carry one MS-RequestId, and Partner Center does it once.
   * Source: Partner Center developer documentation: update-a-subscription-s-support-contact
   * @throws {ApiError} with the code of Partner Center
   */
  updateSupportContact(
    customerId: string,
    subscriptionId: string,
    supportContact: SupportContact,
    options?: RequestOptions,
  ): ApiPromise<SupportContact> {
    return this.value(
      'UpdateSupportContact',
      path`PUT /customers/${customerId}/subscriptions/${subscriptionId}/supportcontact`,
      { body: supportContact },
      options,
    );
  }

  /**
   * Lists the subscriptions of a customer that a reseller is on record for, page by page.
   * `GET /v1/customers/{customerId}/subscriptions?mpn_id=`
   * Source: Partner Center developer documentation: get-all-subscriptions-by-partner
   * @throws {ApiError} with the code of Partner Center
   * @example
   * for await (const subscription of partnerCenter.subscriptions.listByPartner(customerId, '6395965', { size: 100 })) console.log(subscription.id);
   */
  listByPartner(
    customerId: string,
    mpnId: string,
    params: { offset?: number; size?: number } = {},
    options?: RequestOptions,
  ): PagePromise<Subscription> {
    return this.index(
      'ListSubscriptions',
      path`GET /customers/${customerId}/subscriptions`,
      { mpn_id: mpnId, ...params },
      options,
    );
  }

  /**
   * Changes a subscription: reads it, applies the change, sends the whole back.
   * `GET` and `PATCH /v1/customers/{customerId}/subscriptions/{subscriptionId}`
   * What the change does not name stays: auto-renew and scheduled changes too, which `patch` would reset. When somebody else was faster, it starts anew, up to three times; a function is then asked again.
   * Safe to repeat: all tries of the PATCH carry one MS-RequestId and the version that was read.
   * Source: Partner Center developer documentation: update-a-subscription-by-id
   * @throws {ConflictError} when somebody else was faster each time, or an earlier change is not finished
   * @example
   * await partnerCenter.subscriptions.update(customerId, subscriptionId, { quantity: 12 });
   * await partnerCenter.subscriptions.update(customerId, subscriptionId, { scheduledNextTermInstructions: null });
   * await partnerCenter.subscriptions.update(customerId, subscriptionId, ({ quantity }) => ({ quantity: quantity + 1 }));
   */
  async update(
    customerId: string,
    subscriptionId: string,
    change: SubscriptionChange,
    options: RequestOptions = {},
  ): Promise<Subscription> {
    const each = asNewCall(options);
    for (let repeats = 0; ; repeats += 1) {
      const current = await this.get(customerId, subscriptionId, each);
      const asked = typeof change === 'function' ? change(structuredClone(current)) : change;
      // What is undefined would be left out on the wire, which resets it.
      const changed = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
      const { etag } = current.attributes ?? {};
      try {
        return await this.patch(
          customerId,
          subscriptionId,
          { ...current, ...changed },
          etag === undefined ? {} : { etag },
          repeats === 0 ? options : each,
        );
      } catch (error) {
        if (!(error instanceof ConflictError) || error.code !== '2055' || repeats === repeatsOfStale)
          throw error;
        // A try whose answer was lost may be what changed the version: a function would add to what is done already.
        const lost = error.attempts.some(({ outcome }) => typeof outcome === 'string' || outcome >= 500);
        if (lost && typeof change === 'function') throw error;
      }
    }
  }
}

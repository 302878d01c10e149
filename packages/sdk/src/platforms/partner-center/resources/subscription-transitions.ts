import type {
  Conversion,
  ConversionResult,
  NewTransition,
  Transition,
  TransitionEligibility,
  Upgrade,
  UpgradeResult,
} from '../../../generated/partner-center.gen.ts';
import type { ApiPromise } from '../../../http/api-client.ts';
import { path } from '../../../http/path.ts';
import type { RequestOptions } from '../../../http/request-options.ts';
import { partialFailure, readConversion, readUpgrade, transitionFailures } from '../embedded-failures.ts';
import type { WaitOptions } from '../wait-options.ts';
import { SubscriptionProvisioning } from './subscription-provisioning.ts';

const ended: readonly unknown[] = ['completed', 'failed'];

/** Whether all steps are over; where licences move too, that is a step of its own which begins later. */
function isOver(transition: Transition | undefined): boolean {
  const steps = new Map<string, boolean>();
  for (const { name = '', status } of transition?.events ?? []) {
    const state = status?.trim().toLowerCase();
    if (state === 'failed') return true;
    const step = name.trim().toLowerCase();
    steps.set(step, steps.get(step) || ended.includes(state));
  }
  const expected = transition?.transitionType?.toLowerCase() === 'transition_with_license_transfer' ? 2 : 1;
  return steps.size >= expected && [...steps.values()].every(Boolean);
}

/** What a subscription can become: upgrades of new and of legacy commerce, conversions of trials. */
export class SubscriptionTransitions extends SubscriptionProvisioning {
  /**
   * Lists what a legacy trial can become.
   * `GET /v1/customers/{customerId}/subscriptions/{subscriptionId}/conversions`
   * App+User only.
   * Source: Partner Center developer documentation: get-a-list-of-trial-conversion-offers
   * @deprecated Of legacy commerce, or withdrawn by Microsoft.
   * @throws {ApiError} with the code of Partner Center
   */
  listConversions(
    customerId: string,
    subscriptionId: string,
    options?: RequestOptions,
  ): ApiPromise<Conversion[]> {
    return this.items(
      'ListConversions',
      path`GET /customers/${customerId}/subscriptions/${subscriptionId}/conversions`,
      {},
      options,
    );
  }

  /**
   * Turns a legacy trial into a paid subscription.
   * `POST /v1/customers/{customerId}/subscriptions/{subscriptionId}/conversions`
   * The id stays. An error comes inside the 200: the SDK throws a PartialFailureError.
   * App+User only.
   * Safe to repeat: all tries carry one MS-RequestId, and Partner Center does it once.
   * Source: Partner Center developer documentation: convert-a-trial-subscription-to-paid
   * @deprecated Of legacy commerce, or withdrawn by Microsoft.
   * @throws {PartialFailureError} when the trial was not converted
   */
  convert(
    customerId: string,
    subscriptionId: string,
    conversion: Conversion,
    options?: RequestOptions,
  ): ApiPromise<ConversionResult> {
    return this.value(
      'CreateConversion',
      path`POST /customers/${customerId}/subscriptions/${subscriptionId}/conversions`,
      { body: conversion, read: readConversion },
      options,
    );
  }

  /**
   * Lists what a legacy subscription can be upgraded to.
   * `GET /v1/customers/{customerId}/subscriptions/{subscriptionId}/upgrades`
   * Source: Partner Center developer documentation: transition-a-subscription
   * @deprecated Of legacy commerce, or withdrawn by Microsoft.
   * @throws {ApiError} with the code of Partner Center
   */
  listUpgrades(customerId: string, subscriptionId: string, options?: RequestOptions): ApiPromise<Upgrade[]> {
    return this.items(
      'ListUpgrades',
      path`GET /customers/${customerId}/subscriptions/${subscriptionId}/upgrades`,
      {},
      options,
    );
  }

  /**
   * Upgrades a legacy subscription.
   * `POST /v1/customers/{customerId}/subscriptions/{subscriptionId}/upgrades`
   * Errors come inside the 200: the SDK throws a PartialFailureError.
   * Safe to repeat: all tries carry one MS-RequestId, and Partner Center does it once.
   * Source: Partner Center developer documentation: transition-a-subscription
   * @deprecated Of legacy commerce, or withdrawn by Microsoft.
   * @throws {PartialFailureError} when the upgrade, or the licence of a user, failed: its `result` says what was done
   */
  upgrade(
    customerId: string,
    subscriptionId: string,
    upgrade: Upgrade,
    options?: RequestOptions,
  ): ApiPromise<UpgradeResult> {
    return this.value(
      'CreateUpgrade',
      path`POST /customers/${customerId}/subscriptions/${subscriptionId}/upgrades`,
      { body: upgrade, read: readUpgrade },
      options,
    );
  }

  /**
   * Lists what a subscription can be upgraded to.
   * `GET /v1/customers/{customerId}/subscriptions/{subscriptionId}/transitionEligibilities`
   * Now, or at the renewal with `eligibilityType: scheduled`.
   * Source: Partner Center developer documentation: transition-a-new-commerce-subscription
   * @throws {ApiError} with the code of Partner Center
   * @example
   * const targets = await partnerCenter.subscriptions.listTransitionEligibilities(customerId, subscriptionId, { eligibilityType: 'immediate' });
   */
  listTransitionEligibilities(
    customerId: string,
    subscriptionId: string,
    params: { eligibilityType?: string } = {},
    options?: RequestOptions,
  ): ApiPromise<TransitionEligibility[]> {
    return this.items(
      'ListTransitionEligibilities',
      path`GET /customers/${customerId}/subscriptions/${subscriptionId}/transitionEligibilities`,
      { params },
      options,
    );
  }

  /**
   * Upgrades a subscription, whole or some of its seats.
   * `POST /v1/customers/{customerId}/subscriptions/{subscriptionId}/transitions`
   * Goes on after the answer; follow it with `listTransitions`. It cannot be undone and opens no cancellation window.
   * Safe to repeat: all tries carry one MS-RequestId, and Partner Center does it once.
   * Source: Partner Center developer documentation: transition-a-new-commerce-subscription
   * @throws {ApiError} with the code of Partner Center
   */
  transition(
    customerId: string,
    subscriptionId: string,
    transition: NewTransition,
    options?: RequestOptions,
  ): ApiPromise<Transition> {
    return this.value(
      'CreateTransition',
      path`POST /customers/${customerId}/subscriptions/${subscriptionId}/transitions`,
      { body: transition },
      options,
    );
  }

  /**
   * Lists the upgrades of a subscription.
   * `GET /v1/customers/{customerId}/subscriptions/{subscriptionId}/transitions`
   * New commerce only.
   * Source: Partner Center developer documentation: get-transitions
   * @throws {ApiError} with the code of Partner Center
   */
  listTransitions(
    customerId: string,
    subscriptionId: string,
    params: { operationId?: string } = {},
    options?: RequestOptions,
  ): ApiPromise<Transition[]> {
    return this.items(
      'ListTransitions',
      path`GET /customers/${customerId}/subscriptions/${subscriptionId}/transitions`,
      { params },
      options,
    );
  }

  /**
   * Waits until an upgrade that `transition` began has come to its end.
   * Source: Partner Center developer documentation: get-transitions
   * @throws {TimeoutError} when it takes longer than `totalTimeoutMs`, 15 minutes by default
   * @throws {PartialFailureError} when a step of it failed: the seats may have moved all the same
   * @example
   * const [eligible] = await partnerCenter.subscriptions.listTransitionEligibilities(customerId, subscriptionId);
   * const { operationId } = await partnerCenter.subscriptions.transition(customerId, subscriptionId, { toCatalogItemId: eligible?.catalogItemId ?? '', quantity: 5 });
   * await partnerCenter.subscriptions.waitForTransition(customerId, subscriptionId, operationId);
   */
  async waitForTransition(
    customerId: string,
    subscriptionId: string,
    operationId: string,
    options: WaitOptions<Transition | undefined> = {},
  ): Promise<Transition> {
    const found = await this.until<Transition | undefined>(
      {
        what: `Transition ${operationId}`,
        check: async (each) =>
          (await this.listTransitions(customerId, subscriptionId, { operationId }, each)).find(
            (one) => one.operationId === operationId,
          ),
        isDone: isOver,
      },
      { intervalMs: 5_000, ...options },
    );
    const transition = found as Transition;
    const failures = transitionFailures(transition);
    if (failures.length > 0)
      throw partialFailure(transition, failures, {
        platform: 'partner-center',
        operation: 'ListTransitions',
      });
    return transition;
  }
}

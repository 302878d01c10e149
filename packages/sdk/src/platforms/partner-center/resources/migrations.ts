import type {
  NewCommerceEligibility,
  NewCommerceMigration,
  NewCommerceMigrationEvent,
  NewCommerceMigrationSchedule,
  NewMigration,
  NewMigrationSchedule,
} from '../../../generated/partner-center.gen.ts';
import type { ApiPromise } from '../../../http/api-client.ts';
import type { PagePromise } from '../../../http/paging.ts';
import { path } from '../../../http/path.ts';
import type { RequestOptions } from '../../../http/request-options.ts';
import { Resource } from '../resource.ts';
import type { WaitOptions } from '../wait-options.ts';

/** Migrations of subscriptions from legacy to new commerce. */
export class Migrations extends Resource {
  /**
   * Tells whether a legacy subscription can move to new commerce.
   * `POST /v1/customers/{customerId}/migrations/newcommerce/validate`
   * 450 calls in five minutes for each customer.
   * Source: Partner Center developer documentation: validate-subscription-for-migration
   * @throws {ApiError} with the code of Partner Center
   * @example
   * const { isEligible, errors } = await partnerCenter.migrations.validate(customerId, { currentSubscriptionId: subscriptionId });
   */
  validate(
    customerId: string,
    migration: NewMigration,
    options?: RequestOptions,
  ): ApiPromise<NewCommerceEligibility> {
    return this.value(
      'ValidateMigration',
      path`POST /customers/${customerId}/migrations/newcommerce/validate`,
      { body: migration, effect: 'read' },
      options,
    );
  }

  /**
   * Moves a legacy subscription to new commerce.
   * `POST /v1/customers/{customerId}/migrations/newcommerce`
   * Goes on after the answer; `migrations.wait` follows it. It cannot be undone. 100 calls in five minutes.
   * Safe to repeat: all tries carry one MS-RequestId, and Partner Center does it once.
   * Source: Partner Center developer documentation: create-migration
   * @throws {ApiError} with the code of Partner Center
   */
  create(
    customerId: string,
    migration: NewMigration,
    options?: RequestOptions,
  ): ApiPromise<NewCommerceMigration> {
    return this.value(
      'CreateMigration',
      path`POST /customers/${customerId}/migrations/newcommerce`,
      { body: migration },
      options,
    );
  }

  /**
   * Reads a migration.
   * `GET /v1/customers/{customerId}/migrations/newcommerce/{migrationId}`
   * Source: Partner Center developer documentation: get-new-commerce-migration
   * @throws {ApiError} with the code of Partner Center
   */
  get(customerId: string, migrationId: string, options?: RequestOptions): ApiPromise<NewCommerceMigration> {
    return this.value(
      'GetMigration',
      path`GET /customers/${customerId}/migrations/newcommerce/${migrationId}`,
      {},
      options,
    );
  }

  /**
   * Finds migrations, page by page.
   * `GET /v1/migrations/newcommerce`
   * At least one filter.
   * Source: Partner Center developer documentation: query-migrated-subscriptions
   * @throws {ApiError} with the code of Partner Center
   * @example
   * for await (const migration of partnerCenter.migrations.list({ CustomerTenantId: customerId })) console.log(migration.status);
   */
  list(
    params: {
      CustomerTenantId?: string;
      CurrentSubscriptionId?: string;
      ExternalReferenceId?: string;
      PageSize?: number;
    },
    options?: RequestOptions,
  ): PagePromise<NewCommerceMigration> {
    return this.seek('ListMigrations', path`GET /migrations/newcommerce`, params, options, (token) => ({
      params: { ...params, ContinuationToken: token },
    }));
  }

  /**
   * Lists what happened to migrations.
   * `GET /v1/customers/{customerId}/migrations/newcommerce/events`
   * A bare array on the wire.
   * Source: Partner Center developer documentation: get-migration-events
   * @throws {ApiError} with the code of Partner Center
   */
  listEvents(
    customerId: string,
    params: { migration_id?: string; current_subscription_id?: string } = {},
    options?: RequestOptions,
  ): ApiPromise<NewCommerceMigrationEvent[]> {
    return this.items(
      'ListMigrationEvents',
      path`GET /customers/${customerId}/migrations/newcommerce/events`,
      { params },
      options,
    );
  }

  /**
   * Plans a migration for a day, or for the renewal.
   * `POST /v1/customers/{customerId}/migrations/newcommerce/schedules`
   * `targetDate` or `migrateOnRenewal`, not both.
   * Safe to repeat: all tries carry one MS-RequestId, and Partner Center does it once.
   * Source: Partner Center developer documentation: schedule-a-new-commerce-migration
   * @throws {ApiError} with the code of Partner Center
   */
  schedule(
    customerId: string,
    schedule: NewMigrationSchedule,
    options?: RequestOptions,
  ): ApiPromise<NewCommerceMigrationSchedule> {
    return this.value(
      'CreateMigrationSchedule',
      path`POST /customers/${customerId}/migrations/newcommerce/schedules`,
      { body: schedule },
      options,
    );
  }

  /**
   * Reads a planned migration.
   * `GET /v1/customers/{customerId}/migrations/newcommerce/schedules/{scheduleId}`
   * Source: Partner Center developer documentation: get-a-new-commerce-migration-schedule
   * @throws {ApiError} with the code of Partner Center
   */
  getSchedule(
    customerId: string,
    scheduleId: string,
    options?: RequestOptions,
  ): ApiPromise<NewCommerceMigrationSchedule> {
    return this.value(
      'GetMigrationSchedule',
      path`GET /customers/${customerId}/migrations/newcommerce/schedules/${scheduleId}`,
      {},
      options,
    );
  }

  /**
   * Changes a planned migration.
   * `PUT /v1/customers/{customerId}/migrations/newcommerce/schedules/{scheduleId}`
   * Before its day.
   * Safe to repeat: all tries carry one MS-RequestId, and Partner Center does it once.
   * Source: Partner Center developer documentation: update-a-new-commerce-migration-schedule
   * @throws {ApiError} with the code of Partner Center
   */
  updateSchedule(
    customerId: string,
    scheduleId: string,
    schedule: NewMigrationSchedule,
    options?: RequestOptions,
  ): ApiPromise<NewCommerceMigrationSchedule> {
    return this.value(
      'UpdateMigrationSchedule',
      path`PUT /customers/${customerId}/migrations/newcommerce/schedules/${scheduleId}`,
      { body: schedule },
      options,
    );
  }

  /**
   * Finds planned migrations.
   * `GET /v1/migrations/newcommerce/schedules`
   * At least one filter. A bare array on the wire.
   * Source: Partner Center developer documentation: get-a-new-commerce-migration-schedule
   * @throws {ApiError} with the code of Partner Center
   */
  listSchedules(
    params: { CustomerTenantId?: string; CurrentSubscriptionId?: string; ExternalReferenceId?: string } = {},
    options?: RequestOptions,
  ): ApiPromise<NewCommerceMigrationSchedule[]> {
    return this.items(
      'ListMigrationSchedules',
      path`GET /migrations/newcommerce/schedules`,
      { params },
      options,
    );
  }

  /**
   * Calls a planned migration off.
   * `POST /v1/customers/{customerId}/migrations/newcommerce/schedules/{scheduleId}/cancel`
   * Safe to repeat: all tries carry one MS-RequestId, and Partner Center does it once.
   * Source: Partner Center developer documentation: cancel-a-new-commerce-migration-schedule
   * @throws {ApiError} with the code of Partner Center
   */
  cancelSchedule(
    customerId: string,
    scheduleId: string,
    options?: RequestOptions,
  ): ApiPromise<NewCommerceMigrationSchedule> {
    return this.value(
      'CancelMigrationSchedule',
      path`POST /customers/${customerId}/migrations/newcommerce/schedules/${scheduleId}/cancel`,
      {},
      options,
    );
  }

  /**
   * Waits until a migration is over.
   * Source: Partner Center developer documentation: get-new-commerce-migration
   * @throws {TimeoutError} when it takes longer than `totalTimeoutMs`, 15 minutes by default
   * @throws {ApiError} when it failed
   * @example
   * const { id } = await partnerCenter.migrations.create(customerId, { currentSubscriptionId: subscriptionId });
   * const { newCommerceSubscriptionId } = await partnerCenter.migrations.wait(customerId, id);
   */
  async wait(
    customerId: string,
    migrationId: string,
    options: WaitOptions<NewCommerceMigration> = {},
  ): Promise<NewCommerceMigration> {
    const migration = await this.until(
      {
        what: `Migration ${migrationId}`,
        check: (each) => this.get(customerId, migrationId, each),
        isDone: ({ status }) => ['completed', 'failed'].includes(status.toLowerCase()),
      },
      { intervalMs: 5_000, ...options },
    );
    if (migration.status.toLowerCase() === 'failed')
      throw this.failed(
        'GetMigration',
        `Migration ${migrationId} failed.`,
        'Read its events: migrations.listEvents.',
      );
    return migration;
  }
}

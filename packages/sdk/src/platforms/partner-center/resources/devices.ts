import type {
  BatchUploadDetails,
  ConfigurationPolicy,
  ConfigurationPolicyUpdate,
  Device,
  DeviceBatch,
  DevicePolicyUpdateRequest,
  DeviceUpdate,
  NewConfigurationPolicy,
  NewDevice,
  NewDeviceBatch,
} from '../../../generated/partner-center.gen.ts';
import type { ApiPromise } from '../../../http/api-client.ts';
import type { PagePromise } from '../../../http/paging.ts';
import { path } from '../../../http/path.ts';
import type { RequestOptions } from '../../../http/request-options.ts';
import { Resource } from '../resource.ts';
import type { WaitOptions } from '../wait-options.ts';

/** A customer's devices and the policies they start with (Autopilot). */
export class Devices extends Resource {
  /**
   * Lists the configuration policies of a customer.
   * `GET /v1/customers/{customerId}/policies`
   * Source: Partner Center developer documentation: get-a-list-of-a-customer-s-policies
   * @throws {ApiError} with the code of Partner Center
   */
  listPolicies(customerId: string, options?: RequestOptions): ApiPromise<ConfigurationPolicy[]> {
    return this.items('ListConfigurationPolicies', path`GET /customers/${customerId}/policies`, {}, options);
  }

  /**
   * Makes a configuration policy.
   * `POST /v1/customers/{customerId}/policies`
   * Answers 200 in the published sample.
   * Safe to repeat: all tries carry one MS-RequestId, and Partner Center does it once.
   * Source: Partner Center developer documentation: create-a-new-configuration-policy-for-the-specified-customer
   * @throws {ApiError} with the code of Partner Center
   * @example
   * const { id } = await partnerCenter.devices.createPolicy(customerId, { name: 'Lima', policySettings: ['skip_eula'] });
   */
  createPolicy(
    customerId: string,
    policy: NewConfigurationPolicy,
    options?: RequestOptions,
  ): ApiPromise<ConfigurationPolicy> {
    return this.value(
      'CreateConfigurationPolicy',
      path`POST /customers/${customerId}/policies`,
      { body: policy },
      options,
    );
  }

  /**
   * Reads a configuration policy.
   * `GET /v1/customers/{customerId}/policies/{policyId}`
   * Source: Partner Center developer documentation: retrieve-a-customer-s-configuration-policy
   * @throws {ApiError} with the code of Partner Center
   */
  getPolicy(customerId: string, policyId: string, options?: RequestOptions): ApiPromise<ConfigurationPolicy> {
    return this.value(
      'GetConfigurationPolicy',
      path`GET /customers/${customerId}/policies/${policyId}`,
      {},
      options,
    );
  }

  /**
   * Replaces a configuration policy.
   * `PUT /v1/customers/{customerId}/policies/{policyId}`
   * Safe to repeat: all tries carry one MS-RequestId, and Partner Center does it once.
   * Source: Partner Center developer documentation: update-a-configuration-policy-for-the-specified-customer
   * @throws {ApiError} with the code of Partner Center
   */
  updatePolicy(
    customerId: string,
    policyId: string,
    policy: ConfigurationPolicyUpdate,
    options?: RequestOptions,
  ): ApiPromise<ConfigurationPolicy> {
    return this.value(
      'UpdateConfigurationPolicy',
      path`PUT /customers/${customerId}/policies/${policyId}`,
      { body: policy },
      options,
    );
  }

  /**
   * Deletes a configuration policy.
   * `DELETE /v1/customers/{customerId}/policies/{policyId}`
   * Safe to repeat: all tries carry one MS-RequestId, and Partner Center does it once.
   * Source: Partner Center developer documentation: delete-a-configuration-policy-for-the-specified-customer
   * @throws {ApiError} with the code of Partner Center
   */
  deletePolicy(customerId: string, policyId: string, options?: RequestOptions): ApiPromise<void> {
    return this.value(
      'DeleteConfigurationPolicy',
      path`DELETE /customers/${customerId}/policies/${policyId}`,
      {},
      options,
    );
  }

  /**
   * Lists the device batches of a customer.
   * `GET /v1/customers/{customerId}/deviceBatches`
   * Source: Partner Center developer documentation: get-the-list-of-device-batches-for-the-specified-customer
   * @throws {ApiError} with the code of Partner Center
   */
  listBatches(customerId: string, options?: RequestOptions): ApiPromise<DeviceBatch[]> {
    return this.items('ListDeviceBatches', path`GET /customers/${customerId}/deviceBatches`, {}, options);
  }

  /**
   * Uploads devices as a new batch.
   * `POST /v1/customers/{customerId}/deviceBatches`
   * Goes on after the answer; `devices.wait` follows the tracking id.
   * Safe to repeat: all tries carry one MS-RequestId, and Partner Center does it once.
   * Source: Partner Center developer documentation: upload-a-list-of-devices-to-create-a-new-batch-for-the-specified-customer
   * @throws {ApiError} with the code of Partner Center
   */
  createBatch(customerId: string, batch: NewDeviceBatch, options?: RequestOptions): ApiPromise<string> {
    return this.location(
      'CreateDeviceBatch',
      path`POST /customers/${customerId}/deviceBatches`,
      { body: batch },
      options,
    );
  }

  /**
   * Lists the devices of a batch, page by page.
   * `GET /v1/customers/{customerId}/deviceBatches/{batchId}/devices`
   * 100 a page.
   * Source: Partner Center developer documentation: get-a-list-of-devices-for-the-specified-batch-and-customer
   * @throws {ApiError} with the code of Partner Center
   * @example
   * const [batch] = await partnerCenter.devices.listBatches(customerId);
   * const devices = await partnerCenter.devices.list(customerId, batch?.id ?? '').toArray({ limit: 1_000 });
   */
  list(
    customerId: string,
    batchId: string,
    params: { size?: number } = {},
    options?: RequestOptions,
  ): PagePromise<Device> {
    return this.seek(
      'ListDevices',
      path`GET /customers/${customerId}/deviceBatches/${batchId}/devices`,
      params,
      options,
    );
  }

  /**
   * Uploads devices into a batch.
   * `POST /v1/customers/{customerId}/deviceBatches/{batchId}/devices`
   * Goes on after the answer.
   * Safe to repeat: all tries carry one MS-RequestId, and Partner Center does it once.
   * Source: Partner Center developer documentation: upload-a-list-of-devices-for-the-specified-customer
   * @throws {ApiError} with the code of Partner Center
   */
  add(
    customerId: string,
    batchId: string,
    devices: NewDevice[],
    options?: RequestOptions,
  ): ApiPromise<string> {
    return this.location(
      'AddDevices',
      path`POST /customers/${customerId}/deviceBatches/${batchId}/devices`,
      { body: devices },
      options,
    );
  }

  /**
   * Changes a device.
   * `PATCH /v1/customers/{customerId}/deviceBatches/{batchId}/devices/{deviceId}`
   * Safe to repeat: all tries carry one MS-RequestId, and Partner Center does it once.
   * Source: Partner Center: route table of the .NET SDK
   * @throws {ApiError} with the code of Partner Center
   */
  update(
    customerId: string,
    batchId: string,
    deviceId: string,
    change: DeviceUpdate,
    options?: RequestOptions,
  ): ApiPromise<Device> {
    return this.value(
      'UpdateDevice',
      path`PATCH /customers/${customerId}/deviceBatches/${batchId}/devices/${deviceId}`,
      { body: change },
      options,
    );
  }

  /**
   * Deletes a device.
   * `DELETE /v1/customers/{customerId}/deviceBatches/{batchId}/devices/{deviceId}`
   * Safe to repeat: all tries carry one MS-RequestId, and Partner Center does it once.
   * Source: Partner Center developer documentation: delete-a-device-for-the-specified-customer
   * @throws {ApiError} with the code of Partner Center
   */
  delete(customerId: string, batchId: string, deviceId: string, options?: RequestOptions): ApiPromise<void> {
    return this.value(
      'DeleteDevice',
      path`DELETE /customers/${customerId}/deviceBatches/${batchId}/devices/${deviceId}`,
      {},
      options,
    );
  }

  /**
   * Assigns policies to devices.
   * `PATCH /v1/customers/{customerId}/DevicePolicyUpdates`
   * Goes on after the answer.
   * Safe to repeat: all tries carry one MS-RequestId, and Partner Center does it once.
   * Source: Partner Center developer documentation: update-a-list-of-devices-with-a-policy
   * @throws {ApiError} with the code of Partner Center
   */
  assignPolicies(
    customerId: string,
    request: DevicePolicyUpdateRequest,
    options?: RequestOptions,
  ): ApiPromise<string> {
    return this.location(
      'UpdateDevicePolicies',
      path`PATCH /customers/${customerId}/DevicePolicyUpdates`,
      { body: request },
      options,
    );
  }

  /**
   * Tells how far an upload or assignment is.
   * `GET /v1/customers/{customerId}/batchJobStatus/{trackingId}`
   * Source: Partner Center developer documentation: get-the-status-of-a-device-batch-upload
   * @throws {ApiError} with the code of Partner Center
   */
  getJob(customerId: string, trackingId: string, options?: RequestOptions): ApiPromise<BatchUploadDetails> {
    return this.value(
      'GetBatchJobStatus',
      path`GET /customers/${customerId}/batchJobStatus/${trackingId}`,
      {},
      options,
    );
  }

  /**
   * Waits until a job on devices is over: one that `createBatch`, `add` or `assignPolicies` began, by its id or the location they answered.
   * A job that finished with errors is over too: look at `devicesStatus`.
   * Source: Partner Center developer documentation: get-the-status-of-a-device-batch-upload
   * @throws {TimeoutError} when it takes longer than `totalTimeoutMs`, 15 minutes by default
   * @example
   * const job = await partnerCenter.devices.createBatch(customerId, { batchId: 'lima-2026', devices: [{ serialNumber: '1R9-ZNP67' }] });
   * const { devicesStatus } = await partnerCenter.devices.wait(customerId, job);
   */
  wait(
    customerId: string,
    trackingId: string,
    options: WaitOptions<BatchUploadDetails> = {},
  ): Promise<BatchUploadDetails> {
    const id = trackingId.split('/').at(-1) ?? '';
    return this.until(
      {
        what: `Job ${id}`,
        check: (each) => this.getJob(customerId, id, each),
        isDone: ({ status }) => status.toLowerCase().startsWith('finished'),
      },
      { intervalMs: 2_000, ...options },
    );
  }
}

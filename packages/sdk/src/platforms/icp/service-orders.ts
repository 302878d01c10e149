import type { Subscription as Service } from '../../generated/icp.gen.ts';
import { BadRequestError } from '../../http/errors/bad-request-error.ts';
import { TenantryError } from '../../http/errors/tenantry-error.ts';
import { poll } from '../../http/poller.ts';
import type { OperationOptions } from '../../operations/progress.ts';
import type { Icp } from './client.ts';
import { toSubscription } from './subscription-fields.ts';

/** The company that a service belongs to. */
export function ownerOf({ CompanyAccountId, ParentAccountId }: Service): number {
  return CompanyAccountId ?? ParentAccountId ?? 0;
}

export function refusal(code: string, message: string, solution: string): BadRequestError {
  return new BadRequestError(`icp: ${message}`, { platform: 'icp', code, solution });
}

/** What was ordered with a PurchaseOrderNumber. */
export async function orderedAs(
  icp: Icp,
  company: number,
  key: string,
  options: OperationOptions,
): Promise<Service | undefined> {
  const owned = await icp.subscriptions.list(company, {}, options);
  return owned.find((each) => each.PurchaseOrderNumber === key);
}

/** Orders once: an answer that got lost is looked for, never sent again. */
export async function orderOnce(
  icp: Icp,
  account: Parameters<Icp['subscriptions']['create']>[0],
  find: () => Promise<Service | undefined>,
  options: OperationOptions,
): Promise<number> {
  try {
    return (await icp.subscriptions.create(account, options)).AccountId;
  } catch (error) {
    if (!(error instanceof TenantryError) || !error.mayHaveApplied) throw error;
    const found = await find();
    if (!found) throw error;
    return found.AccountId;
  }
}

/** Waits while an account is pending. */
export function settled<State extends { readonly status: string }>(
  icp: Icp,
  id: number,
  toState: (service: Service) => State,
  options: OperationOptions,
): Promise<{ readonly service: Service; readonly state: State }> {
  return poll({
    environment: icp.client.environment,
    what: `Account ${id}`,
    check: async () => {
      const service = await icp.subscriptions.get(id, {}, options);
      return { service, state: toState(service) };
    },
    isDone: ({ state }) => state.status !== 'pending',
    onProgress: (_, elapsedMs) =>
      options.onProgress?.({
        step: 'waiting',
        message: `Waiting for account ${id}, ${elapsedMs / 1_000} s.`,
      }),
    signal: options.signal,
    totalTimeoutMs: options.totalTimeoutMs,
  });
}

/** Waits until an account is provisioned. @throws BadRequestError when that failed */
export async function provisioned(icp: Icp, id: number, options: OperationOptions): Promise<Service> {
  const { service, state } = await settled(icp, id, toSubscription, options);
  if (state.status !== 'failed') return service;
  throw refusal(
    'icp.provisioning_failed',
    `Account ${id} failed: ${service.ErrorDetails ?? ''}`,
    'Mend what it says, then subscriptions.retryLastFailedProvisioning.',
  );
}

/** Executes a custom action on a service, and reads what it is then. */
export async function act(
  icp: Icp,
  id: string,
  action: 'SUSPEND' | 'REACTIVATE',
  options: OperationOptions,
): Promise<Service> {
  const { AccountId, ServiceName } = await icp.subscriptions.get(Number(id), {}, options);
  await icp.customActions.execute(action, { AccountId, ServiceName, Fields: {} }, options);
  return icp.subscriptions.get(AccountId, {}, options);
}

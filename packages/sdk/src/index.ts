export { UnsupportedOperationError } from './http/errors/unsupported-operation-error.ts';
export * from './http/index.ts';
export { type Page, PagePromise } from './http/paging.ts';
export { type PollOptions, poll } from './http/poller.ts';
export type { OperationName, Platform, Support } from './operations/platform.ts';
export type { OnProgress, OperationOptions, ProgressStep } from './operations/progress.ts';
export type {
  DomainCheck,
  ExistingTenantOrder,
  NewTenantOrder,
  ProvisionOptions,
  ProvisionTenantInput,
  Tenant,
} from './operations/tenant-operations.ts';
export type { Tenants } from './operations/tenants.ts';
export { Reseller, type ResellerOptions } from './reseller.ts';

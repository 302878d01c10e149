export type * as GraphTypes from '../../generated/graph.gen.ts';
export * from '../../http/index.ts';
export { type Page, PagePromise } from '../../http/paging.ts';
export type {
  ExportCheckpoint,
  ExportManifest,
  ExportProgress,
  ExportRows,
  ExportRowsOptions,
  ExportSource,
} from '../../streaming/export-rows.ts';
export { Graph, type GraphOptions } from './client.ts';
export {
  type DirectoryRole,
  directoryRoleNamed,
  directoryRoles,
  findDirectoryRole,
  type RolePrivilege,
} from './directory-roles.ts';
export { type ListParams, quoted } from './resource.ts';
export type { Changed } from './resources/access-assignments.ts';
export type { Billing, RequestedExport } from './resources/billing.ts';
export { approvalLinkOf, type RelationshipAction } from './resources/delegated-admin-relationships.ts';

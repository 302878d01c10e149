export type * as IcpTypes from '../../generated/icp.gen.ts';
export * from '../../http/index.ts';
export { Icp, type IcpOptions } from './client.ts';
export { explain } from './fault.ts';
export { type IcpPlatform, type IcpPlatformOptions, icp } from './platform.ts';
export { reportRows } from './report-rows.ts';

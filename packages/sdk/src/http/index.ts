export type { Answer, ApiClient, ApiPromise, ClientOptions, RawResponse } from './api-client.ts';
export type { Effect } from './dialect.ts';
export type { Environment } from './environment.ts';
export * from './errors/index.ts';
export type { Logger, RequestOptions, Span, Tracer } from './request-options.ts';
export type { Fetch } from './transport.ts';

export * from '../http/index.ts';
export {
  type AccessTokenOfOptions,
  type AccessTokenSource,
  accessTokenOf,
  type MicrosoftCredential,
  type TokenCredentialLike,
} from './access-token-source.ts';
export type { AccessTokenOption } from './bearer-authentication.ts';
export type {
  ClientAuthenticationOptions,
  ClientCertificate,
  ClientSecret,
} from './client-authentication.ts';
export { type Cloud, type CloudApi, clouds } from './clouds.ts';
export type { DeviceCodePrompt } from './device-code.ts';
export { EntraApplication } from './entra-application.ts';
export type { EntraApplicationOptions } from './entra-application-options.ts';
export { InMemoryRefreshTokenStore } from './in-memory-refresh-token-store.ts';
export type { MicrosoftSignInOptions } from './microsoft-sign-in.ts';
export type { RefreshTokenStore } from './refresh-token-store.ts';
export {
  type AuthorizationRequest,
  type AuthorizationUrl,
  type CodeRedemption,
  type DeviceCodeOptions,
  SecureApplication,
  type SecureApplicationOptions,
} from './secure-application.ts';

export { FileRefreshTokenStore } from './file-refresh-token-store.ts';

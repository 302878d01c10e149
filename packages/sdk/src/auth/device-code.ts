import { AbortError } from '../http/errors/abort-error.ts';
import { AuthenticationError } from '../http/errors/authentication-error.ts';
import type { Authority, IssuedTokens } from './authority.ts';

/** What to show to the person who is to sign in. */
export interface DeviceCodePrompt {
  readonly userCode: string;
  readonly verificationUri: string;
  /** Both in a sentence, in Microsoft's words. */
  readonly message: string;
  /** Milliseconds since 1970, UTC. */
  readonly expiresAt: number;
}

/** What slow_down asks for, by RFC 8628. */
const slowerMs = 5_000;

/** Shows a code, and asks by its interval whether it was entered. */
export async function tokensByDeviceCode(
  authority: Authority,
  tenantId: string,
  scope: string,
  onPrompt: (prompt: DeviceCodePrompt) => unknown,
  signal: AbortSignal | undefined,
): Promise<IssuedTokens> {
  const { environment } = authority;
  const { deviceCode, ...prompt } = await authority.deviceCode(tenantId, scope, signal);
  const { userCode, verificationUri, message, expiresAt } = prompt;
  await onPrompt({ userCode, verificationUri, message, expiresAt });
  for (let { intervalMs } = prompt; environment.now() < expiresAt; ) {
    await environment.sleep(intervalMs, signal);
    if (signal?.aborted)
      throw new AbortError('identity signInWithDeviceCode: aborted.', { platform: 'identity' });
    try {
      const grant = 'urn:ietf:params:oauth:grant-type:device_code';
      return await authority.tokens(
        'redeemDeviceCode',
        tenantId,
        { grant_type: grant, device_code: deviceCode },
        signal,
      );
    } catch (error) {
      const code = error instanceof AuthenticationError ? error.code : undefined;
      if (code === 'slow_down') intervalMs += slowerMs;
      else if (code !== 'AADSTS70016' && code !== 'authorization_pending') throw error;
    }
  }
  throw new AuthenticationError('identity signInWithDeviceCode: nobody signed in while the code was valid.', {
    platform: 'identity',
    code: 'identity.device_code_expired',
    solution: 'Begin again.',
  });
}

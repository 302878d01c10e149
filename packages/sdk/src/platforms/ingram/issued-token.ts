import type { ExpiringToken } from '../../auth/cached-token.ts';
import type { Answer } from '../../http/api-client.ts';
import { AuthenticationError } from '../../http/errors/authentication-error.ts';

const defaultLifeSeconds = 1_500;

/** A token as a sign-in answered it, by the clock that the sign-in began at. @throws AuthenticationError when there is none */
export function issuedToken(
  token: unknown,
  lifeSeconds: unknown,
  begun: number,
  { details, status }: Answer,
): ExpiringToken {
  if (typeof token !== 'string' || token === '') {
    throw new AuthenticationError(`ingram ${details.operation}: the answer holds no token.`, {
      ...details,
      status,
      code: 'ingram.no_token',
      solution: 'Look whether a proxy answers in place of the platform.',
    });
  }
  const seconds = Number(lifeSeconds ?? defaultLifeSeconds);
  return { accessToken: token, expiresAt: begun + (seconds > 0 ? seconds : 0) * 1_000 };
}

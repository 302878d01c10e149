import type { ExpiringToken } from '../../auth/cached-token.ts';
import type { Answer, ApiClient } from '../../http/api-client.ts';
import { AuthenticationError } from '../../http/errors/authentication-error.ts';
import { withoutSlash } from '../../http/without-slash.ts';
import type { Secret, Secrets } from './secrets.ts';

/** Where newer tenants sign in: an OAuth 2 realm, by the user's password. */
export interface IngramRealm {
  /** Address of the panel, such as `https://panel.example.com`. */
  readonly host: string;
  readonly name: string;
  readonly clientId: string;
  readonly clientSecret: Secret;
}

interface User {
  readonly username: string;
  readonly password: string;
}

const defaultLifeSeconds = 1_500;

/** `POST {host}/auth/realms/{name}/protocol/openid-connect/token`. The subscription key does not go there. */
export async function signInAtRealm(
  client: ApiClient,
  { host, name, clientId, clientSecret }: IngramRealm,
  user: User,
  secrets: Secrets,
): Promise<ExpiringToken> {
  const form = new URLSearchParams({
    grant_type: 'password',
    client_id: clientId,
    client_secret: await secrets.get('client secret', clientSecret),
    scope: 'openid',
    ...user,
  });
  const begun = client.environment.now();
  return client.call<ExpiringToken>({
    operation: 'signInAtRealm',
    effect: 'read',
    url: `${withoutSlash(host)}/auth/realms/${encodeURIComponent(name)}/protocol/openid-connect/token`,
    headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
    body: form.toString(),
    lane: 'ingram realm',
    anonymous: true,
    read: (data, answer) => {
      const { access_token: token, expires_in: seconds } = (data ?? {}) as Record<string, unknown>;
      return issuedToken(token, seconds, begun, answer);
    },
  });
}

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

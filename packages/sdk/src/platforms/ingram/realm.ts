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

/** `POST {host}/auth/realms/{name}/protocol/openid-connect/token`. The subscription key does not go there. */
export async function realmSignIn(
  { name, clientId, clientSecret }: IngramRealm,
  user: User,
  secrets: Secrets,
) {
  const form = new URLSearchParams({
    grant_type: 'password',
    client_id: clientId,
    client_secret: await secrets.get('client secret', clientSecret),
    scope: 'openid',
    ...user,
  });
  return {
    operation: 'signInAtRealm',
    effect: 'read',
    path: `/auth/realms/${encodeURIComponent(name)}/protocol/openid-connect/token`,
    headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
    body: form.toString(),
    lane: 'ingram realm',
    anonymous: true,
  } as const;
}

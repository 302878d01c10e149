import { decodeJwt } from 'jose/jwt/decode';
import type { Platform } from '../../index.ts';

const host = 'https://login.microsoftonline.com';

export interface Answered {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly location: URL | undefined;
  readonly text: string;
}

/** Calls the authority of a platform as a client does, at its production host. */
export function identityCaller(platform: Platform) {
  const own = platform.credentials().identity;
  const secret = { client_id: own.clientId, client_secret: own.clientSecret };

  async function send(
    path: string,
    form?: Record<string, string>,
    headers: Record<string, string> = {},
  ): Promise<Answered> {
    const response = await platform.fetch(`${host}${path}`, {
      method: form === undefined ? 'GET' : 'POST',
      headers: { ...(form && { 'content-type': 'application/x-www-form-urlencoded' }), ...headers },
      ...(form && { body: String(new URLSearchParams(form)) }),
    });
    const text = await response.text();
    const location = response.headers.get('location');
    const body = text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : {};
    return {
      status: response.status,
      body,
      text,
      location: location === null ? undefined : new URL(location),
    };
  }

  const token = (form: Record<string, string>, tenant = own.tenantId, version: 1 | 2 = 2) =>
    send(`/${tenant}/oauth2/${version === 1 ? '' : 'v2.0/'}token`, { ...secret, ...form });

  const authorize = (query: Record<string, string>, tenant = own.tenantId) =>
    send(
      `/${tenant}/oauth2/v2.0/authorize?${new URLSearchParams({
        client_id: own.clientId,
        response_type: 'code',
        redirect_uri: redirectUri,
        scope: `${partnerCenter}/user_impersonation offline_access openid`,
        login_hint: own.username,
        ...query,
      })}`,
    );

  /** A code of somebody who signed in. */
  async function code(query: Record<string, string> = {}): Promise<string> {
    const { location } = await authorize(query);
    return location?.searchParams.get('code') ?? '';
  }

  const redeem = (given: string, form: Record<string, string> = {}) =>
    token({ grant_type: 'authorization_code', code: given, redirect_uri: redirectUri, ...form });

  const callPartnerCenter = (accessToken: string, path = '/v1/customers?size=1', init: RequestInit = {}) =>
    platform.fetch(`https://api.partnercenter.microsoft.com${path}`, {
      ...init,
      headers: { authorization: `Bearer ${accessToken}` },
    });

  return { own, send, token, authorize, code, redeem, callPartnerCenter };
}

export const partnerCenter = 'https://api.partnercenter.microsoft.com';
export const redirectUri = 'https://tenantry.test/signed-in';

export function claimsOf(token: unknown): Record<string, unknown> {
  return decodeJwt(String(token));
}

import { type Answer, ApiClient } from '../http/api-client.ts';
import type { Environment } from '../http/environment.ts';
import { AuthenticationError } from '../http/errors/authentication-error.ts';
import { withoutSlash } from '../http/without-slash.ts';
import { decodeAuthorityError } from './authority-errors.ts';
import type { ExpiringToken } from './cached-token.ts';
import { type ClientAuthentication, clientAuthentication } from './client-authentication.ts';
import { type Cloud, clouds } from './clouds.ts';
import type { EntraApplicationOptions } from './entra-application-options.ts';

/** What a token endpoint gives. */
export interface IssuedTokens extends ExpiringToken {
  readonly refreshToken: string | undefined;
}

/** What a person is to be told to sign in elsewhere. */
export interface IssuedDeviceCode {
  readonly deviceCode: string;
  readonly userCode: string;
  readonly verificationUri: string;
  readonly message: string;
  readonly expiresAt: number;
  readonly intervalMs: number;
}

type Fields = Readonly<Record<string, string>>;
type Body = Readonly<Record<string, unknown>>;

/** Fields that a refusal may quote. */
const harmless = ['client_id', 'client_assertion_type', 'grant_type', 'redirect_uri', 'scope'];

/** The v2 endpoints of Microsoft Entra, as one application calls them. */
export class Authority {
  readonly cloud: Cloud;
  readonly environment: Environment;
  readonly #client: ApiClient;
  readonly #url: string;
  readonly #clientId: string;
  readonly #authentication: ClientAuthentication;
  /** What is being sent now: nothing of it may come back in an error. */
  readonly #sent = new Set<readonly string[]>();

  /** @throws ValidationError unless the application has one way to prove itself, or none where it may be public */
  constructor(options: EntraApplicationOptions, { mayBePublic }: { readonly mayBePublic: boolean }) {
    const { cloud = clouds.public, authorityHost = cloud.authorityHost } = options;
    this.cloud = cloud;
    this.#url = withoutSlash(authorityHost);
    this.#clientId = options.clientId;
    this.#authentication = clientAuthentication(options, !mayBePublic);
    this.#client = new ApiClient(
      {
        platform: 'identity',
        headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
        authorize: async () => ({}),
        expire: () => undefined,
        decodeError: (response) => decodeAuthorityError(response, (text) => this.#redact(text)),
        // A token that was issued and lost harms nobody, and Entra takes a refresh token again.
        repeats: () => true,
      },
      options,
    );
    this.environment = this.#client.environment;
  }

  /** `POST /{tenant}/oauth2/v2.0/token` */
  tokens(operation: string, tenantId: string, fields: Fields, signal?: AbortSignal): Promise<IssuedTokens> {
    const now = this.environment.now();
    return this.#post(operation, this.endpoint(tenantId, 'token'), fields, signal, (body, answer) => {
      const { access_token: accessToken, refresh_token: refreshToken } = body;
      if (typeof accessToken !== 'string') throw unusable(operation, answer);
      // Numbers come as text from v1.
      const expiresAt =
        body.expires_in === undefined ? Number(body.expires_on) * 1_000 : secondsFrom(now, body.expires_in);
      return {
        accessToken,
        refreshToken: typeof refreshToken === 'string' && refreshToken !== '' ? refreshToken : undefined,
        // Without a time it serves the call that waits for it, and no other.
        expiresAt: Number.isFinite(expiresAt) ? expiresAt : now,
      };
    });
  }

  /** `POST /{tenant}/oauth2/v2.0/devicecode` */
  deviceCode(tenantId: string, scope: string, signal?: AbortSignal): Promise<IssuedDeviceCode> {
    const operation = 'requestDeviceCode';
    const now = this.environment.now();
    return this.#post(operation, this.endpoint(tenantId, 'devicecode'), { scope }, signal, (body, answer) => {
      const { device_code: deviceCode, user_code: userCode, message } = body;
      const verificationUri = body.verification_uri ?? body.verification_url;
      if (typeof deviceCode !== 'string' || typeof userCode !== 'string') throw unusable(operation, answer);
      return {
        deviceCode,
        userCode,
        verificationUri: String(verificationUri),
        message: String(message ?? `Open ${verificationUri} and enter the code ${userCode}.`),
        expiresAt: secondsFrom(now, body.expires_in ?? 900),
        intervalMs: secondsFrom(0, body.interval ?? 5),
      };
    });
  }

  endpoint(tenantId: string, name: string): string {
    return `${this.#url}/${encodeURIComponent(tenantId)}/oauth2/v2.0/${name}`;
  }

  async #post<Data>(
    operation: string,
    url: string,
    fields: Fields,
    signal: AbortSignal | undefined,
    read: (body: Body, answer: Answer) => Data,
  ): Promise<Data> {
    const { environment } = this;
    const proof = url.endsWith('/token')
      ? await this.#authentication({
          clientId: this.#clientId,
          audience: url,
          now: environment.now(),
          id: environment.randomId(),
        })
      : {};
    const form = { client_id: this.#clientId, ...fields, ...proof };
    const requestId = environment.randomId();
    const sent = Object.entries(form).flatMap(([name, value]) =>
      // A refusal may quote the form as well as a value.
      harmless.includes(name) ? [] : [value, formEncoded(value)],
    );
    this.#sent.add(sent);
    try {
      return await this.#client.call<Data>(
        {
          operation,
          effect: 'read',
          url,
          headers: { 'client-request-id': requestId },
          body: new URLSearchParams(form).toString(),
          anonymous: true,
          read: (data, answer) =>
            read(typeof data === 'object' && data !== null ? (data as Body) : {}, answer),
        },
        { requestId, ...(signal && { signal }) },
      );
    } finally {
      this.#sent.delete(sent);
    }
  }

  #redact(text: string): string {
    return [...this.#sent]
      .flat()
      .reduce((told, secret) => (secret ? told.replaceAll(secret, '***') : told), text);
  }
}

const formEncoded = (text: string): string => new URLSearchParams([['', text]]).toString().slice(1);

const secondsFrom = (start: number, seconds: unknown): number => start + Number(seconds) * 1_000;

function unusable(operation: string, { details, status }: Answer): AuthenticationError {
  return new AuthenticationError(`identity ${operation}: the answer holds no token.`, {
    ...details,
    status,
    code: 'identity.no_token',
    solution: 'Look whether a proxy answers in place of the authority.',
  });
}

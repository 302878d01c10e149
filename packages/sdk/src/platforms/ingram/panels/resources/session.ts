import type {
  Activated,
  Activation,
  OneTimeAccess,
  PasswordChange,
  Session,
  SessionDetails,
  SignIn,
} from '../../../../generated/ingram-panels.gen.ts';
import type { ApiClient, ApiPromise } from '../../../../http/api-client.ts';
import type { RequestOptions } from '../../../../http/request-options.ts';
import type { Secrets } from '../../secrets.ts';
import { PanelResource } from '../panel-resource.ts';

/** Signing in and out, and one's own password. Modelled: no public API. */
export class PanelSession extends PanelResource {
  readonly #address: string;
  readonly #secrets: Secrets;

  constructor(client: ApiClient, root: string, secrets: Secrets) {
    super(client, root);
    this.#address = root;
    this.#secrets = secrets;
  }

  /**
   * Signs a person in. The client signs in by itself; this is for those who keep tokens elsewhere.
   * `POST /sign-in`
   * After several wrong passwords the user is locked for a while. The token lives an hour.
   * Modelled: no public API.
   * @throws {AuthenticationError} when user or password is wrong, or the user is locked or disabled
   */
  signIn(signIn: SignIn, options?: RequestOptions): ApiPromise<Session> {
    this.#secrets.keep('password', signIn.password);
    return this.#unsigned('signIn', '/sign-in', signIn, options);
  }

  /**
   * Signs in with a one-time token.
   * `POST /sign-in/one-time`
   * The token works once, and for a minute. It opens the panel that it was made for, in the name of who asked for it.
   * Modelled: no public API.
   * @throws {AuthenticationError} when the token is used, expired or unknown
   */
  signInOnce(oneTimeToken: string, options?: RequestOptions): ApiPromise<Session> {
    this.#secrets.keep('one-time token', oneTimeToken);
    return this.#unsigned('signInOnce', '/sign-in/one-time', { oneTimeToken }, options);
  }

  /**
   * Activates a user with the token of its invitation.
   * `POST /activation`
   * The user chooses its password. The token works once, and for three days.
   * Modelled: no public API.
   * @throws {AuthenticationError} when the token is used, expired or unknown
   * @throws {BadRequestError} when the password breaks rules
   */
  activate(activation: Activation, options?: RequestOptions): ApiPromise<Activated> {
    this.#secrets.keep('activation token', activation.activationToken);
    return this.#unsigned('activateUser', '/activation', activation, options);
  }

  /**
   * Tells who is signed in, and what it may do.
   * `GET /session`
   * The operations are those of the role.
   * Modelled: no public API.
   * @throws {PermissionError} when the role is not allowed it
   * @example
   * const { role, operations } = await panels.session.get();
   * console.log(role, operations.includes('placeOrder'));
   */
  get(options?: RequestOptions): ApiPromise<SessionDetails> {
    return this.value('getSession', 'GET /session', {}, options);
  }

  /**
   * Signs out.
   * `DELETE /session`
   * The token is dead from then on.
   * Modelled: no public API.
   * @throws {PermissionError} when the role is not allowed it
   */
  signOut(options?: RequestOptions): ApiPromise<void> {
    return this.value('signOut', 'DELETE /session', {}, options);
  }

  /**
   * Changes one's own password.
   * `PUT /session/password`
   * The current one must be given; all other sessions of the user end.
   * Modelled: no public API.
   * @throws {BadRequestError} when the current password is wrong, or the next one breaks rules
   */
  changePassword(passwordChange: PasswordChange, options?: RequestOptions): ApiPromise<void> {
    return this.value('changePassword', 'PUT /session/password', { body: passwordChange }, options);
  }

  /**
   * Makes a one-time token for the same person, as the CONTROL PANEL link of the marketplace does.
   * `POST /session/panel-link`
   * Single sign-on: what redeems it is signed in as who asked, without a password.
   * Modelled: no public API.
   * @throws {PermissionError} when the role is not allowed it
   */
  createPanelLink(options?: RequestOptions): ApiPromise<OneTimeAccess> {
    return this.value('createPanelLink', 'POST /session/panel-link', {}, options);
  }

  /** A call of somebody who is not signed in yet. */
  #unsigned<Data>(
    operation: string,
    path: string,
    body: object,
    options: RequestOptions | undefined,
  ): ApiPromise<Data> {
    const headers = { accept: 'application/json', 'content-type': 'application/json' };
    return this.client.call<Data>(
      {
        operation,
        effect: 'write',
        url: this.#address + path,
        headers,
        body,
        anonymous: true,
        read: (data) => this.#kept(data as Data),
      },
      options,
    );
  }

  #kept<Data>(data: Data): Data {
    const { token } = (data ?? {}) as { token?: string };
    if (token !== undefined) this.#secrets.keep('token', token);
    return data;
  }
}

import { checkRedirect, issueCode } from '../../../domain/identity/authorization-code.ts';
import { directoryOf, peopleOf } from '../../../domain/identity/directory.ts';
import { signInTo } from '../../../domain/identity/grants.ts';
import { refused } from '../../../domain/identity/refused.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Call, OperationHandler } from '../../../http/wire.ts';
import type { World } from '../../../world.ts';
import { type Answer, escaped, hidden, page, redirect } from '../answer.ts';
import { errorOf } from '../refuse.ts';

export const authorizeOperations = {
  AuthorizeV1: authorize,
  AuthorizeV2: authorize,
} satisfies Record<string, OperationHandler>;

/** Nothing goes back to an address that is not the application's own: what is wrong before that is checked is told here. */
function authorize({ world, request, parameters }: Call): Answer {
  const query = new URLSearchParams(request.query);
  const tenant = parameters.tenant ?? '';
  const redirectUri = query.get('redirect_uri') ?? undefined;
  const application = checkRedirect(world, query.get('client_id') ?? '', redirectUri);
  const back = (values: Readonly<Record<string, string>>) => sendBack(query, redirectUri ?? '', values);
  try {
    if (query.get('response_type') !== 'code') {
      throw refused(
        'response_type',
        "The response_type must be 'code': the simulator knows the authorization code flow.",
      );
    }
    const username = query.get('login_hint');
    if (username === null) {
      if (query.get('prompt') === 'none')
        throw refused('signed_out', 'A silent sign-in request was sent but no user is signed in.');
      return signInPage(world, tenant, query);
    }
    const { person, directory } = signInTo(world, { application }, tenant, username);
    const optional = (name: string, field: string) => {
      const value = query.get(name);
      return value === null ? {} : { [field]: value };
    };
    const code = issueCode(world, {
      appId: application.appId,
      tenantId: directory.tenantId,
      userPrincipalName: person.userPrincipalName,
      multiFactor: query.get('multi_factor') !== 'no',
      redirectUri: redirectUri ?? '',
      ...optional('scope', 'scope'),
      ...optional('resource', 'resource'),
      ...optional('code_challenge', 'challenge'),
      ...optional('code_challenge_method', 'challengeMethod'),
      ...optional('nonce', 'nonce'),
    });
    return back({ code, session_state: application.appId });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const known = errorOf(error);
    return back({ error: known.error, error_description: `AADSTS${known.number}: ${error.message}` });
  }
}

function sendBack(
  query: URLSearchParams,
  redirectUri: string,
  values: Readonly<Record<string, string>>,
): Answer {
  const state = query.get('state');
  const answer = new URLSearchParams({ ...values, ...(state !== null && { state }) });
  const mode = query.get('response_mode') ?? 'query';
  if (mode === 'form_post') {
    return page(
      'Signed in',
      `<form method="post" action="${escaped(redirectUri)}">${hidden(answer)}<button>Continue</button></form>`,
    );
  }
  const separator = mode === 'fragment' ? '#' : redirectUri.includes('?') ? '&' : '?';
  return redirect(`${redirectUri}${separator}${answer}`);
}

function signInPage(world: World, tenant: string, query: URLSearchParams): Answer {
  const rest = [...query].filter(([name]) => name !== 'multi_factor');
  return page(
    'Sign in',
    `<form method="get">${hidden(rest)}${userFields(world, tenant, 'login_hint')}<button>Sign in</button></form>`,
  );
}

/** Who signs in, and whether with MFA. */
export function userFields(world: World, tenant: string, name: string): string {
  const directory = directoryOf(world, tenant);
  const people = directory === undefined ? [] : peopleOf(world, directory);
  const options = people.map(
    ({ userPrincipalName, displayName }) =>
      `<option value="${escaped(userPrincipalName)}">${escaped(`${displayName} (${userPrincipalName})`)}</option>`,
  );
  const user =
    directory === undefined
      ? `<input name="${name}" type="email" required placeholder="user@domain">`
      : `<select name="${name}">${options.join('')}</select>`;
  return `<label>Who signs in ${user}</label><label><input type="radio" name="multi_factor" value="yes" checked> with MFA</label><label><input type="radio" name="multi_factor" value="no"> without MFA</label>`;
}

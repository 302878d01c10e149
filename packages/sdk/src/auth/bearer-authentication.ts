import type { Dialect } from '../http/dialect.ts';
import type { AccessTokenSource } from './access-token-source.ts';
import { SessionAuthentication } from './session-authentication.ts';

/** A token, a function that gives one, or a source of them. A function is asked when a token is needed: with `true` when the last one was refused. A source is asked at each call: it remembers by itself. */
export type AccessTokenOption = string | ((renew: boolean) => string | Promise<string>) | AccessTokenSource;

const scheme = 'Bearer ';

/** Signs calls in with bearer tokens, and replaces a refused one once, however many calls it was refused to. */
export function bearerAuthentication(given: AccessTokenOption): Pick<Dialect, 'authorize' | 'expire'> {
  const { token, expire } = typeof given === 'object' ? fromSource(given) : fromFunction(given);
  return {
    authorize: async () => ({ authorization: scheme + (await token()) }),
    expire: ({ authorization = '' }) => expire(authorization.slice(scheme.length)),
  };
}

function fromFunction(given: Exclude<AccessTokenOption, AccessTokenSource>) {
  let refused = false;
  const session = new SessionAuthentication(async () => (typeof given === 'string' ? given : given(refused)));
  return {
    token: () => session.token(),
    expire: (token: string) => {
      refused = true;
      session.expire(token);
    },
  };
}

function fromSource(source: AccessTokenSource) {
  let refused: string | undefined;
  let renewal: Promise<string> | undefined;
  const replace = async () => {
    // Asked again: between a caller's look and now, another may have renewed it.
    const token = await source.accessToken(false);
    return token === refused ? source.accessToken(true) : token;
  };
  return {
    token: async () => {
      const token = await (renewal ?? source.accessToken(false));
      if (token !== refused) return token;
      renewal ??= replace().finally(() => {
        renewal = undefined;
      });
      return renewal;
    },
    expire: (token: string) => {
      refused = token;
    },
  };
}

import type { DecodedError, FailedResponse } from '../../../http/dialect.ts';
import { jsonObject } from '../../../http/json-object.ts';

const solutions: Readonly<Record<string, string>> = {
  'session.expired': 'Sign in again: a one-time token is asked for anew, it opens one session.',
  'panel.role_not_allowed': 'session.get() tells which operations the role has; docs/RIGHTS.md has them all.',
};

/** A refusal of the simulated panels: our own form, since no vendor has one. */
export function decodeError({ status, text }: FailedResponse): DecodedError {
  const { code, message } = jsonObject(text);
  const known = typeof code === 'string' ? code : undefined;
  return {
    message: typeof message === 'string' && message !== '' ? message : `HTTP ${status}`,
    expired: status === 401 && known === 'session.expired',
    ...(known !== undefined && { code: known, solution: solutions[known] }),
  };
}

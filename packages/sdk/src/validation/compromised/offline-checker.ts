import type { CompromisedPasswordChecker } from '../password.ts';
import { commonPasswords } from './common-passwords.ts';

const commonest: ReadonlySet<string> = new Set(commonPasswords.split(' '));

/** The word in a password, with digits and specials at its ends taken off and look-alikes undone. */
function word(password: string): string {
  return password
    .toLowerCase()
    .replace(/^[^\p{L}@$]+|[^\p{L}]+$/gu, '')
    .replace(/[@4]/g, 'a')
    .replace(/0/g, 'o')
    .replace(/[1!]/g, 'i')
    .replace(/3/g, 'e')
    .replace(/[$5]/g, 's')
    .replace(/[^\p{L}]/gu, '');
}

/**
 * Knows the words that guessing begins with, however they are dressed up: `P@ssw0rd2026!` is found too. Needs no network.
 * @example
 * const issues = await checkPassword(password, { checker: offlineChecker });
 */
export const offlineChecker: CompromisedPasswordChecker = {
  isCompromised: async (password) => commonest.has(word(password)) || commonest.has(password.toLowerCase()),
};

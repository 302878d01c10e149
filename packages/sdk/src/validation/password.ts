import { type Issue, issueOf, type Language } from './issue.ts';
import type { IssueCode } from './messages.ts';

/** Whose password it is: none of it may be in the password. */
export interface PasswordContext {
  readonly username?: string;
  readonly company?: string;
  readonly firstName?: string;
  readonly lastName?: string;
}

/** Tells whether a password is known from a breach. */
export interface CompromisedPasswordChecker {
  isCompromised(password: string, signal?: AbortSignal): Promise<boolean>;
}

export interface PasswordChecks extends PasswordContext {
  /** Asked only when the password keeps all other rules. */
  readonly checker?: CompromisedPasswordChecker;
  /** Whether it is one of the user's last ten; only you can know. */
  readonly isReused?: (password: string) => boolean | Promise<boolean>;
  readonly signal?: AbortSignal;
}

const minimumLength = 12;

/** Parts shorter than this would forbid nearly every password. */
const shortestForbidden = 3;

const patterns: readonly [IssueCode, RegExp][] = [
  ['password.upper', /\p{Lu}/u],
  ['password.lower', /\p{Ll}/u],
  ['password.number', /\d/],
  ['password.special', /[!$#%]/],
];

/**
 * Checks ICP's password policy and reports every broken rule at once. Names count whole, accents and case do not.
 * @example
 * const issues = validatePassword('Lima2026', { firstName: 'Ana' }, 'es');
 */
export function validatePassword(
  password: string,
  context: PasswordContext = {},
  language: Language = 'en',
): Issue[] {
  const folded = fold(password);
  const has = (part: string | undefined) =>
    part !== undefined && fold(part).length >= shortestForbidden && folded.includes(fold(part));
  const broken: (IssueCode | false)[] = [
    [...password].length < minimumLength && 'password.length',
    ...patterns.map(([code, pattern]): IssueCode | false => !pattern.test(password) && code),
    has(context.username) && 'password.username',
    has(context.company) && 'password.company',
    has(context.firstName) && 'password.first_name',
    has(context.lastName) && 'password.last_name',
  ];
  return broken.flatMap((code) =>
    code
      ? [issueOf(code, [], code === 'password.length' ? { min: minimumLength } : undefined, language)]
      : [],
  );
}

/**
 * Checks the policy, then what takes asking: breaches and the last ten passwords.
 * @example
 * const issues = await checkPassword(password, { username, checker: offlineChecker });
 */
export async function checkPassword(
  password: string,
  checks: PasswordChecks = {},
  language: Language = 'en',
): Promise<Issue[]> {
  const issues = validatePassword(password, checks, language);
  if (await checks.isReused?.(password)) issues.push(issueOf('password.reused', [], undefined, language));
  if (issues.length === 0 && (await checks.checker?.isCompromised(password, checks.signal)))
    issues.push(issueOf('password.compromised', [], undefined, language));
  return issues;
}

/** Without blanks, accents and case: how names are looked for. */
function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\p{M}\s]/gu, '')
    .toLowerCase();
}

import { type IssueCode, languages, messages } from './messages.ts';

export type Language = 'en' | 'es' | 'pt';

/** One broken rule: which, where, in words, and what to do. */
export interface Issue {
  /** Stable: `password.length`. */
  readonly code: string;
  readonly path: readonly (string | number)[];
  readonly message: string;
  readonly remedy: string;
  /** Numbers and names in the message, for other languages. */
  readonly params?: Readonly<Record<string, string | number>>;
}

/** An issue of a rule, in a language. */
export function issueOf(
  code: IssueCode,
  path: Issue['path'] = [],
  params?: Issue['params'],
  language: Language = 'en',
): Issue {
  return describeIssue({ code, path, message: '', remedy: '', ...(params && { params }) }, language);
}

/**
 * The same issue in another language. A code that is not ours keeps its words.
 * @example
 * const [issue] = validatePassword('short');
 * if (issue) console.log(describeIssue(issue, 'es').message);
 */
export function describeIssue(issue: Issue, language: Language): Issue {
  const text: string | undefined = messages[issue.code as IssueCode]?.[languages.indexOf(language)];
  if (text === undefined) return issue;
  const filled = Object.entries(issue.params ?? {}).reduce(
    (words, [name, value]) => words.replaceAll(`{${name}}`, String(value)),
    text,
  );
  const [message = '', remedy = ''] = filled.split('|');
  return { ...issue, message, remedy };
}

import type * as z from 'zod/mini';
import { describeIssue, type Issue, issueOf, type Language } from './issue.ts';

export type Validated<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly issues: readonly Issue[] };

/**
 * Holds a value against a schema: normalised, or every issue with its path, in a language.
 * @example
 * const result = validate(contact, { firstName: 'Ana' }, 'pt');
 * if (!result.ok) for (const { path, message } of result.issues) console.log(path.join('.'), message);
 */
export function validate<Schema extends z.ZodMiniType>(
  schema: Schema,
  value: unknown,
  language: Language = 'en',
): Validated<z.output<Schema>> {
  const result = schema.safeParse(value);
  if (result.success) return { ok: true, value: result.data as z.output<Schema> };
  return {
    ok: false,
    issues: result.error.issues
      .flatMap((issue) => ours(issue, value))
      .map((issue) => describeIssue(issue, language)),
  };
}

function ours(issue: z.core.$ZodIssue, root: unknown): Issue[] {
  const path = issue.path as (string | number)[];
  switch (issue.code) {
    case 'custom': {
      const known = issue.params?.issue as Issue | undefined;
      return [known ? { ...known, path } : { code: 'custom', path, message: issue.message, remedy: '' }];
    }
    case 'unrecognized_keys':
      return issue.keys.map((key) => issueOf('unknown', [...path, key]));
    case 'invalid_value':
      return [issueOf('choice', path, { values: issue.values.join(', ') })];
    case 'invalid_type':
      return [
        at(root, path) === undefined
          ? issueOf('required', path)
          : issueOf('type', path, { expected: issue.expected }),
      ];
    default:
      return [{ code: issue.code ?? 'invalid', path, message: issue.message, remedy: '' }];
  }
}

function at(root: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (value as Record<string | number, unknown> | undefined)?.[key],
    root,
  );
}

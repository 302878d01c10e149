import * as z from 'zod/mini';
import type { Issue } from '../../validation/issue.ts';
import { emailRule } from '../../validation/rules.ts';
import { weekdays } from './due-times.ts';
import { isBrokenPeriod } from './relative-parameters.ts';

type Problem = Pick<Issue, 'message' | 'remedy'> & { readonly path?: Issue['path'] };

/** A value that keeps its rules, or an issue for each that it breaks. */
function ruled<Value>(code: string, problems: (value: unknown) => readonly Problem[]) {
  const schema = z.any().check((context) => {
    for (const { path = [], ...words } of problems(context.value)) {
      const issue: Issue = { code: `schedule.${code}`, path, ...words };
      context.issues.push({ code: 'custom', input: context.value, params: { issue }, path: [...path] });
    }
  });
  return schema as unknown as z.ZodMiniType<Value, Value>;
}

function isText(value: unknown, form: RegExp): value is string {
  return typeof value === 'string' && form.test(value);
}

function unless(isRight: boolean, message: string, remedy: string): readonly Problem[] {
  return isRight ? [] : [{ message, remedy }];
}

const longestName = 100;
const mostRecipients = 100;

const name = ruled<string>('name', (value) =>
  unless(
    isText(value, /^\S(?:.*\S)?$/) && value.length <= longestName && !/\p{C}/u.test(value),
    `must be a text of 1 to ${longestName} characters on one line, without spaces around it.`,
    'Write e.g. "Seats, weekly".',
  ),
);

const report = ruled<string>('report', (value) =>
  unless(isText(value, /\S/), 'must be the id of a report.', 'Take one of reports.catalogue().'),
);

const at = ruled<string>('at', (value) =>
  unless(
    isText(value, /^(?:[01]\d|2[0-3]):[0-5]\d$/),
    'must be a time of the day with two digits each.',
    'Write 07:30.',
  ),
);

const every = ruled('every', (value) => unless(isInterval(value), ...intervalWords));

const intervalWords = [
  'must be "day", a day of the week, or a day of the month from 1 to 31.',
  'Write "day", { week: "monday" }, { month: 15 } or { month: "last" }.',
] as const;

function isInterval(value: unknown): boolean {
  if (value === 'day') return true;
  if (typeof value !== 'object' || value === null || Object.keys(value).length !== 1) return false;
  const { week, month } = value as { week?: unknown; month?: unknown };
  if (week !== undefined) return weekdays.some((each) => each === week);
  return month === 'last' || (Number.isInteger(month) && Number(month) >= 1 && Number(month) <= 31);
}

const timeZone = ruled<string>('time_zone', (value) =>
  unless(isZone(value), 'must be a time zone that is known here.', 'Write its IANA name, e.g. America/Lima.'),
);

function isZone(value: unknown): boolean {
  // Newer engines take offsets too; they know no daylight saving.
  if (!isText(value, /^[A-Za-z]/)) return false;
  try {
    return Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

const parameters = ruled<Record<string, unknown>>('parameters', (value) => {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return [
      { message: 'must be an object of names and values.', remedy: 'Write e.g. { month: "previous" }.' },
    ];
  return Object.entries(value).flatMap(([key, each]): Problem[] => {
    const path = [key];
    if (!isJson(each))
      return [{ path, message: 'must be JSON, since it is kept.', remedy: 'Write dates as text.' }];
    if (!isBrokenPeriod(each)) return [];
    return [
      { path, message: 'counts back in a form that is not known.', remedy: 'Write P-30D; W, M, Y too.' },
    ];
  });
});

function isJson(value: unknown): boolean {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object') return false;
  if (Array.isArray(value)) return value.every(isJson);
  return Object.getPrototypeOf(value) === Object.prototype && Object.values(value).every(isJson);
}

const recipients = ruled<string[]>('recipients', (value) => {
  if (!Array.isArray(value) || value.length === 0 || value.length > mostRecipients)
    return [
      {
        message: `must be 1 to ${mostRecipients} addresses.`,
        remedy: 'Write e.g. ["finance@example.com"].',
      },
    ];
  return value.flatMap((each, index): Problem[] => {
    const path = [index];
    if (value.indexOf(each) < index) return [{ path, message: 'is there already.', remedy: 'Leave it out.' }];
    if (isEmail(each)) return [];
    const url = isText(each, /^https?:\P{C}+$/iu) ? URL.parse(each) : null;
    if (url === null)
      return [
        {
          path,
          message: 'is neither an e-mail address nor a URL.',
          remedy: 'Write name@example.com or https://example.com/reports.',
        },
      ];
    if (url.username === '' && url.password === '') return [];
    return [
      {
        path,
        message: 'has a user name or password in its URL, which would be kept with the schedule.',
        remedy: 'Leave it out, and add it where you deliver.',
      },
    ];
  });
});

function isEmail(value: unknown): boolean {
  // A URL with a user name reads like an address.
  return isText(value, /^\P{C}+$/u) && !value.includes('://') && emailRule(value) === value;
}

export const scheduleInput = z.strictObject({
  name,
  report,
  parameters: z._default(parameters, {}),
  every,
  at,
  timeZone: z._default(timeZone, 'UTC'),
  format: z._default(z.enum(['csv', 'ndjson', 'json']), 'csv'),
  recipients,
});

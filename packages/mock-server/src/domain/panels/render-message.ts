import { distance } from '../../kernel/text-distance.ts';
import { Refusal } from '../refusal.ts';
import type { MessageEvent } from './message-events.ts';

export interface MessageText {
  readonly subject: string;
  readonly text: string;
}

export interface RenderedMessage extends MessageText {
  readonly html: string;
}

const placeholder = /\{\{\s*([A-Za-z][A-Za-z0-9]*)\s*\}\}/g;
const longestSubject = 200;
const longestText = 10_000;
const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** @throws Refusal naming the variable that the event does not know, or what else is wrong */
export function checkMessage(event: MessageEvent, { subject, text }: MessageText): void {
  if (subject.trim() === '' || subject.length > longestSubject || /\p{Cc}/u.test(subject)) {
    throw refusal('subject', 'subject', `must be one line of 1 to ${longestSubject} characters.`);
  }
  if (text.trim() === '' || text.length > longestText || /[^\P{Cc}\n\r\t]/u.test(text)) {
    throw refusal(
      'text',
      'text',
      `must have 1 to ${longestText} characters, and none that control a terminal.`,
    );
  }
  for (const [field, template] of [
    ['subject', subject],
    ['text', text],
  ] as const) {
    for (const [, name = ''] of template.matchAll(placeholder)) checkVariable(event, name, field);
    if (/\{\{|\}\}/.test(template.replaceAll(placeholder, ''))) {
      throw refusal('malformed', field, 'has braces that hold no variable; write {{name}}.');
    }
  }
  const missing = event.needed.find((name) => !new RegExp(`\\{\\{\\s*${name}\\s*\\}\\}`).test(text));
  if (missing !== undefined) {
    throw refusal(
      'variable_missing',
      'text',
      `must have {{${missing}}}: who gets it could do nothing without.`,
    );
  }
}

/** @throws Refusal naming a variable that the event does not know */
export function checkVariable({ event, variables }: MessageEvent, name: string, field: string): void {
  if (variables.some((variable) => variable.name === name)) return;
  const [nearest] = variables
    .map((variable) => variable.name)
    .sort((left, right) => distance(left, name) - distance(right, name));
  throw refusal(
    'unknown_variable',
    field,
    `has {{${name}}}, which ${event} does not know; the nearest is {{${nearest ?? ''}}}.`,
  );
}

/** Puts values in, once: what stands in a value is text, whatever it looks like. */
export function renderMessage(
  { subject, text }: MessageText,
  values: Readonly<Record<string, string>>,
): RenderedMessage {
  const fill = (template: string) =>
    template.replaceAll(placeholder, (_, name: string) =>
      Object.hasOwn(values, name) ? (values[name] ?? '') : '',
    );
  const filled = fill(text);
  return {
    // A line break would begin a header of its own.
    subject: fill(subject).replaceAll(/\p{Cc}+/gu, ' '),
    text: filled,
    html: filled
      .split(/\r?\n(?:[ \t]*\r?\n)+/)
      .map((paragraph) => `<p>${escaped(paragraph).replaceAll(/\r?\n/g, '<br>')}</p>`)
      .join('\n'),
  };
}

function escaped(text: string): string {
  return text
    .replaceAll(/[^\P{Cc}\n\r\t]/gu, '\uFFFD')
    .replaceAll(/[&<>"']/g, (character) => entities[character] ?? character);
}

function refusal(code: string, field: string, problem: string): Refusal {
  return new Refusal('invalid', `message.${code}`, `${field} ${problem}`, field);
}

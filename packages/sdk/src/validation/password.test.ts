import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { offlineChecker, rangeChecker } from './compromised/index.ts';
import { describeIssue } from './issue.ts';
import { languages, messages } from './messages.ts';
import { checkPassword, validatePassword } from './password.ts';

const codes = (password: string, context = {}) =>
  validatePassword(password, context).map((issue) => issue.code);
const person = { username: 'jperez', company: 'Ñandú Cloud S.A.', firstName: 'José', lastName: 'Pérez' };

describe('the password policy', () => {
  test.each([
    ['Cumbre!Azul2027', []],
    ['', ['password.length', 'password.upper', 'password.lower', 'password.number', 'password.special']],
    ['Cumbre!Azul', ['password.length', 'password.number']],
    ['cumbre!azul2027', ['password.upper']],
    ['CUMBRE!AZUL2027', ['password.lower']],
    ['Cumbre!Azul!Mar', ['password.number']],
    ['Cumbre?Azul2027', ['password.special']],
    ['Xx-JPEREZ-2027!', ['password.username', 'password.last_name']],
    ['Xx-jose-2027!zz', ['password.first_name']],
    ['Nandu cloud s.a.!2027X', ['password.company']],
  ])('%s breaks %j', (password, expected) => expect(codes(password, person)).toEqual(expected));

  test('each rule breaks alone: a password that keeps all, less one thing', () => {
    const letters = (alphabet: string, min: number) =>
      fc
        .array(fc.constantFrom(...alphabet), { minLength: min, maxLength: 12 })
        .map((parts) => parts.join(''));
    const parts = {
      upper: letters('BCDFGH', 4),
      lower: letters('jkmnpq', 4),
      number: letters('2345', 4),
      special: letters('!$#%', 4),
    };
    fc.assert(
      fc.property(fc.record(parts), (made) => {
        expect(codes(Object.values(made).join(''), person)).toEqual([]);
        for (const left of Object.keys(parts) as (keyof typeof parts)[]) {
          const others = Object.entries(made)
            .filter(([name]) => name !== left)
            .map(([, text]) => text);
          expect(codes(others.join(''), person)).toEqual([`password.${left}`]);
        }
      }),
    );
  });

  test('names are found whatever their accents and case', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('JOSE', 'josé', 'JoSÉ', 'jose'),
        fc.constantFrom('José', 'JOSE', 'josE'),
        (typed, firstName) => {
          expect(codes(`Cumbre!${typed}2027`, { firstName })).toContain('password.first_name');
        },
      ),
    );
  });

  test('reuse and breaches are asked last, and a breach only of a password that is good otherwise', async () => {
    const asked: string[] = [];
    const checker = { isCompromised: async (password: string) => asked.push(password) > 0 };
    expect((await checkPassword('short', { checker })).map((issue) => issue.code)).not.toContain(
      'password.compromised',
    );
    expect(
      (await checkPassword('Cumbre!Azul2027', { isReused: () => true, checker })).map((issue) => issue.code),
    ).toEqual(['password.reused']);
    expect((await checkPassword('Cumbre!Azul2027', { checker })).map((issue) => issue.code)).toEqual([
      'password.compromised',
    ]);
    expect(asked).toEqual(['Cumbre!Azul2027']);
  });
});

describe('compromised passwords', () => {
  const sha1 = (text: string) => createHash('sha1').update(text).digest('hex').toUpperCase();

  test('the range client sends five characters of the hash, reads padding, and knows its own', async () => {
    const hash = sha1('Password123!');
    const urls: string[] = [];
    const checker = rangeChecker({
      baseUrl: 'https://breaches.example.com/range',
      fetch: async (url) => {
        urls.push(url);
        return new Response(
          `${'0'.repeat(35)}:0\r\n${hash.slice(5)}:42\r\n${sha1('Cumbre!Azul2027').slice(5)}:0`,
        );
      },
    });
    expect(await checker.isCompromised('Password123!')).toBe(true);
    expect(await checker.isCompromised('Cumbre!Azul2027')).toBe(false);
    expect(urls[0]).toBe(`https://breaches.example.com/range/${hash.slice(0, 5)}`);
    expect(urls.join()).not.toContain(hash.slice(5));
  });

  test("what an unreachable service means is the caller's choice", async () => {
    const fetch = async () => new Response('', { status: 503 });
    const ask = (whenUnreachable?: boolean) =>
      rangeChecker({
        baseUrl: 'https://breaches.example.com',
        fetch,
        ...(whenUnreachable !== undefined && { whenUnreachable }),
      }).isCompromised('x');
    await expect(ask()).rejects.toThrow('503');
    expect([await ask(true), await ask(false)]).toEqual([true, false]);
  });

  test.each(['P@ssw0rd2026!', 'Contraseña#2026', 'QWERTY123456!', 'Welcome12345$', 'Administrador1!'])(
    'the offline list knows %s',
    async (password) => {
      expect(await offlineChecker.isCompromised(password)).toBe(true);
    },
  );

  test('and lets a good one pass', async () =>
    expect(await offlineChecker.isCompromised('Cumbre!Azul2027')).toBe(false));
});

describe('messages', () => {
  test.each(Object.keys(messages))('%s has a rule and a remedy in every language', (code) => {
    const params = { min: 1, max: 9, expected: 'x', values: 'x', country: 'PE', example: 'x' };
    const texts = languages.map((language) =>
      describeIssue({ code, path: [], message: '', remedy: '', params }, language),
    );
    for (const { message, remedy } of texts) {
      expect(message.length).toBeGreaterThan(4);
      expect(remedy).toMatch(/\.$/);
      expect(message + remedy).not.toMatch(/[{}|]/);
    }
    expect(new Set(texts.map(({ message }) => message)).size).toBe(3);
  });

  test('a code that is not ours keeps its words', () => {
    const issue = { code: 'mine', path: [], message: 'As it was.', remedy: 'Yes.' };
    expect(describeIssue(issue, 'es')).toEqual(issue);
  });
});

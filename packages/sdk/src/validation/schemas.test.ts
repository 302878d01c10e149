import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import {
  acceptTerms,
  address,
  contact,
  contractId,
  customDomain,
  customerAgreement,
  domainPrefix,
  email,
  longestDomainPrefix,
  mpnId,
  passwordSchema,
  phone,
  quantity,
  validate,
} from './index.ts';

function outcome(schema: z.ZodMiniType, value: unknown): unknown {
  const result = validate(schema, value);
  return result.ok ? result.value : result.issues.map((issue) => [issue.code, ...issue.path].join(' '));
}

describe('single values', () => {
  test.each([
    [domainPrefix, 'Ecositio', 'ecositio'],
    [domainPrefix, 'ecositio.onmicrosoft.com', 'ecositio'],
    [domainPrefix, 'eco-sitio', ['domain.prefix']],
    [domainPrefix, 'eco_sitio', ['domain.prefix']],
    [domainPrefix, 'ecositio.com', ['domain.prefix']],
    [domainPrefix, 'a'.repeat(longestDomainPrefix + 1), ['domain.prefix']],
    [domainPrefix, '', ['domain.prefix']],
    [domainPrefix, 7, ['type']],
    [domainPrefix, undefined, ['required']],
    [customDomain, 'Ecositio.PE', 'ecositio.pe'],
    [customDomain, 'ñandú.example', 'xn--and-6ma2c.example'],
    [customDomain, 'example', ['domain.custom']],
    [customDomain, '10.0.0.1', ['domain.custom']],
    [customDomain, 'x.onmicrosoft.com', ['domain.custom']],
    [customDomain, 'onmicrosoft.com', ['domain.custom']],
    [customDomain, '-a.example', ['domain.custom']],
    [customDomain, 'a b.example', ['domain.custom']],
    [customDomain, 'example.com/path', ['domain.custom']],
    [mpnId, ' 6395965 ', '6395965'],
    [mpnId, '63-95', ['mpn_id']],
    [mpnId, '12345678901', ['mpn_id']],
    [email, 'ana.ruiz@ecositio.example', 'ana.ruiz@ecositio.example'],
    [email, 'ana', ['email']],
    [email, 'a@b', ['email']],
    [email, 'a@b..example', ['email']],
    [phone, '+51 (1) 555-0100', '+5115550100'],
    [phone, '555 0100', ['phone']],
    [phone, '+1234', ['phone']],
    [contractId, 'C-1', 'C-1'],
    [contractId, 'C\u0007', ['text']],
    [contractId, 'x'.repeat(65), ['text']],
    [quantity(1, 300), 300, 300],
    [quantity(1, 300), 301, ['quantity']],
    [quantity(), 1.5, ['quantity']],
    [quantity(), '5', ['quantity']],
    [acceptTerms, true, true],
    [acceptTerms, 'yes', ['terms']],
  ])('%# %j', (schema, value, expected) => expect(outcome(schema as z.ZodMiniType, value)).toEqual(expected));

  test('a password in a form has all its issues', () => {
    expect(
      outcome(z.strictObject({ password: passwordSchema({ username: 'ana' }) }), { password: 'ana' }),
    ).toEqual([
      'password.length password',
      'password.upper password',
      'password.number password',
      'password.special password',
      'password.username password',
    ]);
  });

  test('what a domain was normalised to is valid and stays the same', () => {
    fc.assert(
      fc.property(fc.domain(), (domain) => {
        const first = outcome(customDomain, domain);
        if (typeof first === 'string') expect(outcome(customDomain, first)).toBe(first);
      }),
    );
  });
});

describe('objects', () => {
  const person = {
    firstName: 'Ana',
    lastName: 'Ruiz',
    email: 'ana@ecositio.example',
    phone: '+51 1 555 0100',
  };

  test('name every field that is missing, unknown or wrong', () => {
    expect(outcome(contact, { firstName: '', lastName: 5, email: 'x', Phone: '1' })).toEqual(
      expect.arrayContaining([
        'text firstName',
        'type lastName',
        'email email',
        'required phone',
        'unknown Phone',
      ]),
    );
    expect(outcome(contact, person)).toEqual({ ...person, phone: '+5115550100' });
    expect(outcome(contact, null)).toEqual(['type']);
  });

  test('issues speak the language asked for', () => {
    const result = validate(contact, { ...person, email: 'x' }, 'pt');
    expect(result).toMatchObject({
      ok: false,
      issues: [
        { code: 'email', path: ['email'], message: 'não é um e-mail.', remedy: 'Escreva nome@example.com.' },
      ],
    });
  });

  test.each([
    ['PE', '15464', true],
    ['PE', '154', false],
    ['US', '33126-1234', true],
    ['BR', '01310-100', true],
    ['DE', '1011', false],
    ['AR', 'anything', true],
  ])('%s %s', (country, postalCode, good) => {
    const given = { street: 'Ca. Los Negocios 448', city: 'Lima', state: '', postalCode, country };
    expect(outcome(address, given)).toEqual(good ? given : ['postal_code postalCode']);
  });

  test("an agreement's day exists and has begun somewhere on Earth", () => {
    const now = Date.parse('2026-11-20T09:00:00Z');
    const on = (acceptedOn: string) => {
      const result = validate(
        customerAgreement(() => now),
        { ...person, acceptedOn },
      );
      return result.ok ? 'good' : result.issues[0]?.code;
    };
    expect(['2026-11-20', '2026-11-21', '2026-02-29', '2028-02-29', '20.11.2026', ''].map(on)).toEqual([
      'good',
      'date.future',
      'date',
      'date.future',
      'date',
      'date',
    ]);
    expect(
      validate(
        customerAgreement(() => Date.parse('2026-11-20T10:00:00Z')),
        { ...person, acceptedOn: '2026-11-21' },
      ).ok,
    ).toBe(true);
  });
});

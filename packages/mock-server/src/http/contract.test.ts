import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Contract } from './contract.ts';
import type { WireOperation } from './wire-document.ts';

const operation: WireOperation = {
  operationId: 'CreateUser',
  method: 'POST',
  path: '/CreateUser',
  effect: 'write',
  evidence: ['modelled'],
  source: '',
  sdk: '',
  request: { required: true, schema: { $ref: '#/$defs/CreateUser' } },
  response: { type: 'object', required: ['id'], properties: { id: { type: 'integer' } } },
};

const contract = new Contract({
  platform: 'test',
  basePath: '',
  operations: [operation],
  schemas: {
    CreateUser: {
      type: 'object',
      additionalProperties: false,
      required: ['user'],
      properties: {
        user: {
          type: 'object',
          additionalProperties: false,
          required: ['Username', 'Password'],
          properties: {
            Username: { type: 'string' },
            Password: { type: 'string', minLength: 12, pattern: '^[a-z]+$' },
            State: { enum: ['Active', 'Suspended'] },
            Since: { type: 'string', format: 'date' },
          },
        },
        effect: {
          type: 'object',
          discriminator: { propertyName: 'kind' },
          required: ['kind'],
          oneOf: [
            { properties: { kind: { const: 'latency' } }, required: ['kind'] },
            { properties: { kind: { enum: ['reset', 'hang'] } }, required: ['kind'] },
          ],
        },
      },
    },
  },
});

const user = { Username: 'ana', Password: 'abcdefghijklm' };

function messages(body: unknown): string[] {
  return contract.request(operation, body).map((violation) => violation.message);
}

describe('a request is held against the document', () => {
  test('one that fits has no violations', () => {
    expect(messages({ user: { ...user, State: 'Active', Since: '2028-02-29' } })).toEqual([]);
  });

  test('a missing body says what to send', () => {
    expect(messages(undefined)).toEqual(['The body is missing; send a JSON object.']);
  });

  test('every violation is told at once, each with its field', () => {
    expect(messages({ user: { Username: 7, State: 'active' } })).toEqual([
      'user.Password is missing; it must be sent.',
      'user.Username must be string.',
      'user.State must be one of Active, Suspended.',
    ]);
  });

  test('a field in the wrong case is told its name', () => {
    expect(messages({ user: { ...user, username: 'ana' } })).toEqual([
      'user.username is not a known field; did you mean Username? Names are case-sensitive.',
    ]);
  });

  test('a field that is like none is to be left out', () => {
    expect(messages({ user, somethingElse: 1 })).toEqual([
      'somethingElse is not a known field; leave it out.',
    ]);
  });

  test.each(['2026-02-29', '2026-13-45', '20261120', 'tomorrow', ''])('%j is no date', (Since) => {
    expect(messages({ user: { ...user, Since } })).toEqual(['user.Since must be a date, yyyy-mm-dd.']);
  });

  test('an alternative is told by what tells them apart', () => {
    expect(messages({ user, effect: { kind: 'boom' } })).toEqual([
      'effect.kind must be one of latency, reset, hang.',
    ]);
  });

  test('no message ever repeats what was sent', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Z0-9]{6,11}$/), (secret) => {
        const told = messages({ user: { Username: 'ana', Password: `Q${secret}` } }).join(' ');
        expect(told).not.toBe('');
        expect(told).not.toContain(secret);
      }),
    );
  });
});

test('an answer is held against the document too', () => {
  expect(contract.response(operation, { id: 1 })).toEqual([]);
  expect(contract.response(operation, { id: '1' })).toEqual([
    { pointer: '/id', message: 'id must be integer.' },
  ]);
});

import { describe, expect, test } from 'vitest';
import { decodeError } from './decode-error.ts';

const decoded = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  decodeError({
    status,
    headers: new Headers(headers),
    text: typeof body === 'string' ? body : JSON.stringify(body),
  });

describe('the shapes of an error', () => {
  test.each([[800090], ['800090']])('commerce, with the code %j', (code) => {
    const error = decoded(
      400,
      { code, description: 'Reducing is not allowed.', data: [], source: 'PartnerFD' },
      { 'MS-CorrelationId': 'c-1' },
    );
    expect(error).toMatchObject({
      code: '800090',
      message: 'Reducing is not allowed.',
      correlationId: 'c-1',
    });
    expect(error.solution).toBeTruthy();
  });

  test('customer service', () => {
    expect(
      decoded(409, {
        code: 600061,
        message: 'Exists.',
        description: 'The agreement is confirmed already.',
        errorName: 'PartnerConfirmedAgreementAlreadyExists',
        isRetryable: false,
      }),
    ).toMatchObject({
      code: '600061',
      message: 'The agreement is confirmed already.',
      solution: 'Nothing to do; read the agreements to see who confirmed it.',
    });
  });

  test('gateway', () => {
    expect(decoded(429, { statusCode: 429, message: 'Rate limit is exceeded.' })).toMatchObject({
      code: '429',
      message: 'Rate limit is exceeded.',
      solution: 'Wait for the seconds in Retry-After, then repeat.',
    });
  });

  test.each([
    ['HTML', '<html><body>Bad gateway</body></html>'],
    ['nothing', ''],
    ['null', 'null'],
    ['text that is cut off', '{"code": 8'],
  ])('%s is survived', (_, text) => {
    expect(decoded(502, text)).toMatchObject({ message: 'HTTP 502', code: undefined, expired: false });
  });

  test('a byte order mark is no part of it', () => {
    expect(decoded(404, '\ufeff{"code":"20003","description":"No such subscription."}').code).toBe('20003');
  });
});

describe('what an error means', () => {
  test.each([
    [2055, 412],
    [900278, 409],
    [800060, 409],
    [800064, 409],
    [800082, 409],
    [800014, 409],
    [800090, undefined],
  ])('%i is %s', (code, meaning) => {
    expect(decoded(400, { code, description: '' }).meaning).toBe(meaning);
  });

  test.each([
    ['without a code', {}, true],
    ['400', { code: 400, description: 'Access denied' }, true],
    ['900421, no second factor', { code: 900421 }, false],
    ['900329, no user', { code: '900329' }, false],
  ])('a new token is asked for after 401 %s: %s', (_, body, expired) => {
    expect(decoded(401, body).expired).toBe(expired);
  });
});

import { afterEach, describe, expect, test } from 'vitest';
import { own, platform, refused, token } from '../../../../../test/identity-world.ts';
import { partnerCenter } from './identity-caller.ts';

afterEach(() => platform.reset());

describe('a password', () => {
  const signIn = (username: string) =>
    token({ grant_type: 'password', username, password: 'wrong', scope: `${partnerCenter}/.default` });

  test('is refused always', async () => {
    expect(await refused(signIn('nobody@latamcloud.example'))).toEqual([400, 'invalid_grant', 50034]);
    expect(await refused(signIn(own.username))).toEqual([400, 'invalid_grant', 50076]);
    expect(await refused(signIn('admin@textilesrimac.onmicrosoft.com'))).toEqual([
      400,
      'invalid_grant',
      50126,
    ]);
  });
});

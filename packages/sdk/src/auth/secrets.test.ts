import { inspect } from 'node:util';
import { exportPKCS8, generateKeyPair } from 'jose';
import { expect, test } from 'vitest';
import { failing, fakeAuthority } from '../../../../test/fake-authority.ts';
import { PartnerCenter } from '../platforms/partner-center/client.ts';
import { EntraApplication } from './entra-application.ts';
import { InMemoryRefreshTokenStore } from './in-memory-refresh-token-store.ts';
import { SecureApplication } from './secure-application.ts';

const graph = 'https://graph.microsoft.com';

/** Everything that a log could make of a value. */
const told = (value: unknown) =>
  [
    inspect(value, { depth: 20, showHidden: true }),
    JSON.stringify(value),
    String(value),
    value instanceof Error ? `${value.stack}${inspect(value.cause, { depth: 20 })}` : '',
  ].join('\n');

/** Refuses, and quotes all it was sent, as it came and in its description. */
const quoting =
  (status: number) =>
  ({ form }: { form: URLSearchParams }) =>
    Response.json(
      {
        error: 'invalid_grant',
        error_codes: [70000],
        error_description: `AADSTS70000: Refused: ${form} ${[...form.values()].join(' ')}`,
        claims: [...form.values()].join(' '),
      },
      { status },
    );

test('no secret, assertion, code or token is in an error, an object or a log line', async () => {
  const { privateKey } = await generateKeyPair('PS256', { extractable: true });
  const pem = await exportPKCS8(privateKey);
  const authority = fakeAuthority();
  const lines: string[] = [];
  const log = (...line: unknown[]) => lines.push(told(line));
  const common = {
    tenantId: 'partner',
    clientId: 'client',
    logger: { debug: log, warn: log },
    ...authority.options,
  };
  const secret = 'the~secret/with+signs=';
  const store = new InMemoryRefreshTokenStore('refresh-0');
  const applications = [
    new EntraApplication({ ...common, clientSecret: secret }),
    new EntraApplication({
      ...common,
      certificate: { privateKey: pem, thumbprint: 'ab'.repeat(32) },
    }),
    new SecureApplication({ ...common, clientSecret: secret, store }),
    new SecureApplication({
      ...common,
      certificate: { privateKey, thumbprint: 'ab'.repeat(32) },
      store,
    }),
  ];
  const seen: unknown[] = [store];
  for (const credential of applications) {
    await credential.accessToken(graph);
    const partnerCenter = new PartnerCenter({
      credential,
      logger: common.logger,
      fetch: async () => Response.json({ code: 800001 }, { status: 401 }),
    });
    seen.push(
      credential,
      credential.forCustomer('customer'),
      partnerCenter,
      await failing(partnerCenter.profiles.getMpn()),
    );
    for (const status of [400, 401, 429, 500]) {
      authority.turns.push(...Array.from({ length: 3 }, () => quoting(status)));
      seen.push(await failing(credential.accessToken(graph, { renew: true })));
      authority.turns.splice(0);
      authority.clock.now += 60_000;
    }
    authority.turns.push(
      ...Array.from({ length: 3 }, () => () => Promise.reject(new TypeError('fetch failed'))),
    );
    seen.push(await failing(credential.accessToken(graph, { renew: true })));
    if (!(credential instanceof SecureApplication)) continue;
    authority.turns.push(quoting(400));
    const redemption = { redirectUri: 'https://billing.example.com', codeVerifier: 'the-verifier' };
    seen.push(await failing(credential.redeemCode('the-code', redemption)));
    authority.turns.push(() => undefined, quoting(400));
    seen.push(await failing(credential.signInWithDeviceCode(() => undefined)));
  }
  const everything = [...seen.map(told), ...lines].join('\n');
  expect(everything).toContain('AADSTS70000');
  expect(everything.length).toBeGreaterThan(10_000);
  const secrets = [
    ...new Set(
      authority.requests.flatMap(({ form }) =>
        [
          'client_secret',
          'client_assertion',
          'refresh_token',
          'code',
          'code_verifier',
          'device_code',
        ].flatMap((name) => form.getAll(name)),
      ),
    ),
    pem.split('\n')[1] ?? '',
    ...Array.from({ length: 20 }, (_, index) => `access-${index}`),
  ];
  expect(secrets.length).toBeGreaterThan(25);
  expect(secrets.filter((each) => everything.includes(each))).toEqual([]);
  const encoded = (text: string) => new URLSearchParams([['', text]]).toString().slice(1);
  expect(secrets.filter((each) => everything.includes(encoded(each)))).toEqual([]);
});

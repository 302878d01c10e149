import { createPlatform } from '@tenantry/mock-server';
import { IngramPanels } from '@tenantry/sdk/ingram/panels';
import { afterAll, describe, expect, test } from 'vitest';
import { activated, address, contact, mailTo, panelsAt, password } from './panels-world.ts';

const platform = createPlatform({ seed: 'empty', strict: true });
const { url } = await platform.listen();
const panels = panelsAt(platform, url);
afterAll(() => platform.close());

describe('what the panels are trusted with', () => {
  test('stands neither in the journal nor in the world', async () => {
    const { staff, administrator, serviceDesk } = panels;
    const securityAnswer = 'Calle del Sol 7';
    await staff.securityQuestion.set({ question: 'Which street was it?', securityAnswer, password });
    const { staffUsername } = platform.credentials().ingramPanels;
    await serviceDesk.serviceDesk.verify(staffUsername, { securityAnswer });
    const account = { name: 'Puerto Verde', language: 'en', address, contact };
    const { id } = await administrator.customers.signUp({ ...account, credentialsTo: 'customer' });
    const activationToken = /Activation: (\S+)/.exec((await mailTo(url, contact.email)).body)?.[1] ?? '';
    await activated(panels, url, { username: contact.email, email: contact.email });
    const { oneTimeToken } = await staff.customers.signInTo(id);
    const { token } = await panels.open().session.signInOnce(oneTimeToken);
    const secrets = { securityAnswer, password, activationToken, oneTimeToken, token };
    const kept = JSON.stringify(platform.world.snapshot().content, (key, value: unknown) =>
      // The outbox is where mails are read.
      key === 'notifications' ? undefined : value,
    );
    const journal = JSON.stringify(platform.journal.find({ limit: 500 }));
    for (const [name, secret] of Object.entries(secrets)) {
      expect(secret.length, name).toBeGreaterThan(10);
      expect(kept.includes(secret), name).toBe(false);
      expect(journal.includes(secret), name).toBe(false);
    }
  });

  test('is in no error, however the failure quotes it', async () => {
    const quoting = new IngramPanels({
      baseUrl: 'http://panels.example',
      username: 'eva@example.com',
      password,
      fetch: async (input, init) => {
        const request = new Request(input, init);
        const said = `${request.headers.get('authorization')} ${await request.text()}`;
        if (request.url.endsWith('/sign-in')) return Response.json({ token: 'token-of-the-session' });
        return Response.json({ code: 'panel.failed', message: `${said} ${password}` }, { status: 400 });
      },
    });
    const error = await quoting.session.get().catch((reason: unknown) => reason as Error);
    expect(error).toBeInstanceOf(Error);
    expect(JSON.stringify([String(error), error])).not.toMatch(/Cumbre!Azul2027|token-of-the-session/);
  });
});

describe('the client', () => {
  test.each([
    'https://us.cloud.im',
    'https://api.cloud.im/marketplace/na',
    'https://simpleapiprod.azure-api.net',
  ])('does not speak to the vendor: %s', (baseUrl) => {
    expect(() => new IngramPanels({ baseUrl, username: 'a', password: 'b' })).toThrow(/no public API/);
  });

  test('signs in once for all calls, and again when the hour is over', async () => {
    const platformOfOne = createPlatform({ seed: 'empty', strict: true });
    const { username } = platformOfOne.credentials().ingramPanels;
    const client = new IngramPanels({
      baseUrl: 'https://tenantry.test',
      username,
      password: () => password,
      fetch: platformOfOne.fetch,
      environment: platformOfOne.environment,
    });
    const signIns = () => platformOfOne.journal.find({ operationId: 'signIn', limit: 50 }).length;
    await Promise.all([1, 2, 3, 4].map(() => client.session.get()));
    expect(signIns()).toBe(1);
    platformOfOne.advance('PT61M');
    await Promise.all([1, 2, 3, 4].map(() => client.session.get()));
    expect(signIns()).toBe(2);
  });

  test('repeats no write that was lost', async () => {
    const { administrator } = panels;
    await administrator.session.get();
    platform.faults.add({
      match: { platform: 'ingram-panels', operationId: 'createStaff', times: 1 },
      effect: { kind: 'commit-then-fail', failure: 'reset' },
    });
    const staff = { firstName: 'Luis', lastName: 'Paz', email: 'luis@harborcloud.example' };
    await expect(administrator.staff.create(staff)).rejects.toMatchObject({ mayHaveApplied: true });
    expect(
      (await administrator.staff.list()).items.filter(({ email }) => email === staff.email),
    ).toHaveLength(1);
  });

  test('says who signs in is missing, and that a one-time token opens one session', async () => {
    await expect(panels.open().session.get()).rejects.toThrow(
      'Give username and password, or a oneTimeToken.',
    );
    const { oneTimeToken } = await panels.staff.session.createPanelLink();
    const once = panels.open({ oneTimeToken });
    await once.session.get();
    await expect(panels.open({ oneTimeToken }).session.get()).rejects.toMatchObject({
      code: 'one_time_token.used',
    });
    platform.advance('PT61M');
    await expect(once.session.get()).rejects.toMatchObject({ code: 'session.expired' });
  });
});

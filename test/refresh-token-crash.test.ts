import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileRefreshTokenStore } from '@tenantry/sdk/auth/node';
import { expect, test } from 'vitest';

/** Renews for ever, and says so each time a token was handed out. */
const renewing = `
  import { SecureApplication } from '@tenantry/sdk/auth';
  import { FileRefreshTokenStore } from '@tenantry/sdk/auth/node';
  const [authorityHost, path] = process.argv.slice(1);
  const application = new SecureApplication({
    tenantId: 't', clientId: 'c', clientSecret: 's', authorityHost, store: new FileRefreshTokenStore(path),
  });
  for (;;) {
    const [own, other] = [application, application.forCustomer('customer')];
    const tokens = await Promise.all([own, other].map((each) => each.accessToken('https://graph.microsoft.com', { renew: true })));
    process.stdout.write(tokens.join(' ') + '\\n');
  }
`;

/** Takes a refresh token until one that came of it was used: harsher than Entra, which takes it on. */
async function strictAuthority() {
  const generations = new Map([['refresh-0', 0]]);
  let used = 0;
  let issued = 0;
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const part of request) text += part;
    const token = new URLSearchParams(text).get('refresh_token') ?? '';
    const generation = generations.get(token) ?? -1;
    const known = generation >= used;
    used = Math.max(used, generation);
    issued += 1;
    generations.set(`refresh-${issued}`, generation + 1);
    response
      .writeHead(known ? 200 : 400, { 'content-type': 'application/json' })
      .end(
        JSON.stringify(
          known
            ? { access_token: `access-${issued}`, refresh_token: `refresh-${issued}`, expires_in: 3600 }
            : { error: 'invalid_grant', error_codes: [70000], error_description: 'AADSTS70000: Replaced.' },
        ),
      );
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => server.close(),
    stillTakes: (token: string | undefined) => (generations.get(token ?? '') ?? -1) >= used,
    count: () => issued,
  };
}

test('a process that is killed at any moment leaves a refresh token that is still taken', async () => {
  const authority = await strictAuthority();
  const folder = await mkdtemp(join(tmpdir(), 'tenantry-crash-'));
  const path = join(folder, 'refresh-token');
  try {
    const store = new FileRefreshTokenStore(path);
    await store.save('refresh-0');
    let handedOut = 0;
    for (let crash = 0; crash < 12; crash += 1) {
      const child = spawn(
        process.execPath,
        ['--conditions=tenantry-source', '--input-type=module', '--eval', renewing, authority.url, path],
        { cwd: join(import.meta.dirname, '..'), stdio: ['ignore', 'pipe', 'inherit'] },
      );
      const exit = once(child, 'exit');
      await Promise.race([once(child.stdout, 'data'), exit]);
      handedOut += 1;
      // From nothing to some renewals later, so that no step is spared.
      await new Promise((resolve) => setTimeout(resolve, crash * 1.7));
      expect(child.exitCode).toBeNull();
      child.kill('SIGKILL');
      await exit;
      expect(authority.stillTakes(await store.load())).toBe(true);
    }
    expect(handedOut).toBe(12);
    expect(authority.count()).toBeGreaterThan(40);
  } finally {
    authority.stop();
    await rm(folder, { recursive: true });
  }
}, 60_000);

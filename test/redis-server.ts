import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';

export interface RedisServer {
  readonly url: string;
  readonly password: string;
  stop(): Promise<void>;
}

/** Why there is no Redis to test with, if there is none. */
export function whyNoRedis(): string | undefined {
  const { error } = spawnSync('redis-server', ['--version']);
  return error && `redis-server cannot be run (${error.message}); on Debian: apt-get install redis-server.`;
}

/** A Redis of its own that forgets all when it ends. */
export async function startRedis(): Promise<RedisServer> {
  const port = await freePort();
  const password = 'p@ss/word';
  const memoryOnly = ['--save', '', '--appendonly', 'no'];
  const server = spawn(
    'redis-server',
    ['--port', String(port), '--bind', '127.0.0.1', '--requirepass', password, ...memoryOnly],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const exit = once(server, 'exit');
  let said = '';
  for await (const chunk of server.stdout) {
    said += chunk;
    if (said.includes('Ready to accept connections')) break;
  }
  if (!said.includes('Ready to accept')) throw new Error(`redis-server ended: ${said}`);
  return {
    url: `redis://:${encodeURIComponent(password)}@127.0.0.1:${port}`,
    password,
    stop: async () => {
      server.kill('SIGKILL');
      await exit;
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

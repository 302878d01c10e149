import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const cli = fileURLToPath(new URL('./cli.ts', import.meta.url));

function start(...parameters: string[]) {
  return spawn(process.execPath, ['--conditions=tenantry-source', cli, ...parameters]);
}

async function run(...parameters: string[]) {
  const child = start(...parameters);
  const [output, error, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { output, error, code: code as number };
}

describe('the command line', () => {
  test('--json prints one line, the server answers, SIGTERM ends it', async () => {
    const child = start('--port', '0', '--json', '--seed', 'empty');
    const output: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
    await once(child.stdout, 'data');
    const { url, admin } = JSON.parse(String(output[0])) as { url: string; admin: string };
    expect(admin).toBe(`${url}/_tenantry`);
    expect(await (await fetch(`${admin}/health`)).json()).toMatchObject({ status: 'ok' });
    child.kill('SIGTERM');
    const [code] = (await once(child, 'close')) as [number];
    expect(code).toBe(0);
    expect(Buffer.concat(output).toString().trim().split('\n')).toHaveLength(1);
  });

  test('without --json it tells addresses and credentials', async () => {
    const child = start('--port', '0', '--still');
    const [chunk] = (await once(child.stdout, 'data')) as [Buffer];
    child.kill('SIGINT');
    await once(child, 'close');
    expect(String(chunk)).toMatch(/icp +http:\/\/127\.0\.0\.1:\d+\/SimpleAPI/);
    expect(String(chunk)).toMatch(/username \S+\n +password \S+\n +resellerAccountId 281001/);
    expect(String(chunk)).toContain('stands');
  });

  test('--help and --version', async () => {
    expect(await run('--help')).toMatchObject({ code: 0, output: expect.stringContaining('--data FILE') });
    expect((await run('--version')).output).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  test.each([
    [['--nope'], '--nope'],
    [['extra'], 'extra'],
    [['--port', '99999'], '--port must be a whole number from 0 to 65535'],
    [['--port', ''], '--port must be a whole number'],
    [['--profile', 'test'], '--profile must be production or sandbox'],
    [['--ca-folder', '/tmp'], '--ca-folder is of use with --https only'],
    [['--seed', 'big'], '--seed must be one of empty, demo-latam, large'],
    [['--seed', 'large:0'], '--seed must be one of'],
  ])('%j is refused in one line', async (parameters, message) => {
    const { code, error, output } = await run(...parameters);
    expect(code).toBe(2);
    expect(error).toContain(message);
    expect(error.trim().split('\n')).toHaveLength(1);
    expect(output).toBe('');
  });

  test('a taken port is told in one line', async () => {
    const holder = createServer().listen(0, '127.0.0.1');
    await once(holder, 'listening');
    const { port } = holder.address() as { port: number };
    const { code, error } = await run('--port', String(port), '--seed', 'empty');
    holder.close();
    expect(code).toBe(1);
    expect(error).toMatch(/EADDRINUSE.*choose another --port, or 0 for a free one\.\n$/);
    expect(error.trim().split('\n')).toHaveLength(1);
  });

  test('a data file that cannot be used is told in one line', async () => {
    const { code, error } = await run('--port', '0', '--data', '/nowhere/at/all/world.db');
    expect(code).toBe(1);
    expect(error).toContain("cannot be used as a world's file");
    expect(error.trim().split('\n')).toHaveLength(1);
  });
});

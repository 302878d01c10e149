import { parseArgs } from 'node:util';
import { Platform } from './platform.ts';
import { isSeedName, seedNames } from './seeds/index.ts';
import { version } from './version.ts';

const help = `tenantry-mock: the CSP chain on one port, on a clock you can move

  --port N        port to listen on, 0 for a free one   (4010)
  --host HOST     interface to listen on                 (127.0.0.1)
  --seed NAME     ${seedNames.join(', ')}, or large:N for N customers   (demo-latam)
  --data FILE     keep the world in this SQLite file
  --still         the clock stands until it is moved
  --strict        an answer that does not fit its document is an error
  --open-admin    answer the admin API to other machines too
  --json          print one line: {"url","admin"}
  --version, --help
`;

function options() {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '4010' },
      host: { type: 'string', default: '127.0.0.1' },
      seed: { type: 'string', default: 'demo-latam' },
      data: { type: 'string' },
      still: { type: 'boolean', default: false },
      strict: { type: 'boolean', default: false },
      'open-admin': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      version: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new TypeError(`--port must be a whole number from 0 to 65535, not "${values.port}".`);
  }
  const { seed } = values;
  if (!isSeedName(seed))
    throw new TypeError(`--seed must be one of ${seedNames.join(', ')}, or large:N, not "${seed}".`);
  return { ...values, port, seed };
}

async function main(): Promise<void> {
  const given = options();
  if (given.help) return void process.stdout.write(help);
  if (given.version) return void process.stdout.write(`${version}\n`);
  const platform = new Platform({
    seed: given.seed,
    strict: given.strict,
    flowing: !given.still,
    openAdmin: given['open-admin'],
    ...(given.data !== undefined && { data: given.data }),
  });
  const { url, adminUrl } = await platform.listen({ port: given.port, host: given.host });
  const stop = () => void platform.close().then(() => process.exit(0));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  process.stdout.write(
    given.json ? `${JSON.stringify({ url, admin: adminUrl })}\n` : banner(platform, url, adminUrl),
  );
}

function banner(platform: Platform, url: string, adminUrl: string): string {
  const { icp } = platform.credentials(url);
  return `Tenantry mock server ${version}

  ICP      ${url}/SimpleAPI/SimpleAPIService.svc/rest
           username ${icp.username}   password ${icp.password}   reseller ${icp.resellerAccountId}
  Admin    ${adminUrl}   (clock, faults, journal, outbox, snapshot, credentials, coverage)

The world's clock is at ${new Date(platform.world.clock.now()).toISOString()} and ${platform.world.clock.flowing ? 'flows' : 'stands'}. Ctrl+C stops.
`;
}

main().catch((error: unknown) => {
  const usage = error instanceof TypeError;
  const reason = error instanceof Error ? error.message : String(error);
  const taken = (error as { code?: string }).code === 'EADDRINUSE';
  process.stderr.write(
    `tenantry-mock: ${taken ? `${reason}; choose another --port, or 0 for a free one.` : reason}${usage ? ' See --help.' : ''}\n`,
  );
  process.exitCode = usage ? 2 : 1;
});

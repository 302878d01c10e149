import { parseArgs } from 'node:util';
import { shownCredentials } from './domain/shown-credentials.ts';
import { isoOf } from './kernel/calendar.ts';
import { Platform } from './platform.ts';
import { isSeedName, seedNames } from './seeds/index.ts';
import { version } from './version.ts';

const help = `tenantry-mock: the CSP chain on one port, on a clock you can move

  --port N        port to listen on, 0 for a free one   (4010)
  --host HOST     interface to listen on                 (127.0.0.1)
  --seed NAME     ${seedNames.join(', ')}, or large:N for N customers   (demo-latam)
  --profile NAME  production, or Microsoft's sandbox with its limits: 75 customers, 5 subscriptions, 25 seats   (production)
  --data FILE     keep the world in this SQLite file; when it exists, the world in it goes on
  --https         serve TLS on the port too, and be a proxy (CONNECT) to the production hosts that are simulated
  --ca-folder DIR where --https keeps its certificate authority   (the user's data folder)
  --still         the clock stands until it is moved
  --strict        an answer that does not fit its document is an error
  --open-admin    answer the admin API to other machines too
  --json          print one line: {"url","admin"}, with --https also "ca": the authority's certificate
  --version, --help
`;

/** What was asked for on the command line cannot be done. */
class UsageError extends Error {}

function given() {
  try {
    return parsed();
  } catch (error) {
    if (error instanceof TypeError) throw new UsageError(error.message);
    throw error;
  }
}

function parsed() {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '4010' },
      host: { type: 'string', default: '127.0.0.1' },
      seed: { type: 'string', default: 'demo-latam' },
      profile: { type: 'string' },
      data: { type: 'string' },
      https: { type: 'boolean', default: false },
      'ca-folder': { type: 'string' },
      still: { type: 'boolean', default: false },
      strict: { type: 'boolean', default: false },
      'open-admin': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      version: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const port = /^\d+$/.test(values.port) ? Number(values.port) : -1;
  if (port < 0 || port > 65_535) {
    throw new UsageError(`--port must be a whole number from 0 to 65535, not "${values.port}".`);
  }
  const { seed } = values;
  if (!isSeedName(seed))
    throw new UsageError(`--seed must be one of ${seedNames.join(', ')}, or large:N, not "${seed}".`);
  if (values['ca-folder'] !== undefined && !values.https) {
    throw new UsageError('--ca-folder is of use with --https only.');
  }
  const { profile } = values;
  if (profile !== undefined && profile !== 'production' && profile !== 'sandbox')
    throw new UsageError(`--profile must be production or sandbox, not "${profile}".`);
  return { ...values, port, seed, ...(profile !== undefined && { settings: { profile } as const }) };
}

async function main(): Promise<void> {
  const options = given();
  if (options.help) return void process.stdout.write(help);
  if (options.version) return void process.stdout.write(`${version}\n`);
  const platform = new Platform({
    seed: options.seed,
    strict: options.strict,
    flowing: !options.still,
    openAdmin: options['open-admin'],
    ...('settings' in options && { settings: options.settings }),
    ...(options.data !== undefined && { data: options.data }),
  });
  const { url, adminUrl, ca } = await platform.listen({
    port: options.port,
    host: options.host,
    https: options.https,
    ...(options['ca-folder'] !== undefined && { caFolder: options['ca-folder'] }),
  });
  const stop = () => void platform.close().then(() => process.exit(0));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  process.stdout.write(
    options.json ? `${JSON.stringify({ url, admin: adminUrl, ca })}\n` : banner(platform, url, ca),
  );
}

function banner(platform: Platform, url: string, ca: string | undefined): string {
  const addresses = platform.wires.map(
    ({ document }) => `  ${document.platform.padEnd(16)}${url}${document.basePath}`,
  );
  // Without tokens: signing them makes a key, which takes longer than starting.
  const credentials = Object.entries(shownCredentials(platform.world, url, { tokens: false })).map(
    ([name, values]) =>
      `  ${name.padEnd(16)}${Object.entries(values)
        .map(([field, value]) => `${field} ${String(value)}`)
        .join('\n'.padEnd(19))}`,
  );
  const { clock } = platform.world;
  return `Tenantry mock server ${version}

${addresses.join('\n')}

Credentials, of this simulator only
${credentials.join('\n') || '  none in this seed'}
  tokens          ${url}/_tenantry/credentials
${ca === undefined ? '' : secureNote(url, ca)}
The world's clock is at ${isoOf(clock.now())} and ${clock.flowing ? 'flows' : 'stands'}. Ctrl+C stops.
`;
}

/** How a client comes to trust this server, and to be led here whatever hosts it calls. */
function secureNote(url: string, ca: string): string {
  return `
TLS, by an authority of this simulator only: trust it in a client's environment, never in the system
  NODE_EXTRA_CA_CERTS=${ca}
  HTTPS_PROXY=${url.replace('https:', 'http:')}   for clients whose hosts are fixed
`;
}

main().catch((error: unknown) => {
  const usage = error instanceof UsageError;
  const reason = error instanceof Error ? error.message : String(error);
  const taken = (error as { code?: string }).code === 'EADDRINUSE';
  process.stderr.write(
    `tenantry-mock: ${taken ? `${reason}; choose another --port, or 0 for a free one.` : reason}${usage ? ' See --help.' : ''}\n`,
  );
  process.exitCode = usage ? 2 : 1;
});

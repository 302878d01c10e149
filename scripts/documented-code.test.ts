import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';

/** Where a name that an example uses without saying comes from. */
const modules: Readonly<Record<string, readonly string[]>> = {
  '@tenantry/sdk': ['QuoteOrderError', 'Reseller'],
  '@tenantry/sdk/auth': ['EntraApplication', 'SecureApplication', 'accessTokenOf', 'clouds'],
  '@tenantry/sdk/auth/node': ['FileRefreshTokenStore'],
  '@tenantry/sdk/graph': ['Graph', 'approvalLinkOf', 'directoryRoleNamed', 'findDirectoryRole', 'quoted'],
  '@tenantry/sdk/icp': ['Icp', 'icp', 'reportRows'],
  '@tenantry/sdk/ingram': ['Ingram', 'ingram'],
  '@tenantry/sdk/ingram/panels': ['IngramPanels'],
  '@tenantry/sdk/parquet': [
    'amount',
    'decimal',
    'licencePriceColumns',
    'parquetColumns',
    'toParquet',
    'usageColumns',
  ],
  '@tenantry/sdk/parquet/node': ['writeExport', 'writeParquet'],
  '@tenantry/sdk/partner-center': [
    'partnerCenter',
    'PartialFailureError',
    'PartnerCenter',
    'equals',
    'startsWith',
  ],
  '@tenantry/sdk/quotes': ['quoteToCsv', 'quoteToPdf'],
  '@tenantry/sdk/schedules': ['InMemorySpool', 'InProcessScheduleRunner'],
  '@tenantry/sdk/schedules/bullmq': ['BullScheduleRunner'],
  '@tenantry/sdk/schedules/node': ['FileScheduleStore', 'TemporaryFileSpool'],
  '@tenantry/sdk/streaming': ['toCsv', 'toNdjson'],
  '@tenantry/sdk/validation': ['checkPassword', 'contact', 'describeIssue', 'validate', 'validatePassword'],
  '@tenantry/sdk/validation/compromised': ['offlineChecker', 'rangeChecker'],
  '@tenantry/sdk/webhooks': [
    'InMemoryDeliveryStore',
    'WebhookHandler',
    'WebhookVerifier',
    'expressWebhook',
    'fastifyWebhook',
    'parseWebhookEvent',
    'signWebhook',
    'verifyWebhook',
    'webhookFetchHandler',
  ],
  '@tenantry/mock-server': ['createPlatform'],
  'node:fs/promises': ['writeFile'],
  msw: ['http', 'HttpResponse'],
  'msw/node': ['setupServer'],
};
/** What a reader has at hand. */
const given: Readonly<Record<string, string>> = {
  baseUrl: 'string',
  username: 'string',
  password: 'string',
  accessToken: 'string',
  tenantId: 'string',
  clientId: 'string',
  clientSecret: 'string',
  subscriptionKey: 'string',
  store: "import('@tenantry/sdk/auth').RefreshTokenStore",
  customerId: 'string',
  subscriptionId: 'string',
  cartId: 'string',
  orderId: 'string',
  invoiceId: 'string',
  credential: "import('@tenantry/sdk/auth').EntraApplication",
  icp: "import('@tenantry/sdk/icp').Icp",
  ingram: "import('@tenantry/sdk/ingram').Ingram",
  panels: "import('@tenantry/sdk/ingram/panels').IngramPanels",
  partnerCenter: "import('@tenantry/sdk/partner-center').PartnerCenter",
  platform: "import('@tenantry/mock-server').Platform",
  reseller: "import('@tenantry/sdk').Reseller",
  licenceId: 'string',
  quote: "import('@tenantry/sdk').Quote",
  graph: "import('@tenantry/sdk/graph').Graph",
  relationshipId: 'string',
  headers: 'Record<string, string>',
  body: 'string',
  privateKey: 'string',
  runner: "import('@tenantry/sdk').ScheduleRunner",
  webhooks: "import('@tenantry/sdk/webhooks').WebhookHandler",
  app: "import('express').Express",
  fastify: "import('fastify').FastifyInstance",
};

const root = join(import.meta.dirname, '..');

function documented(): { readonly where: string; readonly code: string }[] {
  const examples: { where: string; code: string }[] = [];
  for (const file of globSync('packages/*/src/**/*.ts', { cwd: root }).filter(
    (name) => !name.includes('.gen.'),
  )) {
    const text = readFileSync(join(root, file), 'utf8');
    for (const [, comment = ''] of text.matchAll(/\/\*\*([\s\S]*?)\*\//g)) {
      const [, example] = comment.split('@example\n');
      if (example === undefined) continue;
      const lines = example.split('\n').map((line) => line.replace(/^\s*\* ?/, ''));
      const end = lines.findIndex((line) => line.startsWith('@'));
      const code = lines
        .slice(0, end < 0 ? undefined : end)
        .join('\n')
        .replaceAll('*\\/', '*/');
      examples.push({ where: `${file}:${text.slice(0, text.indexOf(comment)).split('\n').length}`, code });
    }
  }
  for (const [, code = ''] of readFileSync(join(root, 'README.md'), 'utf8').matchAll(
    /```ts\n([\s\S]*?)```/g,
  )) {
    examples.push({ where: 'README.md', code });
  }
  return examples;
}

function complete(code: string): string {
  const uses = (name: string) => new RegExp(`(?<![\\w'"]|[^.]\\.)${name}\\b`).test(code);
  const brings = (name: string) =>
    new RegExp(
      `(?:const|let) ${name}\\b|(?:const|let) \\{[^}]*\\b${name}\\b[^}]*\\} =|import \\{[^}]*\\b${name}\\b`,
    ).test(code);
  // The factory of a platform is called as the client that a reader has at hand.
  const isFactory = (name: string) =>
    !['icp', 'ingram', 'partnerCenter'].includes(name) || code.includes(`${name}({`);
  const imports = Object.entries(modules).flatMap(([module, names]) =>
    names
      .filter((name) => uses(name) && !brings(name) && isFactory(name))
      .map((name) => `import { ${name} } from '${module}';`),
  );
  const imported = new Set(imports.map((line) => line.split(' ')[2]));
  const declared = Object.entries(given)
    .filter(([name]) => uses(name) && !brings(name) && !imported.has(name))
    .map(([name, type]) => `declare const ${name}: ${type};`);
  return [...imports, ...declared, code, 'export {};'].join('\n');
}

test('every example in a docstring and in the README compiles', { timeout: 60_000 }, () => {
  const examples = documented();
  expect(examples.length).toBeGreaterThan(20);
  const config = ts.parseJsonConfigFileContent(
    ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile).config,
    ts.sys,
    root,
  );
  const sources = new Map(
    examples.map((example, index) => [join(root, 'examples', `documented-${index}.ts`), example]),
  );
  const host = ts.createCompilerHost(config.options);
  const { readFile, fileExists } = host;
  host.fileExists = (name) => sources.has(name) || fileExists(name);
  host.readFile = (name) => {
    const example = sources.get(name);
    return example ? complete(example.code) : readFile(name);
  };
  const program = ts.createProgram([...sources.keys()], { ...config.options, noUnusedLocals: false }, host);
  const problems = [...sources].flatMap(([name, { where }]) =>
    ts
      .getPreEmitDiagnostics(program, program.getSourceFile(name))
      .map((found) => `${where}: ${ts.flattenDiagnosticMessageText(found.messageText, '\n')}`),
  );
  expect(problems).toEqual([]);
});
